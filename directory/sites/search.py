"""Which sites are nearest: a point, filters, and how many.

The same call works on SQLite (a covering index, growing boxes) and on PostgreSQL with PostGIS (nearest neighbours on
geography); the answer equals brute force on both.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from directory.sites import search_boxes, search_postgis
from directory.sites.distance import great_circle_m
from directory.sites.filters import Conditions, Filters, conditions
from directory.sites.rows import read_site, read_sites
from directory.sites.tables import Site, SiteAlias

Reader = Engine | Session | Connection

__all__ = ["Filters", "Found", "Reader", "by_id", "distance_to", "nearest"]


@dataclass(frozen=True)
class Found:
    """A site (detached from its session) and its great-circle distance in metres; None when there was no point."""

    site: Site
    distance_m: float | None


def nearest(
    reader: Reader,
    lat: float,
    lon: float,
    filters: Filters | None = None,
    *,
    k: int = 10,
    radius_km: float | None = None,
    offset: int = 0,
) -> list[Found]:
    """The `k` sites nearest to (`lat`, `lon`) in degrees, after the first `offset`; equal distances by id.

    Retired sites, and those that receive nobody, never come out. `radius_km` bounds the search.
    """
    wanted = conditions(filters or Filters())
    if wanted is None or k <= 0:
        return []
    near = _near(reader, lat, lon, wanted, offset + k + len(wanted.exclude), radius_km)
    kept = sorted((one for one in near if one[1].id not in wanted.exclude), key=lambda one: (one[0], one[1].id))
    return [Found(site, metres) for metres, site in kept[offset : offset + k]]


def by_id(reader: Reader, site_id: str, *, retired: bool = False) -> Site | None:
    """The site of that id, or of a record that was merged into it. Retired ones only when asked for."""
    with _one_picture(reader) as connection:
        site = read_site(connection, site_id)
        if site is None:
            known_as = connection.scalar(select(SiteAlias.site_id).where(SiteAlias.alias == site_id))
            site = read_site(connection, known_as) if known_as else None
    return site if site and (retired or site.retired_at is None) else None


def distance_to(site: Site, lat: float, lon: float) -> float | None:
    """Metres from a point to a site; None when the site has no point."""
    if site.latitude is None or site.longitude is None:
        return None
    return great_circle_m(lat, lon, site.latitude, site.longitude)


def _near(
    reader: Reader, lat: float, lon: float, wanted: Conditions, count: int, radius_km: float | None
) -> list[tuple[float, Site]]:
    """(metres, site) of the nearest sites: at least `count`, where there are so many."""
    if search_postgis.available(_engine(reader)):
        with _connection(reader) as connection:
            return search_postgis.sites(connection, lat, lon, wanted, count, radius_km)
    with _one_picture(reader) as connection:
        near = search_boxes.rank(connection, lat, lon, wanted, count, radius_km)
        sites = read_sites(connection, [number for number, _ in near])
    return [(metres, sites[number]) for number, metres in near]


def _engine(reader: Reader) -> Engine:
    if isinstance(reader, Session):
        return reader.connection().engine
    return reader.engine


@contextmanager
def _connection(reader: Reader) -> Iterator[Connection]:
    """A connection for one statement: no transaction is worth a journey to the database and back."""
    if isinstance(reader, Engine):
        with reader.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection
    else:
        yield reader.connection() if isinstance(reader, Session) else reader


@contextmanager
def _one_picture(reader: Reader) -> Iterator[Connection]:
    """A connection on which several reads see one state of the directory, even while an import is committed."""
    if isinstance(reader, Session):
        yield reader.connection()
    elif isinstance(reader, Connection):
        yield reader
    else:
        with reader.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection
