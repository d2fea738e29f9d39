"""The one box: what was typed → what was understood, the sites, the cards. The same search as `GET /api/places`."""

from __future__ import annotations

import contextlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.channels.console.chips import chips
from bot.nlu.safety import safety_topic
from directory.facts.card import Card
from directory.facts.errors import UnknownCardError
from directory.finder import FRANCE_SERVICES, Findings, Listed, Point, Wish
from directory.lookup import Query, Reading, read_query, search
from directory.lookup_words import without_needs
from directory.sites.search import Filters, Found, by_id, distance_to, nearest
from directory.wiring import Directory
from directory.writing.fold import plain

Made = TypeVar("Made")
ROWS = 10
LONGEST = 300
_KEPT = 512
_SECONDS = 30  # how long a search may be served again: the clock of the sites moves on
_SAME = re.compile(
    r"^\W*(?:mm|meme|pareil|idem|same)\b(?:\s+(?:chose|besoin|recherche|demande))?\W*(?:pour|pr|a|sur|mais)?\b\W*"
)
_NAMED = re.compile(r"^\W*(?:fiche|lieu|site|structure|nom|tel)\b\W*")
_MIDDLE = Point(46.6, 2.5)  # of mainland France: names are searched around it when nothing says where


_NOTHING = Findings()


@dataclass(frozen=True)
class Answered:
    """What the box found. `text`: what was searched in the end; `named`: found by its name; `cards`: the urgent one first."""

    text: str
    reading: Reading
    findings: Findings = _NOTHING
    cards: tuple[Card, ...] = ()
    urgent: bool = False
    named: bool = False

    @property
    def listed(self) -> tuple[Listed, ...]:
        """The sites, in the order of the list."""
        return self.findings.listed


class Box:
    """Answers the box for one house. Remembers the last searches by what they mean, never by what was typed."""

    def __init__(self, house: Directory) -> None:
        self._house = house
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, text: str) -> Reading:
        """What a text means."""
        return read_query(self._house, Query(q=text[:LONGEST], limit=ROWS))

    def answer(self, text: str, before: str = "") -> Answered:
        """What the text finds. `before`: the search it follows ("même chose pour 62000")."""
        text = self._follow(text[:LONGEST].replace("\x00", " ").strip(), before)
        reading = self.read(text)
        topic = safety_topic(text) if text else None
        cards = self._cards(text, reading, topic)
        named = self._by_name(text, reading)
        findings = named or (self._search(reading) if reading.candidate else Findings())
        return Answered(text, reading, findings, cards, topic is not None, named is not None)

    def site(self, answered: Answered, site_id: str) -> Listed | None:
        """One site: of the list, else of the directory."""
        known = next((one for one in answered.listed if one.found.site.id == site_id), None)
        if known:
            return known
        site = by_id(self._house.engine, site_id)
        place = answered.reading.candidate
        if site is None:
            return None
        metres = distance_to(site, place.lat, place.lon) if place else None
        return self._house.finder.describe(Found(site, metres), answered.reading.wish.when)

    def plan_b(self, answered: Answered, listed: Listed) -> Listed | None:
        """Another way: a sure site of the list, France Services before others; else what the directory advises."""
        others = [one for one in answered.listed if one.found.site.id != listed.found.site.id]
        sure = [one for one in others if not one.freshness.doubtful and one.found.site.telephone]
        if sure:
            return next((one for one in sure if FRANCE_SERVICES in one.programmes), sure[0])
        place = answered.reading.candidate
        if others or place is None:
            return others[0] if others else None
        point = Point(place.lat, place.lon, place.insee, place.precision)
        wish = Wish(programmes=(FRANCE_SERVICES,), exclude_ids=frozenset([listed.found.site.id]))
        key = ("plan_b", point, listed.found.site.id, self._slot())
        found = self._once(key, lambda: self._house.finder.find(point, wish, count=1))
        return found.listed[0] if found.listed else None

    def _search(self, reading: Reading) -> Findings:
        place, wanted = reading.candidate, reading.wanted
        key = ("search", place and (place.lat, place.lon, place.insee), reading.wish, wanted.count, wanted.radius_km)
        return self._once((*key, self._slot()), lambda: search(self._house, reading))

    def _by_name(self, text: str, reading: Reading) -> Findings | None:
        """The sites whose name holds the words, when they ask for a record or say nothing else."""
        said = _NAMED.match(plain(text))
        if not said and (reading.candidate or len(chips(reading)) > 0 or reading.resolution.status == "ambiguous"):
            return None
        span = reading.resolution.span if reading.candidate else None
        words = text[said.end() :] if said else without_needs(text)
        words = words.replace(span, " ") if span and words.strip() != span else words
        if len(words.strip()) < 3:
            return None
        place = reading.candidate
        near = Point(place.lat, place.lon) if place else _MIDDLE
        found = self._once(
            ("name", plain(words), near, self._slot()), lambda: self._names(words, near, place is not None)
        )
        return found if found.listed or said else None

    def _names(self, words: str, near: Point, known: bool) -> Findings:
        sites = nearest(self._house.engine, near.lat, near.lon, Filters(text=words), k=ROWS)
        sites = sites if known else [Found(one.site, None) for one in sites]
        return Findings(tuple(self._house.finder.describe(one) for one in sites))

    def _cards(self, text: str, reading: Reading, topic: str | None) -> tuple[Card, ...]:
        found = [card for card in self._house.cards.find(text) if card.kind != "number" or not reading.candidate]
        with contextlib.suppress(UnknownCardError):
            found = [self._house.cards.get(topic), *found] if topic else found
        return tuple({card.slug: card for card in found}.values())[:3]

    def _follow(self, text: str, before: str) -> str:
        said = _SAME.match(plain(text))
        if not said or not before:
            return text
        words = [chip.word for chip in chips(self.read(before)) if chip.kind != "place"]
        return ", ".join(part for part in (text[said.end() :].strip(), *words) if part)

    def _slot(self) -> int:
        return int(self._house.clock.now().timestamp()) // _SECONDS

    def _once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: Made = self._kept[key]
                return kept
        value = make()
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return value
