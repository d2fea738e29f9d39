"""Nearest sites by PostGIS: a walk through the GiST index of the geography column, the nearest first.

PostGIS orders the walk; the distances are ours, so that both ways give the same answer to the metre.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, text

from directory.sites.distance import great_circle_m
from directory.sites.filters import Conditions

# The walk's distances (on the spheroid) and ours (on the sphere) differ by less than this share.
_DOUBT = 0.007
_SPARE = 8
_known: WeakKeyDictionary[Engine, bool] = WeakKeyDictionary()


def available(connection: Connection) -> bool:
    """Whether the table has its geography column. Asked of the database once per engine."""
    if connection.dialect.name != "postgresql":
        return False
    if connection.engine not in _known:
        asked = text("SELECT count(*) FROM information_schema.columns WHERE table_name='sites' AND column_name='geog'")
        _known[connection.engine] = bool(connection.scalar(asked))
    return _known[connection.engine]


def rank(
    connection: Connection, lat: float, lon: float, wanted: Conditions, count: int, radius_km: float | None
) -> list[tuple[int, float]]:
    """(number, metres) of the nearest `count` sites, nearest first, and of those as far as the last of them."""
    bound = float("inf") if radius_km is None else radius_km * 1000
    taken = count + _SPARE
    while True:
        near = _walk(connection, lat, lon, wanted, taken, radius_km)
        inside = [one for one in near if one[0] <= bound]
        if len(near) < taken or _sure(inside, near, count):
            last = inside[count - 1][0] if len(inside) >= count else bound
            return [(number, metres) for metres, number in inside if metres <= last]
        taken *= 4


def _sure(inside: list[tuple[float, int]], near: list[tuple[float, int]], count: int) -> bool:
    """Whether no site that the walk has not reached can be nearer than the last one wanted."""
    return len(inside) >= count and inside[count - 1][0] * (1 + _DOUBT) < near[-1][0] * (1 - _DOUBT)


def _walk(
    connection: Connection, lat: float, lon: float, wanted: Conditions, taken: int, radius_km: float | None
) -> list[tuple[float, int]]:
    where, parameters = wanted.sql("%s")
    point = f"ST_SetSRID(ST_MakePoint({float(lon)!r}, {float(lat)!r}), 4326)::geography"
    if radius_km is not None:
        where += f" AND ST_DWithin(geog, {point}, {float(radius_km) * 1000 * (1 + _DOUBT)!r})"
    rows = connection.exec_driver_sql(
        f"SELECT number, latitude, longitude FROM sites WHERE {where} ORDER BY geog <-> {point} LIMIT {int(taken)}",
        parameters,
    )
    return sorted((great_circle_m(lat, lon, row[1], row[2]), row[0]) for row in rows)
