"""Reports: nothing personal is kept, two independent people demote a site, the steward has the last word."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from directory.database import migrate, open_engine
from directory.reports.errors import UnknownKindError
from directory.reports.export import COLUMNS, write_export
from directory.reports.store import MIGRATIONS, Reports
from directory.reports.tables import Base

NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """A database of its own, migrated."""
    made = open_engine(f"sqlite:///{tmp_path / 'reports.sqlite3'}")
    migrate(made, [MIGRATIONS])
    return made


def test_two_independent_people_demote_a_site(engine: Engine) -> None:
    """One report warns, a second one by somebody else demotes and queues."""
    reports = Reports(engine)
    assert not reports.add("site-1", "closed", "session-a", NOW).queued
    assert reports.demoted() == frozenset()
    received = reports.add("site-1", "phone", "session-b", NOW)
    assert (received.people, received.queued) == (2, True)
    assert reports.demoted() == {"site-1"}


def test_one_person_cannot_demote_alone(engine: Engine) -> None:
    """The same conversation counts once, however often and whatever it says."""
    reports = Reports(engine)
    for kind in ("closed", "closed", "phone", "hours"):
        reports.add("site-1", kind, "session-a", NOW)
    assert reports.count("site-1") == 1
    assert reports.demoted() == frozenset()
    assert not reports.add("site-1", "closed", "session-a", NOW).new


def test_another_process_sees_the_same_people(engine: Engine) -> None:
    """The hash key lives in the database: a restart does not turn one person into two."""
    Reports(engine).add("site-1", "closed", "session-a", NOW)
    assert Reports(engine).add("site-1", "closed", "session-a", NOW).people == 1


def test_nothing_of_the_person_is_kept(engine: Engine, tmp_path: Path) -> None:
    """Neither the pseudonym nor a link between two sites reported by one person stands in the file."""
    reports = Reports(engine)
    reports.add("site-1", "closed", "sms:0123456789abcdef", NOW)
    reports.add("site-2", "closed", "sms:0123456789abcdef", NOW)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT reporter, reported_on FROM site_reports")).all()
    assert len({row[0] for row in rows}) == 2
    assert {str(row[1]) for row in rows} == {"2026-11-21"}
    engine.dispose()
    assert b"0123456789abcdef" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_the_steward_closes_a_case_and_it_may_come_back(engine: Engine) -> None:
    """Handled reports no longer count; the same person may report again later."""
    reports = Reports(engine)
    reports.add("site-1", "closed", "a", NOW)
    reports.add("site-1", "closed", "b", NOW)
    assert reports.handle("site-1", NOW) == 2
    assert (reports.count("site-1"), reports.queue()) == (0, [])
    assert reports.add("site-1", "closed", "a", NOW).new
    assert reports.count("site-1") == 1


def test_the_queue_starts_with_the_most_reported(engine: Engine) -> None:
    """Most people first."""
    reports = Reports(engine)
    for site, person in (("site-1", "a"), ("site-2", "a"), ("site-2", "b")):
        reports.add(site, "nobody", person, NOW)
    assert [(one.site_id, one.people, one.demoted) for one in reports.queue()] == [
        ("site-2", 2, True),
        ("site-1", 1, False),
    ]
    assert reports.counts(["site-1"]) == {"site-1": 1}


def test_the_producer_gets_a_csv(engine: Engine) -> None:
    """One site a line, in French, without any trace of the reporters; a site that left the directory keeps its line."""
    reports = Reports(engine)
    reports.add("site-1", "closed", "a", NOW)
    reports.add("site-1", "phone", "b", NOW)
    out = io.StringIO()
    assert write_export(reports.queue(), lambda _: None, out) == 1
    header, line = list(csv.reader(io.StringIO(out.getvalue())))
    assert tuple(header) == COLUMNS
    assert line[4:6] == ["fermé définitivement | numéro de téléphone faux", "2"]


def test_an_unknown_kind_is_refused(engine: Engine) -> None:
    """A kind outside the list says which ones exist."""
    with pytest.raises(UnknownKindError, match="closed"):
        Reports(engine).add("site-1", "rude", "a", NOW)


def test_the_migration_makes_the_tables_of_the_code(engine: Engine) -> None:
    """What the migration creates is what the classes describe."""
    seen = inspect(engine)
    for table in Base.metadata.sorted_tables:
        assert {column["name"] for column in seen.get_columns(table.name)} == {column.name for column in table.columns}
