"""A person's verdict on two records: kept, and obeyed at once."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, delete, insert, select

from directory.clock import Clock
from directory.sites.errors import UnknownRecord
from directory.sites.rebuild import rebuild
from directory.sites.tables import DuplicateVerdict, SiteRecord


def decide(engine: Engine, one: str, other: str, *, same: bool, clock: Clock | None = None) -> None:
    """Note that two records are the same place, or are not, and make the sites of their communes again.

    Raises `UnknownRecord`. A verdict may be changed by another one.
    """
    first, second = min(one, other), max(one, other)
    with engine.begin() as connection:
        places = {_place(connection, first), _place(connection, second)}
        held = (DuplicateVerdict.first_id == first) & (DuplicateVerdict.second_id == second)
        connection.execute(delete(DuplicateVerdict).where(held))
        now = (clock or Clock()).now()
        connection.execute(insert(DuplicateVerdict).values(first_id=first, second_id=second, same=same, decided_at=now))
        rebuild(connection, sorted(places))


def _place(connection: Connection, record_id: str) -> str:
    place = connection.scalar(select(SiteRecord.place_key).where(SiteRecord.id == record_id))
    if place is None:
        raise UnknownRecord(record_id)
    return str(place)
