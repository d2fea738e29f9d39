"""How calls ended."""

import sqlalchemy as sa
from alembic import op

revision = "console_0001"
down_revision = None
branch_labels = ("console",)
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "console_outcomes",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("need", sa.Text(), primary_key=True),
        sa.Column("insee", sa.String(5), primary_key=True),
        sa.Column("found", sa.Boolean(), primary_key=True),
        sa.Column("calls", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("console_outcomes")
