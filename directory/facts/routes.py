"""Links to a map and to the way there. OpenStreetMap: no account, no tracker; `geo:` opens the phone's own map."""

from __future__ import annotations

from urllib.parse import quote

_MAP = "https://www.openstreetmap.org"


def map_link(lat: float, lon: float) -> str:
    """A page with a pin on the site."""
    return f"{_MAP}/?mlat={lat:.5f}&mlon={lon:.5f}#map=18/{lat:.5f}/{lon:.5f}"


def route_link(lat: float, lon: float, start: tuple[float, float] | None = None) -> str:
    """A page with the way to the site, from `start` (lat, lon) when it is known."""
    origin = f"{start[0]:.5f},{start[1]:.5f}" if start else ""
    return f"{_MAP}/directions?route={origin};{lat:.5f},{lon:.5f}".replace(";", "%3B").replace(",", "%2C")


def geo_link(lat: float, lon: float, name: str) -> str:
    """The address that opens the phone's own map, with the site's name."""
    return f"geo:{lat:.5f},{lon:.5f}?q={lat:.5f},{lon:.5f}({quote(name)})"
