"""Who can help, near a place: the search that every channel, the API and the console share.

It tries the person's whole wish first, then lets go of what the directory cannot give, one thing at a time, and says what
it let go of. It widens 5 → 10 → 25 → 50 km (a setting) and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Engine

from directory.clock import Clock
from directory.facts.cards import Cards
from directory.facts.freshness import Freshness, freshness, programme_ends
from directory.facts.plan_b import plan_b
from directory.hours.opening import Opening, When, matches, opening_at
from directory.hours.zones import Where
from directory.places.land import same_land
from directory.reports.store import Reports
from directory.settings import Settings
from directory.sites.search import Filters, Found, nearest

FRANCE_SERVICES = "France Services"
CONSEILLERS = "Conseillers numériques"
AIDANTS_CONNECT = "Aidants Connect"

# How many of the nearest sites are looked at, to choose by hours and freshness among them.
_POOL = 60
# Beyond this, "preferred" is no help: any site nearby is better.
_PREFERRED_KM = 25.0


@dataclass(frozen=True)
class Wish(Filters):
    """What is searched: filters, a programme that is preferred but not required, and a moment."""

    preferred: str | None = None
    when: When | None = None


@dataclass(frozen=True)
class Point:
    """Where the person is: degrees, the INSEE code of the commune when known, and how precise it is."""

    lat: float
    lon: float
    insee: str | None = None
    precision: str = "commune"


@dataclass(frozen=True)
class Listed:
    """One site of a list, with what is true of it at an instant."""

    found: Found
    freshness: Freshness
    at: datetime
    on_time: bool | None = None

    @cached_property
    def opening(self) -> Opening:
        """Open, closed or unknown at that instant; read for the few sites that are shown, not for all that were weighed."""
        return opening_at(self.found.site.horaires, where_of(self.found), self.at)

    @property
    def distance_m(self) -> float | None:
        """Great-circle distance from the person, in metres."""
        return self.found.distance_m

    @property
    def programmes(self) -> Sequence[str]:
        """The standard's national programmes."""
        return self.found.site.dispositif_programmes_nationaux


@dataclass(frozen=True)
class Findings:
    """What a search gave. `relaxed` names what was let go of: "when", "support", "programmes", "services"."""

    listed: tuple[Listed, ...] = ()
    radius_km: float = 0.0
    widened: bool = False
    relaxed: tuple[str, ...] = ()
    more: bool = False


class Finder:
    """Searches the directory at the clock's time."""

    def __init__(self, engine: Engine, settings: Settings, clock: Clock, reports: Reports, cards: Cards) -> None:
        self._engine = engine
        self._settings = settings
        self._clock = clock
        self._reports = reports
        self._cards = cards

    def find(
        self,
        point: Point,
        wish: Wish,
        *,
        count: int | None = None,
        from_km: float = 0.0,
        within_km: float | None = None,
    ) -> Findings:
        """The best `count` sites for `wish` around `point`, nearest first.

        `from_km` starts the widening further out (used when the person asks to look further); `within_km` is one
        radius instead of the widening ones.
        """
        wanted = count or self._settings.sites_per_answer
        steps = [within_km] if within_km else [step for step in self._settings.radius_steps if step >= from_km]
        steps = steps or [self._settings.radius_steps[-1]]
        for relaxed, attempt in _attempts(wish):
            findings = self._attempt(point, attempt, wanted, steps, relaxed)
            if findings is not None:
                return findings
        return Findings(radius_km=steps[-1], widened=True)

    def describe(self, found: Found, when: When | None = None) -> Listed:
        """What is true of one site now."""
        return self._describe(found, when, self._reports.count(found.site.id))

    def plan_b(self, point: Point, doubtful: Listed, shown: Iterable[str] = ()) -> Listed | None:
        """What to give beside `doubtful`: the nearest sure France Services, else the nearest sure site, or None."""
        widest = self._settings.radius_steps[-1]
        exclude = frozenset(shown)
        services = self._pool(point, Wish(programmes=(FRANCE_SERVICES,), exclude_ids=exclude), widest)
        return plan_b(doubtful, services) or plan_b(doubtful, self._pool(point, Wish(exclude_ids=exclude), widest))

    def _describe(self, found: Found, when: When | None, reports: int) -> Listed:
        site, now = found.site, self._clock.now()
        on_time = matches(site.horaires, where_of(found), when) if when else None
        score = freshness(site, now, reports, self._ends)
        return Listed(found, score, now, on_time)

    @cached_property
    def _ends(self) -> Mapping[str, date]:
        return programme_ends(self._cards)

    def _attempt(
        self, point: Point, wish: Wish, count: int, steps: list[float], relaxed: tuple[str, ...]
    ) -> Findings | None:
        widest = min(_PREFERRED_KM, steps[-1]) if wish.preferred else steps[-1]
        pool = [one for one in self._pool(point, wish, widest) if one.on_time is not False]
        radius = _radius(pool, [step for step in steps if step <= widest] or [widest], count)
        if radius is None:
            return None
        inside = [one for one in pool if _km(one) <= radius]
        chosen = sorted(_best(inside, count), key=_km)
        return Findings(
            tuple(chosen), radius, radius > self._settings.radius_steps[0], relaxed, len(pool) > len(chosen)
        )

    def _pool(self, point: Point, wish: Wish, radius_km: float) -> list[Listed]:
        filters = replace(wish, programmes=(*wish.programmes, wish.preferred)) if wish.preferred else wish
        near = nearest(self._engine, point.lat, point.lon, filters, k=_POOL, radius_km=radius_km)
        near = [found for found in near if same_land(point.insee, found.site.code_insee)]
        reports = self._reports.counts(found.site.id for found in near)
        return [self._describe(found, wish.when, reports.get(found.site.id, 0)) for found in near]


def where_of(found: Found) -> Where:
    """Where a site is, for its clock and its holidays."""
    return Where(found.site.latitude, found.site.longitude, found.site.code_insee)


def _attempts(wish: Wish) -> Iterator[tuple[tuple[str, ...], Wish]]:
    """The wish, then weaker and weaker ones, each with the names of what was let go of."""
    yield (), wish
    if wish.preferred:
        wish = replace(wish, preferred=None)
        yield (), wish
    let_go: tuple[str, ...] = ()
    for name in ("when", "support", "itinerant", "programmes", "typologies", "services"):
        if getattr(wish, name):
            let_go += (name,)
            nothing: Any = None if name in ("when", "itinerant") else ()
            wish = replace(wish, **{name: nothing})
            yield let_go, wish


def _radius(pool: list[Listed], steps: list[float], count: int) -> float | None:
    """The first step that holds a site; one step more when it holds fewer than `count`. None when none holds any."""
    for index, step in enumerate(steps):
        held = sum(_km(one) <= step for one in pool)
        if held == 0:
            continue
        further = steps[index + 1] if index + 1 < len(steps) else step
        return further if held < count and sum(_km(one) <= further for one in pool) > held else step
    return None


def _best(inside: list[Listed], count: int) -> list[Listed]:
    """The `count` best: sure to be open at the wished moment first, then near, where doubt weighs as distance."""
    return sorted(inside, key=lambda one: (one.on_time is None, _km(one) * one.freshness.weight, _km(one)))[:count]


def _km(one: Listed) -> float:
    return (one.found.distance_m or 0.0) / 1000
