"""Importing a file, from its first byte to the report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from directory.clock import Clock
from directory.importer.companion import joined
from directory.importer.draft import Draft, Raw, Refused
from directory.importer.errors import UnreadableFile
from directory.importer.load import Delivery, load
from directory.importer.mapping import draft, text
from directory.importer.read_csv import read_csv
from directory.importer.read_json import read_json
from directory.importer.recognise import columns_ignored, recognise
from directory.importer.report import Report
from directory.importer.rules.context import Context
from directory.importer.rules.order import mend
from directory.importer.source import Source, known_sources
from directory.importer.spool import Spool
from directory.importer.towns import Towns, known_towns
from directory.importer.transaction import writing

Progress = Callable[[int], None]
# Something more to write in the same transaction, given the number of records loaded.
Also = Callable[[Connection, int], None]


def import_file(
    engine: Engine,
    path: Path,
    source: Source | None = None,
    *,
    clock: Clock | None = None,
    towns: Towns | None = None,
    companion: Path | None = None,
    replaces: bool = False,
    accept_shrink: bool = False,
    shrink: float = 0.3,
    progress: Progress | None = None,
    whole: bool = False,
    also: Also | None = None,
) -> Report:
    """Import a file into the directory; what was done, as a report.

    Without `source`, the description of `data/sources/` that recognises the file. `replaces`: the file is the whole of its
    source, so that what it lacks is retired. `whole`: a last line that is cut means a file that is cut. `also` writes
    something more in the same transaction.

    All or nothing: on any error the directory stays as it was. Raises `ImportFailed` (the file) or `DatabaseUnavailable`
    (the database).
    """
    now = (clock or Clock()).now()
    described = source or recognise(path, known_sources())
    report = _report(path, described, now)
    started = time.monotonic()
    with Spool() as spool:
        context = Context(described, known_towns() if towns is None else towns, now.date())
        last = read_into(spool, path, context, report, companion=companion, progress=progress)
        if whole and last and last.fault:
            raise UnreadableFile(path.name, "sa dernière ligne est coupée. Téléchargez-le à nouveau.")
        delivery = Delivery(described, path.name, now, replaces, shrink, accept_shrink)
        with writing(engine) as connection:
            load(connection, spool, delivery, report)
            if also:
                also(connection, len(spool))
    report.seconds = time.monotonic() - started
    return report


def read_into(
    spool: Spool,
    path: Path,
    context: Context,
    report: Report,
    *,
    companion: Path | None = None,
    progress: Progress | None = None,
) -> Raw | None:
    """Read, map and mend every record of a file; the database is not touched. The last record, as read.

    Raises `UnreadableFile`.
    """
    raw = None
    try:
        for raw in joined(_records(path, context.source), context.source, companion):
            report.read += 1
            _one(spool, raw, context, report)
            if progress:
                progress(report.read)
    except OSError as error:
        raise UnreadableFile(path.name, f"{error.strerror or error}. L'annuaire est inchangé.") from error
    if report.read == 0:
        raise UnreadableFile(path.name, "il ne contient aucun lieu.")
    return raw


def _report(path: Path, source: Source, now: datetime) -> Report:
    report = Report(path.name, source.slug, source.licence, source.producer, now)
    report.columns_ignored = columns_ignored(path, source)
    return report


def _records(path: Path, source: Source) -> Iterator[Raw]:
    return read_csv(path, source.separator) if source.format == "csv" else read_json(path, source.records)


def _one(spool: Spool, raw: Raw, context: Context, report: Report) -> None:
    made: Draft | None = None
    try:
        made = draft(raw, context.source)
        published = made.text("id")
        mend(made, context)
        if not spool.add(made, published):
            report.repeated += 1
            return
    except Refused as refused:
        report.note_refused(raw.line, _name(made, raw), refused)
        return
    report.note_kept(made)
    report.note_content(made.values, report.started_at)


def _name(made: Draft | None, raw: Raw) -> str:
    """What a refused record calls itself."""
    if made and made.text("nom"):
        return made.text("nom")
    with suppress(StopIteration):
        return next(text(value) for value in raw.values.values() if text(value))
    return ""
