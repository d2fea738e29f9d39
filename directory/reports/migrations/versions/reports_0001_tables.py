"""Reports of wrong or closed sites."""

import sqlalchemy as sa
from alembic import op

revision = "reports_0001"
down_revision = None
branch_labels = ("reports",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "site_reports",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("reporter", sa.String(32), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("handled_on", sa.Date()),
        sa.UniqueConstraint("site_id", "reporter", "kind", name="uq_site_reports_once"),
    )
    op.create_index("ix_site_reports_site_id", "site_reports", ["site_id"])
    op.create_table(
        "site_report_key",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("key", sa.LargeBinary(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("site_report_key")
    op.drop_table("site_reports")
