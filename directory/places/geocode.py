"""Street addresses, by the national geocoder (Géoplateforme). Only the words of the street leave the house.

It improves an answer and is never needed for one: out of time, out of order or offline, the commune's point stands, with the
reason. Errors and their meaning: reference documentation of geopy 2.5 and of the service (2026).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

from geopy.adapters import RequestsAdapter
from geopy.exc import GeocoderRateLimited, GeopyError
from geopy.geocoders import BANFrance
from geopy.location import Location
from rapidfuzz import fuzz

from directory.places.breaker import Breaker
from directory.places.lexicon import load_lexicon
from directory.places.results import Candidate
from directory.places.words import key, split

USER_AGENT = "AideNum (assistant de mediation numerique)"
PRECISE = ("housenumber", "street")
KEEP_SECONDS, KEEP_MOST = 30 * 24 * 3600.0, 4_096
LONGEST, SHORTEST, ANSWERS = 200, 3, 5
SAME_STREET = 72.0


class Geoplateforme(BANFrance):  # type: ignore[misc]
    """geopy's BAN geocoder, with the parameters of the Géoplateforme that geopy does not send."""

    def geocode(
        self, query: str, *, timeout: float, citycode: str | None = None, limit: int = ANSWERS, type: str | None = None
    ) -> list[Location] | None:
        """The addresses of `query` in the commune `citycode`, best first. Raises geopy's errors."""
        asked = {"q": query, "citycode": citycode, "limit": limit, "type": type, "autocomplete": 0}
        url = self.geocode_api + "?" + urlencode({name: value for name, value in asked.items() if value is not None})
        found: list[Location] | None = self._call_geocoder(
            url, partial(self._parse_json, exactly_one=False), timeout=timeout
        )
        return found


@dataclass(frozen=True)
class Refined:
    """`candidate`: the address's point, or nothing; `reason`: in French, why the commune's point stands (empty if refined)."""

    candidate: Candidate | None
    reason: str = ""


class Geocoder:
    """Refines a commune into an address. One for the whole process: it remembers answers for 30 days, and outages."""

    def __init__(
        self, url: str, seconds: float = 1.5, offline: bool = False, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        parts = urlsplit(url)
        # requests' own retries would triple the time allowed.
        adapter = partial(RequestsAdapter, max_retries=0)
        self._service = Geoplateforme(
            domain=(parts.netloc + parts.path).rstrip("/"),
            scheme=parts.scheme or "https",
            user_agent=USER_AGENT,
            adapter_factory=adapter,
        )
        self._seconds, self._offline, self._now = seconds, offline, now
        self._breaker = Breaker(now)
        self._kept: dict[tuple[str, str], tuple[float, Candidate]] = {}
        self._lock = threading.Lock()

    def refine(self, address: str, commune: Candidate) -> Refined:
        """The point of `address` (the words of the street only) in a commune already resolved.

        Never raises for the service's faults, and never takes longer than the time allowed.
        """
        street = address.strip(" \t\"'«»,;.-–—")[:LONGEST]
        if len(street) < SHORTEST or not street[0].isalnum():
            return Refined(None, "l'adresse est trop courte")
        if not commune.insee:
            return Refined(None, "il manque la commune")
        if kept := self._remembered(street, commune):
            return Refined(kept)
        if self._offline:
            return Refined(None, "le service fonctionne sans réseau extérieur")
        if not self._breaker.closed():
            return Refined(None, "le géocodeur national est en panne")
        return self._ask(street, commune)

    def _ask(self, street: str, commune: Candidate) -> Refined:
        try:
            found = in_time(
                partial(self._service.geocode, street, timeout=self._seconds, citycode=commune.insee), self._seconds
            )
        except GeocoderRateLimited as error:
            self._breaker.pause(error.retry_after)
            return Refined(None, "le géocodeur national demande d'attendre")
        except (GeopyError, IndexError, KeyError, TypeError, ValueError, OutOfTime):
            self._breaker.failed()
            return Refined(None, "le géocodeur national ne répond pas")
        self._breaker.worked()
        candidate = _best(found or (), street, commune)
        if candidate is None:
            return Refined(None, f"cette rue n'est pas connue à {commune.name}")
        self._remember(street, commune, candidate)
        return Refined(candidate)

    def _remembered(self, street: str, commune: Candidate) -> Candidate | None:
        until, candidate = self._kept.get((key(street), commune.insee), (0.0, None))
        return candidate if candidate is not None and self._now() < until else None

    def _remember(self, street: str, commune: Candidate, candidate: Candidate) -> None:
        with self._lock:
            if len(self._kept) >= KEEP_MOST:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key(street), commune.insee] = (self._now() + KEEP_SECONDS, candidate)


class OutOfTime(Exception):
    """The service was still sending when the time was up (a slow drip resets the socket's own time-out)."""


def in_time(call: Callable[[], Any], seconds: float) -> Any:
    """The call's result, or its error, or `OutOfTime`: a total budget, which a socket's time-out is not."""
    outcome: dict[str, Any] = {}

    def run() -> None:
        try:
            outcome["result"] = call()
        except Exception as error:  # handed to the caller below
            outcome["error"] = error

    worker = threading.Thread(target=run, daemon=True, name="geocoder")
    worker.start()
    worker.join(seconds)
    if "error" in outcome:
        raise outcome["error"]
    if "result" not in outcome:
        raise OutOfTime
    return outcome["result"]


def _best(found: Sequence[Location], street: str, commune: Candidate) -> Candidate | None:
    """The first answer that is that street, in that commune. The service's score only orders: it accepts nothing."""
    for location in found:
        said: Mapping[str, Any] = location.raw.get("properties", {})
        if said.get("type") in PRECISE and _is_there(said, commune) and _is_that(said, street):
            return replace(
                commune,
                label=str(said.get("label") or commune.label),
                lat=round(location.latitude, 6),
                lon=round(location.longitude, 6),
                precision=str(said["type"]),
                why="adresse trouvée par le géocodeur national",
            )
    return None


def _is_there(said: Mapping[str, Any], commune: Candidate) -> bool:
    """Whether the address lies in the commune; Paris, Lyon and Marseille answer by arrondissement."""
    code = str(said.get("citycode"))
    inside = {"75056": "751", "69123": "6938", "13055": "132"}.get(commune.insee)
    return code == commune.insee or bool(inside and code.startswith(inside)) or said.get("oldcitycode") == commune.insee


def _is_that(said: Mapping[str, Any], street: str) -> bool:
    """Whether the street answered is the one asked: within a commune, the service answers some street to any question."""
    answered = _proper_words(str(said.get("street") or said.get("name")))
    asked = _proper_words(street)
    return (
        max(fuzz.ratio(answered.replace(" ", ""), asked.replace(" ", "")), fuzz.token_set_ratio(answered, asked))
        >= SAME_STREET
    )


def _proper_words(street: str) -> str:
    """The street's own name: without its type, its number and its small words."""
    lexicon = load_lexicon()
    small = lexicon.streets | lexicon.street_links | {"bis", "ter"}
    words = [word.text for word in split(street) if not word.text.isdigit()]
    return " ".join([word for word in words if word not in small] or words)
