"""What the geocoder said of addresses without a point."""

import sqlalchemy as sa
from alembic import op

revision = "sites_0003"
down_revision = "sites_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "geocoded_addresses",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("latitude", sa.Float(53)),
        sa.Column("longitude", sa.Float(53)),
        sa.Column("score", sa.Float(53)),
        sa.Column("kind", sa.String(20)),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("geocoded_addresses")
