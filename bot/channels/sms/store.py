"""Transactions on the tables of the SMS channel: one writer at a time, and on disk before a message is acknowledged."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.channels.sms.tables import Count
from directory.clock import Clock


class Store:
    """The database of the channel and its clock."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine = engine
        self.clock = clock
        self._writer = threading.Lock()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that sees no other writer, committed at its end and rolled back by any error."""
        with self._writer, Session(self.engine, expire_on_commit=False) as session:
            connection = session.connection()
            if self.engine.dialect.name == "sqlite":
                # FULL: an accepted message outlives a power cut. IMMEDIATE: wait for other writers now, not in the middle.
                connection.exec_driver_sql("PRAGMA synchronous = FULL")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only reads."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return self.clock.now().astimezone(UTC)

    def today(self) -> date:
        """The day of the figures (UTC)."""
        return self.now().date()

    def count(self, session: Session, name: str, by: int = 1) -> None:
        """Add to a figure of the day."""
        row = session.get(Count, (self.today(), name))
        if row is None:
            session.add(Count(day=self.today(), name=name, count=by))
            session.flush()
        else:
            row.count += by

    def counted(self, name: str, day: date | None = None) -> int:
        """A figure of a day (default: today)."""
        with self.read() as session:
            found = session.scalar(select(Count.count).where(Count.day == (day or self.today()), Count.name == name))
            return found or 0


def aware(moment: datetime) -> datetime:
    """SQLite forgets the time zone of what it stores: it was UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
