"""Synchronising the directory with a published source.

A file that is cut, shrunk, or not what it says never replaces a good directory; and two synchronisations never run at once.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, select
from sqlalchemy.orm import Session

from directory.clock import Clock
from directory.errors import AideNumError
from directory.importer.download import Downloaded, Validators, download
from directory.importer.errors import Busy, SyncFailed
from directory.importer.recognise import check_columns
from directory.importer.report import Report
from directory.importer.run import Progress, import_file
from directory.importer.source import Source, known_sources
from directory.settings import Settings
from directory.sites.tables import Site, SyncState

NATIONAL = "cartographie-nationale"


@dataclass(frozen=True)
class SyncOutcome:
    """What a synchronisation came to. `status`: "changed", "unchanged", "offline", "busy" or "failed".

    `sentence` says it in one French line, for the log or the command line.
    """

    status: str
    sentence: str
    report: Report | None = None

    @property
    def ok(self) -> bool:
        """Whether the directory is known to be up to date."""
        return self.status in ("changed", "unchanged")


def synchronise(
    engine: Engine,
    source: Source | str = NATIONAL,
    settings: Settings | None = None,
    *,
    clock: Clock | None = None,
    progress: Progress | None = None,
    accept_shrink: bool = False,
    force: bool = False,
) -> SyncOutcome:
    """Bring the directory up to date with a source that has a `url`. Never raises: the outcome says what happened.

    `force` imports the file again even if it has not changed (after a change of rules, for instance).
    """
    chosen = settings or Settings.from_env()
    try:
        described = _described(source, chosen)
        if chosen.offline:
            return SyncOutcome("offline", f"Hors ligne (AIDENUM_OFFLINE=1). {_served(engine)}")
        with _alone(chosen.var_folder / "sync"):
            return _synchronise(engine, described, chosen, clock, progress, accept_shrink, force)
    except Busy as error:
        return SyncOutcome("busy", str(error))
    except AideNumError as error:
        return SyncOutcome("failed", f"{error} {_served(engine)}")


def _synchronise(
    engine: Engine,
    source: Source,
    settings: Settings,
    clock: Clock | None,
    progress: Progress | None,
    accept_shrink: bool,
    force: bool,
) -> SyncOutcome:
    state = _state(engine, source.slug)
    same_file = state is not None and state.url == source.url and not force
    known = Validators(state.etag, state.last_modified) if state and same_file else Validators()
    assert source.url is not None
    found = download(source.slug, source.url, settings.var_folder / "sync", known)
    if found is None or (state and found.checksum == state.checksum and not force):
        return SyncOutcome("unchanged", f"L'annuaire est à jour : {source.title} n'a pas changé.")
    file = found.path.rename(found.path.with_name(f"{source.slug}.{source.format}"))
    try:
        check_columns(file, source)
        report = import_file(
            engine,
            file,
            source,
            clock=clock,
            replaces=True,
            accept_shrink=accept_shrink,
            shrink=settings.sync_shrink,
            progress=progress,
            whole=True,
            also=lambda connection, records: _remember(connection, source, found, records, clock),
        )
    finally:
        file.unlink(missing_ok=True)
    return SyncOutcome("changed", f"{source.title} : {report.summary()}", report)


def _described(source: Source | str, settings: Settings) -> Source:
    if isinstance(source, Source):
        found = source
    else:
        known = known_sources()
        if source not in known:
            raise SyncFailed(source, f"elle n'existe pas dans data/sources/. Connues : {', '.join(known)}")
        found = known[source]
    if found.slug == NATIONAL and settings.sync_url:
        found = replace(found, url=settings.sync_url)
    if not found.url:
        raise SyncFailed(found.slug, "sa description n'a pas d'adresse (clé « url »)")
    return found


def _state(engine: Engine, slug: str) -> SyncState | None:
    with Session(engine, expire_on_commit=False) as session:
        state = session.get(SyncState, slug)
        session.expunge_all()
    return state


def _remember(connection: Connection, source: Source, found: Downloaded, records: int, clock: Clock | None) -> None:
    """What was loaded, in the same transaction as the load itself."""
    connection.execute(delete(SyncState).where(SyncState.source_slug == source.slug))
    connection.execute(
        insert(SyncState).values(
            source_slug=source.slug,
            url=source.url,
            etag=found.validators.etag,
            last_modified=found.validators.last_modified,
            checksum=found.checksum,
            records=records,
            synchronised_at=(clock or Clock()).now(),
        )
    )


def _served(engine: Engine) -> str:
    """What people get meanwhile."""
    with engine.connect() as connection:
        example = connection.scalar(select(Site.is_example).limit(1))
    if example is None:
        return "L'annuaire est vide."
    return "Les lieux d'exemple sont servis." if example else "L'annuaire déjà présent est servi."


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One synchronisation at a time; the lock falls with the process that holds it. Raises `Busy`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Busy from error
        yield
