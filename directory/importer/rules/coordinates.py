"""Points: degrees, in France, near the commune they claim; anything else is no point at all."""

from __future__ import annotations

from functools import lru_cache
from math import isfinite

from directory.importer.draft import Draft
from directory.importer.rules.context import Context
from directory.sites.distance import great_circle_m

# (south, north, west, east): métropole, then overseas. Nothing outside is France.
BOXES = (
    (41.3, 51.2, -5.2, 9.6),  # métropole
    (14.3, 15.0, -61.3, -60.7),  # Martinique
    (15.8, 16.6, -61.9, -60.9),  # Guadeloupe
    (2.1, 5.8, -54.7, -51.5),  # Guyane
    (-21.5, -20.8, 55.1, 55.9),  # La Réunion
    (-13.1, -12.5, 44.9, 45.4),  # Mayotte
    (46.7, 47.2, -56.5, -56.1),  # Saint-Pierre-et-Miquelon
    (17.8, 18.2, -63.2, -62.7),  # Saint-Martin, Saint-Barthélemy
    (-14.5, -13.1, -178.3, -176.0),  # Wallis-et-Futuna
    (-28.0, -7.8, -155.0, -134.0),  # Polynésie française
    (-23.0, -19.3, 163.3, 168.3),  # Nouvelle-Calédonie
)
# A commune's point is its town; the widest communes of each land set how far one of its sites may stand.
_FARTHEST_KM = {"973": 250.0, "987": 400.0, "988": 120.0, "986": 60.0}
_FARTHEST_HERE_KM = 30.0


def mend_point(draft: Draft, context: Context) -> None:
    """Latitude and longitude as numbers of degrees in France, or neither."""
    first, second = draft.text("latitude"), draft.text("longitude")
    if not first and not second:
        return
    rule, point = read_point(first, second)
    if point is None:
        draft.note(rule, "latitude", f"{first} ; {second}", "")
        draft.values.pop("latitude", None)
        draft.values.pop("longitude", None)
        return
    if rule:
        draft.note(rule, "latitude", f"{first} ; {second}", f"{point[0]} ; {point[1]}")
    draft.values["latitude"], draft.values["longitude"] = point
    draft.precision = "exact"


def check_point(draft: Draft, context: Context) -> None:
    """A point too far from its commune is removed: the commune that two codes agree on is right, the point is not."""
    town = context.towns.get(draft.text("code_insee"))
    if town is None or town.lat is None or town.lon is None or "latitude" not in draft.values:
        return
    metres = great_circle_m(draft.values["latitude"], draft.values["longitude"], town.lat, town.lon)
    limit = _FARTHEST_KM.get(town.insee[:3], _FARTHEST_HERE_KM)
    if metres > limit * 1000:
        draft.note("point_elsewhere", "latitude", f"à {metres / 1000:.0f} km de {town.name}", "")
        del draft.values["latitude"], draft.values["longitude"]
        draft.precision = None


def fill_point(draft: Draft, context: Context) -> None:
    """Without a point, the commune's, marked as such."""
    town = context.towns.get(draft.text("code_insee"))
    if "latitude" in draft.values or town is None or town.lat is None or town.lon is None:
        return
    draft.note("point_of_commune", "latitude", "", f"{town.lat} ; {town.lon} ({town.name})")
    draft.values["latitude"], draft.values["longitude"] = town.lat, town.lon
    draft.precision = "commune"


def read_point(first: str, second: str) -> tuple[str, tuple[float, float] | None]:
    """(rule, point): the rule that was needed ("" for none), and the point, or None with the reason as the rule."""
    lat, lon = _number(first), _number(second)
    if lat is None or lon is None:
        return "point_unreadable", None
    if lat == 0 and lon == 0:
        return "point_zero", None
    if in_france(lat, lon):
        comma = "," in first + second
        return ("point_comma" if comma else ""), (lat, lon)
    if in_france(lon, lat):
        return "point_swapped", (lon, lat)
    projected = _lambert(lat, lon)
    return ("point_lambert", projected) if projected else ("point_abroad", None)


def in_france(lat: float, lon: float) -> bool:
    """Whether a point lies in one of the French boxes."""
    return any(south <= lat <= north and west <= lon <= east for south, north, west, east in BOXES)


def _number(written: str) -> float | None:
    try:
        value = float(written.replace(",", ".").replace(" ", "").replace("°", ""))
    except ValueError:
        return None
    return value if isfinite(value) else None


def _lambert(first: float, second: float) -> tuple[float, float] | None:
    """A point from Lambert-93 metres, in either order; None when these are not such metres, or not in France."""
    east, north = (first, second) if first < second else (second, first)
    if not (0 < east < 1_400_000 and 6_000_000 < north < 7_300_000):
        return None
    lon, lat = _to_degrees().transform(east, north)
    return (round(lat, 7), round(lon, 7)) if in_france(lat, lon) else None


@lru_cache(maxsize=1)
def _to_degrees():  # type: ignore[no-untyped-def]
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:2154", "EPSG:4326", always_xy=True)
