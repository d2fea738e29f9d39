"""Loading cleaned records: what is new, what changed, what came back, what vanished; then the sites made from them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from directory.importer.errors import Shrunk
from directory.importer.report import Report
from directory.importer.source import Source
from directory.importer.spool import Cleaned, Spool
from directory.sites.rebuild import rebuild
from directory.sites.tables import Site, SiteAlias, SiteRecord

_BATCH = 500
_RECORDS = cast(Table, SiteRecord.__table__)
# Below this number of records, losing some is everyday life; the share is judged above it.
_SMALL = 5


@dataclass(frozen=True)
class Delivery:
    """How a file is loaded. `replaces`: it is the whole of its source, what it lacks is retired.

    `shrink`: the share of the source's records that may vanish before a whole delivery is refused.
    """

    source: Source
    origin_file: str
    at: datetime
    replaces: bool = False
    shrink: float = 0.3
    accept_shrink: bool = False


def load(connection: Connection, spool: Spool, delivery: Delivery, report: Report) -> None:
    """Bring the directory to what `spool` says, inside the caller's transaction. Raises `Shrunk`."""
    known = _known(connection)
    if delivery.source.examples and any(not held.is_example for held in known.values()):
        return
    _guard(known, spool, delivery)
    dirty: set[str] = set()
    if not delivery.source.examples:
        _drop_examples(connection)
        known = {key: value for key, value in known.items() if not value.is_example}
    for batch in _batches(spool):
        _load_batch(connection, batch, known, delivery, report, dirty)
    if delivery.replaces:
        gone = [key for key, held in known.items() if _belongs(held, delivery.source) and key not in spool]
        _retire(connection, gone, delivery, report, dirty)
    report.merged = rebuild(connection, sorted(dirty))


@dataclass(frozen=True, slots=True)
class _Held:
    fingerprint: bytes
    source_slug: str
    place_key: str
    retired: bool
    is_example: bool


def _known(connection: Connection) -> dict[str, _Held]:
    columns = (SiteRecord.id, SiteRecord.fingerprint, SiteRecord.source_slug, SiteRecord.place_key)
    rows = connection.execute(select(*columns, SiteRecord.retired_at, SiteRecord.is_example))
    return {
        row[0]: _Held(bytes.fromhex(row[1]), sys.intern(row[2]), sys.intern(row[3]), row[4] is not None, bool(row[5]))
        for row in rows
    }


def _belongs(held: _Held, source: Source) -> bool:
    return held.source_slug == source.slug and not held.retired


def _guard(known: dict[str, _Held], spool: Spool, delivery: Delivery) -> None:
    """A whole delivery that lost too much is not trusted."""
    if not delivery.replaces or delivery.accept_shrink:
        return
    before = sum(_belongs(held, delivery.source) for held in known.values())
    if (before and not len(spool)) or (before > _SMALL and len(spool) < before * (1 - delivery.shrink)):
        raise Shrunk(before, len(spool))


def _drop_examples(connection: Connection) -> None:
    """Examples vanish as soon as real data comes."""
    examples = select(Site.id).where(Site.is_example)
    connection.execute(delete(SiteAlias).where(SiteAlias.site_id.in_(examples)))
    connection.execute(delete(Site).where(Site.is_example))
    connection.execute(delete(SiteRecord).where(SiteRecord.is_example))


def _batches(spool: Iterable[Cleaned]) -> Iterator[list[Cleaned]]:
    rest = iter(spool)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _load_batch(
    connection: Connection,
    batch: list[Cleaned],
    known: dict[str, _Held],
    delivery: Delivery,
    report: Report,
    dirty: set[str],
) -> None:
    new, changed = [], []
    for record in batch:
        held = known.get(record.id)
        if held is None:
            report.added += 1
            new.append(_row(record, delivery))
        elif (
            held.fingerprint.hex() == record.fingerprint
            and not held.retired
            and held.source_slug == delivery.source.slug
        ):
            report.unchanged += 1
            continue
        else:
            _count(report, held, record)
            dirty.add(held.place_key)
            changed.append({**_row(record, delivery), "record_id": record.id})
        dirty.add(record.place_key)
    if new:
        connection.execute(insert(_RECORDS), new)
    if changed:
        connection.execute(_update_one(), changed)


def _count(report: Report, held: _Held, record: Cleaned) -> None:
    if held.retired:
        report.returned += 1
    elif held.fingerprint.hex() == record.fingerprint:
        report.unchanged += 1
    else:
        report.changed += 1


def _row(record: Cleaned, delivery: Delivery) -> dict[str, Any]:
    return {
        "id": record.id,
        "source_slug": delivery.source.slug,
        "place_key": record.place_key,
        "fingerprint": record.fingerprint,
        "payload": record.payload,
        "aliases": "\n".join(record.aliases),
        "origin_file": delivery.origin_file,
        "licence": delivery.source.licence,
        "imported_at": delivery.at,
        "retired_at": None,
        "is_example": delivery.source.examples,
    }


def _update_one() -> Any:
    columns = [column.name for column in _RECORDS.columns if column.name != "id"]
    return (
        update(_RECORDS)
        .where(_RECORDS.c.id == bindparam("record_id"))
        .values({name: bindparam(name) for name in columns})
    )


def _retire(connection: Connection, gone: list[str], delivery: Delivery, report: Report, dirty: set[str]) -> None:
    """Vanished records are kept, and no longer shown."""
    report.retired = len(gone)
    rest = iter(gone)
    while batch := list(islice(rest, _BATCH)):
        places = select(SiteRecord.place_key).where(SiteRecord.id.in_(batch)).distinct()
        dirty.update(connection.scalars(places))
        connection.execute(update(_RECORDS).where(_RECORDS.c.id.in_(batch)).values(retired_at=delivery.at))
