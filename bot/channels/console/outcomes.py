"""Counting how calls end, without anybody's words: the unmet ones are the gaps of the coverage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.channels.console.tables import CallOutcome
from directory.places.gazetteer import Gazetteer
from directory.sites.vocabulary import vocabulary


@dataclass(frozen=True)
class Counted:
    """One line of the count."""

    day: date
    need: str
    insee: str
    found: bool
    calls: int


class Outcomes:
    """The outcomes of one database, whose table exists (`tables.MIGRATIONS`)."""

    def __init__(self, engine: Engine, gazetteer: Gazetteer) -> None:
        self._engine = engine
        self._gazetteer = gazetteer

    def add(self, day: date, need: str, insee: str, found: bool) -> None:
        """Count one call. A need or a commune that the national lists do not know is counted as unknown ("")."""
        need = need if need in vocabulary()["services"] else ""
        insee = insee if insee and self._gazetteer.commune(insee) else ""
        key = (day, need, insee, found)
        if not self._increase(key):
            try:
                with Session(self._engine) as session:
                    session.add(CallOutcome(day=day, need=need, insee=insee, found=found, calls=1))
                    session.commit()
            except IntegrityError:  # Another agent counted the first one at the same instant.
                self._increase(key)

    def all(self) -> list[Counted]:
        """Every line, the newest day first."""
        order = (CallOutcome.day.desc(), CallOutcome.insee, CallOutcome.need, CallOutcome.found)
        with Session(self._engine) as session:
            rows = session.scalars(select(CallOutcome).order_by(*order)).all()
            return [Counted(row.day, row.need, row.insee, row.found, row.calls) for row in rows]

    def _increase(self, key: tuple[date, str, str, bool]) -> bool:
        day, need, insee, found = key
        same = {"day": day, "need": need, "insee": insee, "found": found}
        with Session(self._engine) as session:
            query = session.query(CallOutcome).filter_by(**same)
            changed = query.update({CallOutcome.calls: CallOutcome.calls + 1}, synchronize_session=False)
            session.commit()
        return bool(changed)
