"""How far a search reaches; several needs in one message are looked for together, then one by one when that is too far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actions import wanted as wants
from directory.finder import Findings, Point
from directory.wiring import Directory


@dataclass(frozen=True)
class Reach:
    """Ids left out, the radius to start from, the one radius asked for, and how many sites (None: the setting)."""

    shown: frozenset[str] = frozenset()
    from_km: float = 0.0
    within_km: float | None = None
    count: int | None = None


def point_of(place: dict[str, Any]) -> Point:
    """The point to search around."""
    return Point(place["lat"], place["lon"], place["insee"], place["precision"])


def found_for(
    house: Directory, place: dict[str, Any], wanted: dict[str, Any], reach: Reach
) -> tuple[Findings, str | None]:
    """The sites for `wanted`; when no site near does all of it, the ones for one of its needs, and that need."""
    whole = _find(house, place, wanted, reach)
    needs = wanted.get("services") or ()
    near_m = house.settings.radius_steps[0] * 1000
    if len(needs) < 2 or ("services" not in whole.relaxed and _nearest_m(whole) <= near_m):
        return whole, None
    for need in needs:
        alone = _find(house, place, {**wanted, "services": [need]}, reach)
        if "services" not in alone.relaxed and _nearest_m(alone) <= near_m:
            return alone, need
    return whole, None


def _find(house: Directory, place: dict[str, Any], wanted: dict[str, Any], reach: Reach) -> Findings:
    wish = wants.wish(wanted, reach.shown)
    return house.finder.find(point_of(place), wish, count=reach.count, from_km=reach.from_km, within_km=reach.within_km)


def _nearest_m(findings: Findings) -> float:
    return (findings.listed[0].distance_m or 0.0) if findings.listed else float("inf")
