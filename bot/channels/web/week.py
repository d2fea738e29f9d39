"""A site's opening hours over the week, in plain French, from the hours room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from directory.hours import Where, describe_week


def where(place: Mapping[str, Any]) -> Where | None:
    """Where a contract site stands, for the hours room; None when it has no point."""
    if place.get("lat") is None or place.get("lon") is None:
        return None
    return Where(float(place["lat"]), float(place["lon"]), str(place.get("insee") or ""))


def week(place: Mapping[str, Any], at: datetime) -> list[str]:
    """The lines of the week, empty when the hours are unknown."""
    point = where(place)
    if point is None or not place.get("hours_osm"):
        return []
    return (describe_week(place["hours_osm"], point, at) or "").splitlines()
