"""Opening the database and bringing its tables up to date."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from bot.storage.tables import MIGRATIONS as CONVERSATIONS
from directory.database import migrate, open_engine
from directory.errors import DatabaseUnavailable
from directory.sites.tables import MIGRATIONS


def test_sqlite_is_opened_in_wal_mode_and_its_folder_created(tmp_path: Path) -> None:
    """A SQLite file in a folder that does not exist yet is created, in WAL mode, with foreign keys held."""
    engine = open_engine(f"sqlite:///{tmp_path / 'new' / 'folder' / 'a.db'}")
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


@pytest.mark.parametrize(
    "url",
    ["sqlite:////proc/nowhere/a.db", "not an address", "unknown://x/y", "postgresql://u:secret@127.0.0.1:1/x"],
)
def test_a_database_that_does_not_open_is_said_in_one_line(url: str) -> None:
    """The error is one French line with the reason, and never the password."""
    with pytest.raises(DatabaseUnavailable) as caught:
        open_engine(url)
    assert str(caught.value).startswith("La base de données n'est pas utilisable")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    """A file that is not SQLite's is refused at opening, not at the first question."""
    wrong = tmp_path / "a.db"
    wrong.write_text("This is not a database, and long enough to be told apart from an empty file.\n" * 40)
    with pytest.raises(DatabaseUnavailable):
        open_engine(f"sqlite:///{wrong}")


def test_a_read_only_database_is_said(tmp_path: Path) -> None:
    """Tables cannot be created in a database opened read-only: that is said, without a stack trace."""
    path = tmp_path / "a.db"
    open_engine(f"sqlite:///{path}").dispose()
    engine = open_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert not Path("file:").exists(), "a URI is no folder to make"
    with pytest.raises(DatabaseUnavailable):
        migrate(engine, [MIGRATIONS])


def test_each_room_migrates_on_its_own(tmp_path: Path) -> None:
    """A programme that knows fewer rooms than the database holds still starts; migrating twice changes nothing."""
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    migrate(engine, [MIGRATIONS, CONVERSATIONS])
    migrate(engine, [MIGRATIONS])
    migrate(engine, [MIGRATIONS, CONVERSATIONS])
    assert {"sites", "conversations"} <= set(inspect(engine).get_table_names())


def test_two_processes_may_start_at_once(tmp_path: Path) -> None:
    """Four processes migrating the same new database all succeed."""
    code = (
        "from directory.database import open_engine, migrate; from directory.sites.tables import MIGRATIONS;"
        f"migrate(open_engine('sqlite:///{tmp_path / 'a.db'}'), [MIGRATIONS])"
    )
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(4)]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0, 0]
