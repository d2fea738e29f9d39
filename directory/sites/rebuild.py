"""Making the sites of some communes again from their records. The same records always make the same sites."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, cast

from sqlalchemy import Connection, Row, Table, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from directory.sites.build import search_columns, standard_row
from directory.sites.duplicates.clusters import clusters
from directory.sites.duplicates.record import Record
from directory.sites.duplicates.verdicts import Verdicts
from directory.sites.geocoded import with_addresses
from directory.sites.merge import merge
from directory.sites.tables import Site, SiteAlias, SiteRecord

_PLACES = 150
_SITES = cast(Table, Site.__table__)


def rebuild(connection: Connection, places: Sequence[str]) -> int:
    """Make the sites of these communes (place keys) again; the number of records merged into another one's site."""
    verdicts = Verdicts.read(connection)
    merged = 0
    for start in range(0, len(places), _PLACES):
        some = places[start : start + _PLACES]
        _clear(connection, some)
        sites, aliases, joined = _made(connection, some, verdicts)
        if sites:
            connection.execute(insert(_SITES), sites)
        _add_aliases(connection, aliases)
        merged += joined
    return merged


def records_of(connection: Connection, place: str) -> list[Record]:
    """Every record of one commune (place key), retired ones included, in the order of their ids."""
    return [record for live, retired in _by_place(connection, [place]) for record in (*live, *retired)]


def _clear(connection: Connection, places: Sequence[str]) -> None:
    theirs = select(Site.id).where(Site.place_key.in_(places))
    connection.execute(delete(SiteAlias).where(SiteAlias.site_id.in_(theirs)))
    connection.execute(delete(Site).where(Site.place_key.in_(places)))


def _made(
    connection: Connection, places: Sequence[str], verdicts: Verdicts
) -> tuple[list[dict[str, Any]], list[dict[str, str]], int]:
    sites: list[dict[str, Any]] = []
    aliases: list[dict[str, str]] = []
    joined = 0
    for live, retired in _by_place(connection, places):
        taken = set()
        for cluster in clusters(live, verdicts):
            sites.append(_site(cluster))
            known_as = {alias for record in cluster for alias in (record.id, *record.aliases)} - {sites[-1]["id"]}
            aliases += [{"alias": alias, "site_id": sites[-1]["id"]} for alias in sorted(known_as)]
            taken |= known_as | {sites[-1]["id"]}
            joined += len(cluster) - 1
        sites += [_site([record]) for record in retired if record.id not in taken]
    return sites, aliases, joined


def _by_place(connection: Connection, places: Sequence[str]) -> Iterator[tuple[list[Record], list[Record]]]:
    """(live, retired) records of each commune, in the order of their ids."""
    asked = select(SiteRecord.__table__).where(SiteRecord.place_key.in_(places))
    rows = connection.execute(asked.order_by(SiteRecord.place_key, SiteRecord.id)).all()
    told = with_addresses(connection, [_record(row) for row in rows])
    for _, group in groupby(told, key=lambda record: record.place_key):
        records = list(group)
        yield (
            [record for record in records if record.retired_at is None],
            [record for record in records if record.retired_at is not None],
        )


def _record(row: Row[Any]) -> Record:
    return Record(
        id=row.id,
        source_slug=row.source_slug,
        place_key=row.place_key,
        values=json.loads(row.payload),
        aliases=tuple(row.aliases.split("\n")) if row.aliases else (),
        origin_file=row.origin_file,
        licence=row.licence,
        imported_at=row.imported_at,
        retired_at=row.retired_at,
        is_example=row.is_example,
    )


def _site(cluster: Sequence[Record]) -> dict[str, Any]:
    values, first, provenances = merge(cluster)
    retired = first.retired_at
    return {
        **standard_row(values),
        **search_columns(values, retired=retired is not None),
        "source_slug": first.source_slug,
        "origin_file": first.origin_file,
        "licence": first.licence,
        "imported_at": max(record.imported_at for record in cluster),
        "is_example": first.is_example,
        "retired_at": retired,
        "point_precision": values.get("point_precision"),
        "provenances": provenances,
        "place_key": first.place_key,
    }


def _add_aliases(connection: Connection, aliases: list[dict[str, str]]) -> None:
    """An id may be known under one site only: the first one keeps it."""
    if aliases:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(SiteAlias.__table__).on_conflict_do_nothing(), aliases)
