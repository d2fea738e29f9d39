"""Nearest sites by PostGIS: a walk through the GiST index of the geography column, the nearest first.

PostGIS orders the walk; the distances are ours, so that both ways give the same answer to the metre. The walk brings the
sites themselves: one statement, which is one picture of the directory by itself.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, TextClause, bindparam, select, text
from sqlalchemy.orm import Session

from directory.sites.distance import great_circle_m
from directory.sites.filters import Conditions
from directory.sites.tables import Site

# `<->` on geography measures on the sphere of the same radius as ours: 3,000 pairs of points, from a metre to half the Earth
# apart, differ by less than 1e-8 of the distance (PostGIS 3.3). This share, and a centimetre, leave room for rounding.
_DOUBT = 1e-6
_CLOSE_M = 0.01
_SPARE = 3
_POINT = "CAST(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326) AS geography)"
_known: WeakKeyDictionary[Engine, bool] = WeakKeyDictionary()

Near = list[tuple[float, Site]]


def available(engine: Engine) -> bool:
    """Whether the table has its geography column. Asked of the database once per engine."""
    if engine.dialect.name != "postgresql":
        return False
    if engine not in _known:
        asked = text("SELECT count(*) FROM information_schema.columns WHERE table_name='sites' AND column_name='geog'")
        with engine.connect() as connection:
            _known[engine] = bool(connection.scalar(asked))
    return _known[engine]


def sites(
    connection: Connection, lat: float, lon: float, wanted: Conditions, count: int, radius_km: float | None
) -> Near:
    """(metres, site) of the nearest `count` sites, nearest first, and of those as far as the last of them."""
    bound = float("inf") if radius_km is None else radius_km * 1000
    taken = count + _SPARE
    while True:
        near = _walk(connection, lat, lon, wanted, taken, radius_km)
        inside = [one for one in near if one[0] <= bound]
        if len(near) < taken or _sure(inside, near, count):
            last = inside[count - 1][0] if len(inside) >= count else bound
            return [one for one in inside if one[0] <= last]
        taken *= 4


def _sure(inside: Near, near: Near, count: int) -> bool:
    """Whether no site that the walk has not reached can be nearer than the last one wanted."""
    return len(inside) >= count and inside[count - 1][0] * (1 + _DOUBT) + _CLOSE_M < near[-1][0]


def _walk(
    connection: Connection, lat: float, lon: float, wanted: Conditions, taken: int, radius_km: float | None
) -> Near:
    asked = select(Site).where(_where(wanted, radius_km)).order_by(text(f"geog <-> {_POINT}"))
    reach = {} if radius_km is None else {"reach": radius_km * 1000 * (1 + _DOUBT) + _CLOSE_M}
    values = {"lat": lat, "lon": lon, "taken": taken} | reach
    with Session(connection) as session:
        found = session.scalars(asked.limit(bindparam("taken")), values).all()
        session.expunge_all()
    measured = [(great_circle_m(lat, lon, site.latitude or 0.0, site.longitude or 0.0), site) for site in found]
    return sorted(measured, key=lambda one: (one[0], one[1].id))


def _where(wanted: Conditions, radius_km: float | None) -> TextClause:
    """The filters and the radius, their values bound by name."""
    sql, patterns = wanted.sql(":like")
    for number in range(len(patterns)):
        sql = sql.replace(":like", f":pattern_{number}", 1)
    if radius_km is not None:
        sql += f" AND ST_DWithin(geog, {_POINT}, :reach, false)"
    return text(sql).bindparams(**{f"pattern_{number}": value for number, value in enumerate(patterns)})
