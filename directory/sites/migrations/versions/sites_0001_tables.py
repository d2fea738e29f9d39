"""Sites, the records they are made from, and the state of synchronisation."""

import sqlalchemy as sa
from alembic import op

revision = "sites_0001"
down_revision = None
branch_labels = ("sites",)
depends_on = None

_TEXTS = (
    "adresse complement_adresse horaires presentation_resume presentation_detail source structure_parente "
    "fiche_acces_libre prise_rdv"
).split()
_LISTS = (
    "typologie courriels site_web itinerance services publics_specifiquement_adresses prise_en_charge_specifique "
    "frais_a_charge dispositif_programmes_nationaux formations_labels autres_formations_labels modalites_acces "
    "modalites_accompagnement provenances"
).split()


def upgrade() -> None:
    _sites()
    _records()
    op.create_table(
        "site_aliases",
        sa.Column("alias", sa.Text(), primary_key=True),
        sa.Column("site_id", sa.Text(), nullable=False),
    )
    op.create_index("ix_site_aliases_site", "site_aliases", ["site_id"])
    op.create_table(
        "duplicate_verdicts",
        sa.Column("first_id", sa.Text(), primary_key=True),
        sa.Column("second_id", sa.Text(), primary_key=True),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "sync_states",
        sa.Column("source_slug", sa.Text(), primary_key=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("synchronised_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    for table in ("sync_states", "duplicate_verdicts", "site_aliases", "site_records", "sites"):
        op.drop_table(table)


def _sites() -> None:
    op.create_table(
        "sites",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("pivot", sa.String(14)),
        sa.Column("nom", sa.Text(), nullable=False),
        sa.Column("commune", sa.Text(), nullable=False),
        sa.Column("code_postal", sa.String(5), nullable=False),
        sa.Column("code_insee", sa.String(5)),
        sa.Column("latitude", sa.Float(53)),
        sa.Column("longitude", sa.Float(53)),
        sa.Column("telephone", sa.String(20)),
        sa.Column("date_maj", sa.Date()),
        *[sa.Column(name, sa.Text()) for name in _TEXTS],
        *[sa.Column(name, sa.JSON(), nullable=False) for name in _LISTS],
        sa.Column("source_slug", sa.Text(), nullable=False),
        sa.Column("origin_file", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.Column("point_precision", sa.String(10)),
        sa.Column("place_key", sa.String(10), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("band", sa.SmallInteger()),
        sa.Column("traits", sa.BigInteger(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
    )
    listed = sa.text("listed")
    columns = ["band", "longitude", "latitude", "traits"]
    op.create_index("ix_sites_search", "sites", columns, sqlite_where=listed, postgresql_where=listed)
    op.create_index("ix_sites_place_key", "sites", ["place_key"])


def _records() -> None:
    op.create_table(
        "site_records",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("source_slug", sa.Text(), nullable=False),
        sa.Column("place_key", sa.String(10), nullable=False),
        sa.Column("fingerprint", sa.String(32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("origin_file", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.Column("is_example", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_site_records_place", "site_records", ["place_key"])
    op.create_index("ix_site_records_source", "site_records", ["source_slug"])
