"""The one-box search without dialogue: for the hotline and for integrators (`GET /api/places`)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from directory.answers import Understood
from directory.finder import Findings, Point, Wish
from directory.hours.opening import When
from directory.lookup_place import resolve_query, without_place
from directory.lookup_words import unread
from directory.needs.read import Wanted, read_needs
from directory.needs.spelling import respell
from directory.places.evidence import is_known_word
from directory.places.lexicon import load_lexicon
from directory.places.results import Candidate, Resolution, of_place
from directory.places.words import key, plain
from directory.sites.search import Found, by_id
from directory.sites.vocabulary import vocabulary
from directory.view import place_view
from directory.wiring import Directory

MOST = 50
_WIDEST_KM = 200.0
_LISTS = ("publics", "special_care", "cost", "access", "support", "programmes", "typologies")


@dataclass(frozen=True)
class Query:
    """A search: words (`q`), or a point, or a commune; a service of the standard; how far, how many, open when."""

    q: str = ""
    lat: float | None = None
    lon: float | None = None
    insee: str | None = None
    need: str | None = None
    radius_km: float | None = None
    open_at: datetime | None = None
    limit: int = 10

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, Any]) -> Query:
        """From the parameters of a web address. Raises `ValueError` with a French sentence."""
        return cls(
            q=str(parameters.get("q") or "").replace("\x00", " ").strip(),
            lat=parameters.get("lat"),
            lon=parameters.get("lon"),
            insee=(parameters.get("insee") or "").strip() or None,
            need=_service(parameters.get("need")),
            radius_km=_number(parameters.get("radius_km"), "radius_km", _WIDEST_KM),
            open_at=_moment(parameters.get("open_at")),
            limit=int(_number(parameters.get("limit"), "limit", MOST) or 10),
        )


@dataclass(frozen=True)
class Reading:
    """A query as it was understood: the need, the place, and its one candidate when it is settled.

    `unread`: the words, as typed, that say nothing known.
    """

    query: Query
    wanted: Wanted
    resolution: Resolution
    unread: tuple[str, ...] = ()

    @property
    def candidate(self) -> Candidate | None:
        """The place to search around; None when it must be chosen or is missing."""
        return self.resolution.candidates[0] if self.resolution.status in ("found", "confirm") else None

    @property
    def services(self) -> tuple[str, ...]:
        """The services to search, the main one first."""
        return (self.query.need,) if self.query.need else self.wanted.services

    @property
    def wish(self) -> Wish:
        """What the finder is asked."""
        lists = {name: getattr(self.wanted, name) for name in _LISTS}
        when = _at_moment(self.query.open_at) or self.wanted.when
        return Wish(services=self.services, **lists, itinerant=self.wanted.itinerant, when=when)


def read_query(house: Directory, query: Query) -> Reading:
    """What a query means. Reads no site."""
    resolution = _place(house, query)
    text, strange = _respelt(without_place(query.q, resolution), resolution)
    return Reading(query, read_needs(text, house.clock.now(), agent=True), resolution, strange)


def _respelt(text: str, resolution: Resolution) -> tuple[str, tuple[str, ...]]:
    """`text` with its misspelt needs put right, and the words that stay unknown."""
    strange = []
    for word in unread(text, _names(resolution)):
        whole = _begins_the_name(word, resolution) or is_known_word(plain(word), load_lexicon())
        known = None if whole else respell(word)
        if known:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", known, text)
        elif not _begins_the_name(word, resolution):
            strange.append(word)
    return text, tuple(strange)


def _begins_the_name(word: str, resolution: Resolution) -> bool:
    """Whether the place has such a word in its name: "beth" beside 62400."""
    parts = (part for one in resolution.candidates for part in key(one.name).split())
    return any(part.startswith(plain(word)) for part in parts)


def _names(resolution: Resolution) -> Iterator[str]:
    """What names the place in the text: the words read as the place, its address."""
    if resolution.candidates:
        yield from filter(None, (resolution.span, resolution.address))


def search(house: Directory, reading: Reading) -> Findings:
    """The sites for a reading, nearest first; none without a settled place."""
    candidate, wanted, query = reading.candidate, reading.wanted, reading.query
    if candidate is None:
        return Findings()
    point = Point(candidate.lat, candidate.lon, candidate.insee, candidate.precision)
    radius = query.radius_km or wanted.radius_km
    return house.finder.find(point, reading.wish, count=wanted.count or query.limit, within_km=radius)


def look_up(house: Directory, query: Query) -> dict[str, Any]:
    """`{"understood": …, "places": […], "candidates": […]}`; several candidates mean that the place must be chosen."""
    reading = read_query(house, query)
    findings = search(house, reading)
    return {
        "understood": understood(reading).as_dict(),
        "status": reading.resolution.status,
        "candidates": [_choice(one) for one in reading.resolution.candidates],
        "places": [place_view(listed) for listed in findings.listed],
        "radius_km": findings.radius_km,
        "relaxed": list(findings.relaxed),
    }


def one_site(house: Directory, site_id: str) -> dict[str, Any] | None:
    """One site in the contract's shape, or None."""
    site = by_id(house.engine, site_id)
    return place_view(house.finder.describe(Found(site, None))) if site else None


def _place(house: Directory, query: Query) -> Resolution:
    if query.lat is not None and query.lon is not None:
        return _at(house, query.lat, query.lon)
    if query.insee:
        commune = house.gazetteer.commune(query.insee)
        if commune is None:
            return Resolution("unknown", (), query.insee, None, "code INSEE inconnu")
        return Resolution("found", (of_place(commune, 1.0, "code INSEE"),), query.insee, None, "code INSEE")
    return resolve_query(house.resolver, query.q)


def _at(house: Directory, lat: float, lon: float) -> Resolution:
    commune = house.gazetteer.nearest_commune(lat, lon)
    if commune is None:
        return Resolution("unknown", (), None, None, "aucune commune près de ce point")
    here = replace(of_place(commune, 1.0, "position", "position"), lat=lat, lon=lon)
    return Resolution("found", (here,), None, None, "position")


def understood(reading: Reading) -> Understood:
    """The contract's `understood` of a reading."""
    candidate, wanted = reading.candidate, reading.wanted
    place = None
    if candidate:
        place = {name: getattr(candidate, name) for name in ("insee", "label", "precision", "lat", "lon")}
    filters: dict[str, Any] = {name: list(getattr(wanted, name)) for name in _LISTS if getattr(wanted, name)}
    if wanted.when:
        filters["when"] = wanted.when.label
    return Understood(place, reading.services, filters, wanted.lang or "fr")


def _choice(candidate: Candidate) -> dict[str, Any]:
    return {"insee": candidate.insee, "label": candidate.label, "precision": candidate.precision, "why": candidate.why}


def _at_moment(moment: datetime | None) -> When | None:
    return When(moment, moment + timedelta(minutes=1), "à l'heure demandée", "at") if moment else None


def _service(text: Any) -> str | None:
    service = str(text or "").strip()
    if service and service not in vocabulary()["services"]:
        raise ValueError("« need » est l'un des neuf services du standard national.")
    return service or None


def _moment(text: Any) -> datetime | None:
    if not text:
        return None
    try:
        # In a web address, the "+" of a time zone arrives as a space.
        moment = datetime.fromisoformat(str(text).replace(" ", "+"))
    except ValueError as error:
        raise ValueError("« open_at » est une date ISO 8601, par exemple 2026-11-21T10:30:00+01:00.") from error
    if moment.tzinfo is None:
        raise ValueError("« open_at » doit porter un fuseau, par exemple +01:00.")
    return moment


def _number(text: Any, name: str, most: float) -> float | None:
    if text in (None, ""):
        return None
    try:
        value = float(text)
    except ValueError as error:
        raise ValueError(f"« {name} » doit être un nombre.") from error
    if not math.isfinite(value) or not 0 < value <= most:
        raise ValueError(f"« {name} » doit être entre 1 et {most:g}.")
    return value
