"""The one transaction of an import: readers see the directory as it was, then as it is; never half."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from directory.database import reason
from directory.errors import DatabaseUnavailable

_IMPORT_LOCK = 2_403_190_002


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection that alone may change the directory; committed at the end, rolled back on any error.

    Raises `DatabaseUnavailable` when the database is full, locked for too long, or cannot be written.
    """
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            elif connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _IMPORT_LOCK})
            yield connection
            connection.commit()
    except SQLAlchemyError as error:
        raise DatabaseUnavailable(f"{reason(error)}. Rien n'a été changé.") from error
