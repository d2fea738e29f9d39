"""Points for the sites that have none, from their address, by the national geocoder.

In batch, throttled, and resumable: each answer is kept as soon as it comes, so that a stop loses nothing. A score alone is
never trusted: the answer must stand in the commune that the record names.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import requests
from sqlalchemy import Connection, Engine, delete, insert, select

from directory.clock import Clock
from directory.settings import Settings
from directory.sites.geocoded import address_key
from directory.sites.rebuild import rebuild
from directory.sites.tables import GeocodedAddress, SiteRecord

# The service allows 50 questions a second; half of it leaves room for the conversation's own.
_PAUSE_SECONDS = 0.04
_TIMEOUT_SECONDS = 10.0
_ASK_AGAIN = timedelta(days=30)
_KINDS = frozenset(("housenumber", "street"))
_LEAST_SCORE = 0.5


@dataclass(frozen=True)
class Point:
    """What the geocoder found: degrees, its score, and "housenumber" or "street"."""

    lat: float
    lon: float
    score: float
    kind: str


@dataclass(frozen=True)
class GeocodeOutcome:
    """How many addresses were asked and found; `sentence` says it in French. `stopped`: the network went away."""

    asked: int
    found: int
    stopped: bool
    sentence: str


# (street, INSEE code, postal code) → point, or None when there is no such street. May raise `requests.RequestException`.
Ask = Callable[[str, str, str], Point | None]


def geocode_missing(
    engine: Engine, settings: Settings, ask: Ask | None = None, clock: Clock | None = None
) -> GeocodeOutcome:
    """Ask for every address without a point that was not asked lately, then move their sites."""
    if settings.offline and ask is None:
        return GeocodeOutcome(
            0, 0, True, "Hors ligne (AIDENUM_OFFLINE=1) : les lieux sans position restent au centre de leur commune."
        )
    question = ask or geoplateforme(settings.geocoder_url)
    now = (clock or Clock()).now()
    asked, found, stopped = 0, 0, False
    places: set[str] = set()
    for key, place, values in list(_missing(engine, now)):
        try:
            point = question(str(values["adresse"]), str(values["code_insee"]), str(values.get("code_postal") or ""))
        except requests.RequestException:
            stopped = True
            break
        _keep(engine, key, point, now)
        places.add(place)
        asked, found = asked + 1, found + (point is not None)
    with engine.begin() as connection:
        rebuild(connection, sorted(places))
    return GeocodeOutcome(asked, found, stopped, _sentence(asked, found, stopped))


def geoplateforme(url: str) -> Ask:
    """The national geocoder at `url`: streets of the named commune only."""
    session = requests.Session()

    def ask(street: str, insee: str, postcode: str) -> Point | None:
        time.sleep(_PAUSE_SECONDS)
        text = street.lstrip("'\"«» .,-")[:200]
        if len(text) < 3:
            return None
        query = {"q": text, "citycode": insee, "limit": "5", "autocomplete": "0"}
        answer = session.get(f"{url.rstrip('/')}/search", params=query, timeout=_TIMEOUT_SECONDS)
        if answer.status_code == 400:
            return None
        answer.raise_for_status()
        return best(answer.json(), insee)

    return ask


def best(answer: Any, insee: str) -> Point | None:
    """The best feature of a GeoJSON answer that is a street or a number of that commune."""
    points = []
    for feature in answer.get("features") or () if isinstance(answer, dict) else ():
        told = feature.get("properties") or {}
        place = list((feature.get("geometry") or {}).get("coordinates") or [])
        ours = told.get("citycode") == insee or told.get("oldcitycode") == insee
        if ours and told.get("type") in _KINDS and len(place) == 2 and float(told.get("score") or 0) >= _LEAST_SCORE:
            points.append(Point(float(place[1]), float(place[0]), float(told["score"]), str(told["type"])))
    return max(points, key=lambda point: point.score, default=None)


def _missing(engine: Engine, now: datetime) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(key, commune, values) of each address to ask for, once."""
    with engine.connect() as connection:
        known = _asked_lately(connection, now)
        wanted = select(SiteRecord.place_key, SiteRecord.payload).where(
            SiteRecord.retired_at.is_(None), SiteRecord.payload.not_like('%"point_precision":"exact"%')
        )
        for place, payload in connection.execute(wanted.order_by(SiteRecord.id)):
            values = json.loads(payload)
            key = address_key(values)
            if key and key not in known:
                known.add(key)
                yield key, place, values


def _asked_lately(connection: Connection, now: datetime) -> set[str]:
    table = GeocodedAddress
    lately = select(table.key).where(table.latitude.is_not(None) | (table.asked_at > now - _ASK_AGAIN))
    return set(connection.scalars(lately))


def _keep(engine: Engine, key: str, point: Point | None, now: datetime) -> None:
    found = (
        {}
        if point is None
        else {"latitude": point.lat, "longitude": point.lon, "score": point.score, "kind": point.kind}
    )
    with engine.begin() as connection:
        connection.execute(delete(GeocodedAddress).where(GeocodedAddress.key == key))
        connection.execute(insert(GeocodedAddress).values(key=key, asked_at=now, **found))


def _sentence(asked: int, found: int, stopped: bool) -> str:
    end = " Le géocodeur ne répond plus : relancez plus tard, la recherche reprendra là." if stopped else ""
    return f"{asked} adresses cherchées, {found} trouvées.{end}"
