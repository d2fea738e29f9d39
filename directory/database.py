"""Opening the database, and bringing its tables up to date.

SQLite (the default) is opened in WAL mode: readers go on reading while one process writes. Any other SQLAlchemy URL works;
`postgresql://` goes through psycopg 3.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from directory.errors import DatabaseUnavailable

# How long a writer waits for another one: longer than any import keeps the lock, bar the very first load.
_BUSY_SECONDS = 30
# Any number will do, as long as no other programme of the same PostgreSQL database uses it.
_MIGRATION_LOCK = 2_403_190_001
# Alembic's `op` is global to the process: two threads must not migrate at once.
_one_at_a_time = threading.Lock()


def open_engine(url: str) -> Engine:
    """The engine of a SQLAlchemy URL. For a SQLite file the folder is created.

    Raises `DatabaseUnavailable`, with the reason, when the URL is not one or the database does not answer.
    """
    try:
        target = _with_driver(make_url(url))
        _create_folder(target)
        engine = create_engine(target, json_serializer=_as_json, json_deserializer=_from_json, **_options(target))
        _prepare(engine)
        with engine.connect():
            return engine
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise DatabaseUnavailable(
            f"l'adresse « {_shown(url)} » n'est pas comprise. Voyez AIDENUM_DATABASE_URL."
        ) from error
    except (OSError, SQLAlchemyError) as error:
        raise DatabaseUnavailable(f"{reason(error)} ({_shown(url)}).") from error


def migrate(engine: Engine, locations: Sequence[Path]) -> None:
    """Bring the tables of every room up to date: Alembic's `upgrade heads` for each folder of versions.

    Each room is a branch of its own and keeps its own version table, so that a programme that knows fewer rooms than the
    database holds still starts. Safe when two processes start at once. Raises `DatabaseUnavailable`.
    """
    try:
        with _one_at_a_time, engine.connect() as connection:
            _lock(connection)
            for folder in locations:
                _upgrade(connection, folder)
            connection.commit()
    except SQLAlchemyError as error:
        raise DatabaseUnavailable(f"{reason(error)}. Vérifiez la place et les droits d'écriture.") from error


def reason(error: BaseException) -> str:
    """What went wrong in a few words: the driver's own message, on one line."""
    words = str(getattr(error, "orig", None) or error).strip()
    return words.splitlines()[0] if words else type(error).__name__


def _as_json(value: Any) -> str:
    """A list as JSON that a person can read in the database; most are empty."""
    return json.dumps(value, ensure_ascii=False) if value else "[]" if value == [] else json.dumps(value)


def _from_json(text: str) -> Any:
    """Most lists are empty: reading that is not worth a parser."""
    return [] if text == "[]" else json.loads(text)


def _with_driver(url: URL) -> URL:
    return url.set(drivername="postgresql+psycopg") if url.drivername in {"postgresql", "postgres"} else url


def _options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": _BUSY_SECONDS}}
    return {"pool_pre_ping": True}


def _create_folder(url: URL) -> None:
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        if url.database.startswith("file:"):
            return  # SQLite's own URI (read-only…): the file is there already
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)


def _prepare(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)


def _set_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    elif connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})


def _upgrade(connection: Connection, folder: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(folder.parent).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(folder).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)

    def upgrade(current: Any, _context: Any) -> Any:
        return script._upgrade_revs("heads", current)  # what `alembic upgrade` itself calls; no public name exists

    with EnvironmentContext(config, script, fn=upgrade, destination_rev="heads") as environment:
        environment.configure(connection=connection, version_table=_version_table(script))
        environment.run_migrations()


def _version_table(script: ScriptDirectory) -> str:
    base = script.get_revision(script.get_bases()[0])
    label = min(base.branch_labels, default="")
    return f"alembic_version_{label}" if label else "alembic_version"


def _shown(url: str) -> str:
    """A URL without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "adresse illisible"
