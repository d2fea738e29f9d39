"""Nearest sites by growing boxes over the covering index `(band, longitude, latitude, traits)`: portable SQL.

A band is a strip of latitude a twentieth of a degree high (5.5 km): a box reads a few strips, in each only its own
longitudes, whatever the size of the table.
"""

from __future__ import annotations

from math import asin, cos, degrees, floor, radians, sin, sqrt

from sqlalchemy import Connection

from directory.sites.distance import DEGREE_KM, EARTH_M, great_circle_m
from directory.sites.filters import Conditions

BANDS_PER_DEGREE = 20
_FIRST_KM = 1.0
# Beyond, reading the whole index is cheaper than hundreds of strips.
_WIDEST_BOX_KM = 600.0
_WORLD_KM = EARTH_M / 1000 * 3.2


def band(latitude: float) -> int:
    """The strip in which a latitude lies."""
    return floor(latitude * BANDS_PER_DEGREE)


def rank(
    connection: Connection, lat: float, lon: float, wanted: Conditions, count: int, radius_km: float | None
) -> list[tuple[int, float]]:
    """(number, metres) of the nearest `count` sites, nearest first, and of those as far as the last of them."""
    bound = _WORLD_KM if radius_km is None else radius_km
    reach = min(_FIRST_KM, bound)
    while True:
        near = _inside(connection, lat, lon, wanted, reach)
        if len(near) >= count or reach >= bound:
            return _first(near, count)
        reach = min(bound, reach * _growth(len(near), count))
        if reach > _WIDEST_BOX_KM:
            reach = bound


def _growth(found: int, count: int) -> float:
    """How much wider to look next: sites are spread over a surface."""
    return 5.0 if found == 0 else min(5.0, max(1.5, 1.2 * sqrt(count / found)))


def _first(near: list[tuple[float, int]], count: int) -> list[tuple[int, float]]:
    last = near[count - 1][0] if len(near) >= count else float("inf")
    return [(number, metres) for metres, number in near if metres <= last]


def _inside(
    connection: Connection, lat: float, lon: float, wanted: Conditions, reach: float
) -> list[tuple[float, int]]:
    """(metres, number) of every site within `reach` kilometres, nearest first."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    where, parameters = wanted.sql(mark)
    if reach <= _WIDEST_BOX_KM:
        where += _box(lat, lon, reach)
    rows = connection.exec_driver_sql(
        f"SELECT number, latitude, longitude FROM sites WHERE {where} AND latitude IS NOT NULL", parameters
    ).fetchall()
    bound = reach * 1000
    measured = [(great_circle_m(lat, lon, row[1], row[2]), row[0]) for row in rows]
    return sorted(one for one in measured if one[0] <= bound)


def _box(lat: float, lon: float, reach: float) -> str:
    """The SQL of the smallest box that holds the circle. Only numbers go in: nothing to escape."""
    high = reach / DEGREE_KM
    strips = ",".join(str(strip) for strip in range(band(lat - high), band(lat + high) + 1))
    sql = f" AND band IN ({strips})"
    wide = _half_width(lat, reach)
    if wide is not None and lon - wide >= -180 and lon + wide <= 180:
        sql += f" AND longitude BETWEEN {lon - wide!r} AND {lon + wide!r}"
    return sql


def _half_width(lat: float, reach: float) -> float | None:
    """Half the box's width in degrees of longitude; None when it holds a pole."""
    ratio = sin(reach * 1000 / EARTH_M) / max(cos(radians(lat)), 1e-9)
    return degrees(asin(ratio)) + 1e-9 if ratio < 1 else None
