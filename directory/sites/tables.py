"""The tables of the directory of sites. Their history is in `migrations/versions/`.

`site_records` holds what each source said, cleaned; `sites` is what is served, made from the records that are alive:
the same records always make the same sites.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

MIGRATIONS = Path(__file__).parent / "migrations" / "versions"


class Base(DeclarativeBase):
    """Root of the tables of this room."""


def _words() -> Mapped[list[str]]:
    return mapped_column(JSON, default=list)


class Site(Base):
    """One site: the 32 columns of the standard by their names, then where they come from, then what search needs.

    `frais_a_charge`, `services` and the other list columns are lists. `point_precision` is "exact", "address",
    "commune" or None (no point). `provenances` names the records it was made from, the newest first.
    """

    __tablename__ = "sites"
    __table_args__ = (
        Index(
            "ix_sites_search",
            "band",
            "longitude",
            "latitude",
            "traits",
            sqlite_where=text("listed"),
            postgresql_where=text("listed"),
        ),
        Index("ix_sites_place_key", "place_key"),
    )

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(Text, unique=True)
    pivot: Mapped[str | None] = mapped_column(String(14))
    nom: Mapped[str] = mapped_column(Text)
    commune: Mapped[str] = mapped_column(Text)
    code_postal: Mapped[str] = mapped_column(String(5))
    code_insee: Mapped[str | None] = mapped_column(String(5))
    adresse: Mapped[str | None] = mapped_column(Text)
    complement_adresse: Mapped[str | None] = mapped_column(Text)
    latitude: Mapped[float | None] = mapped_column(Float(53))
    longitude: Mapped[float | None] = mapped_column(Float(53))
    typologie: Mapped[list[str]] = _words()
    telephone: Mapped[str | None] = mapped_column(String(20))
    courriels: Mapped[list[str]] = _words()
    site_web: Mapped[list[str]] = _words()
    horaires: Mapped[str | None] = mapped_column(Text)
    presentation_resume: Mapped[str | None] = mapped_column(Text)
    presentation_detail: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(Text)
    itinerance: Mapped[list[str]] = _words()
    structure_parente: Mapped[str | None] = mapped_column(Text)
    date_maj: Mapped[date | None] = mapped_column(Date)
    services: Mapped[list[str]] = _words()
    publics_specifiquement_adresses: Mapped[list[str]] = _words()
    prise_en_charge_specifique: Mapped[list[str]] = _words()
    frais_a_charge: Mapped[list[str]] = _words()
    dispositif_programmes_nationaux: Mapped[list[str]] = _words()
    formations_labels: Mapped[list[str]] = _words()
    autres_formations_labels: Mapped[list[str]] = _words()
    modalites_acces: Mapped[list[str]] = _words()
    modalites_accompagnement: Mapped[list[str]] = _words()
    fiche_acces_libre: Mapped[str | None] = mapped_column(Text)
    prise_rdv: Mapped[str | None] = mapped_column(Text)

    source_slug: Mapped[str] = mapped_column(Text)
    origin_file: Mapped[str] = mapped_column(Text)
    licence: Mapped[str] = mapped_column(Text)
    imported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    is_example: Mapped[bool] = mapped_column(Boolean)
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    point_precision: Mapped[str | None] = mapped_column(String(10))
    provenances: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)

    place_key: Mapped[str] = mapped_column(String(10))
    name_key: Mapped[str] = mapped_column(Text)
    band: Mapped[int | None] = mapped_column(SmallInteger)
    traits: Mapped[int] = mapped_column(BigInteger)
    listed: Mapped[bool] = mapped_column(Boolean)


class SiteRecord(Base):
    """What one source says of one site, cleaned. `payload` is the JSON of the columns that are filled.

    `place_key` is the commune it stands in: records are only ever compared inside one. `fingerprint` tells at a glance
    whether a record changed.
    """

    __tablename__ = "site_records"
    __table_args__ = (Index("ix_site_records_place", "place_key"), Index("ix_site_records_source", "source_slug"))

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    source_slug: Mapped[str] = mapped_column(Text)
    place_key: Mapped[str] = mapped_column(String(10))
    fingerprint: Mapped[str] = mapped_column(String(32))
    payload: Mapped[str] = mapped_column(Text)
    aliases: Mapped[str] = mapped_column(Text, default="")
    origin_file: Mapped[str] = mapped_column(Text)
    licence: Mapped[str] = mapped_column(Text)
    imported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    is_example: Mapped[bool] = mapped_column(Boolean)


class SiteAlias(Base):
    """Another id of a site: that of a merged record, or one half of an id that the national file joined with `__`."""

    __tablename__ = "site_aliases"
    __table_args__ = (Index("ix_site_aliases_site", "site_id"),)

    alias: Mapped[str] = mapped_column(Text, primary_key=True)
    site_id: Mapped[str] = mapped_column(Text)


class GeocodedAddress(Base):
    """What the national geocoder said of an address whose record has no point: a point and a score, or nothing found."""

    __tablename__ = "geocoded_addresses"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    latitude: Mapped[float | None] = mapped_column(Float(53))
    longitude: Mapped[float | None] = mapped_column(Float(53))
    score: Mapped[float | None] = mapped_column(Float(53))
    kind: Mapped[str | None] = mapped_column(String(20))
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DuplicateVerdict(Base):
    """What a person decided of two records: the same place, or not. It outweighs any evidence."""

    __tablename__ = "duplicate_verdicts"

    first_id: Mapped[str] = mapped_column(Text, primary_key=True)
    second_id: Mapped[str] = mapped_column(Text, primary_key=True)
    same: Mapped[bool] = mapped_column(Boolean)
    decided_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SyncState(Base):
    """What was last downloaded from a source: the server's validators, the checksum, how many records it gave."""

    __tablename__ = "sync_states"

    source_slug: Mapped[str] = mapped_column(Text, primary_key=True)
    url: Mapped[str] = mapped_column(Text)
    etag: Mapped[str | None] = mapped_column(Text)
    last_modified: Mapped[str | None] = mapped_column(Text)
    checksum: Mapped[str] = mapped_column(String(64))
    records: Mapped[int] = mapped_column(Integer)
    synchronised_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
