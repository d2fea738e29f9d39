"""On PostgreSQL where PostGIS can be had: a geography column and its GiST index."""

import sqlalchemy as sa
from alembic import op

revision = "sites_0002"
down_revision = "sites_0001"
branch_labels = None
depends_on = None

_GEOGRAPHY = (
    "ALTER TABLE sites ADD COLUMN geog geography(Point, 4326) GENERATED ALWAYS AS "
    "(ST_SetSRID(ST_MakePoint(longitude, latitude), 4326)::geography) STORED"
)


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql" or not _postgis():
        return
    op.execute(_GEOGRAPHY)
    op.execute("CREATE INDEX ix_sites_geog ON sites USING gist (geog) WHERE listed")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE sites DROP COLUMN IF EXISTS geog")


def _postgis() -> bool:
    """Whether PostGIS is there or may be installed by this user. Without it, the portable search does the work."""
    connection = op.get_bind()
    try:
        with connection.begin_nested():
            connection.execute(sa.text("CREATE EXTENSION IF NOT EXISTS postgis"))
            return True
    except sa.exc.DBAPIError:
        return False
