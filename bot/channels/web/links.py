"""Addresses that leave a card: call, route, text message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

ROUTE = "https://www.openstreetmap.org/directions?to={lat},{lon}"


def call(phone: str | None) -> str | None:
    """A `tel:` link from an E.164 number, None when there is none."""
    return f"tel:{phone}" if phone else None


def route(place: Mapping[str, Any]) -> str | None:
    """How to get there, on OpenStreetMap; None when the site has no point."""
    lat, lon = place.get("lat"), place.get("lon")
    if lat is None or lon is None:
        return None
    return ROUTE.format(lat=round(float(lat), 6), lon=round(float(lon), 6))


def text_message(body: str) -> str:
    """An `sms:` link with the text filled in and nobody addressed."""
    return f"sms:?&body={quote(body)}"


def web(address: str | None) -> str | None:
    """`address` when it is a plain web address, else None: data never chooses another scheme (`javascript:`…)."""
    if not address:
        return None
    parts = urlsplit(address.strip())
    return address.strip() if parts.scheme in {"http", "https"} and parts.netloc else None
