"""What the resolver knows before it reads: the register, the words, the deployment's territories, the conversation's town."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from directory.places.gazetteer import Gazetteer, Place
from directory.places.lexicon import Lexicon
from directory.places.results import Candidate
from directory.places.words import glue, key
from directory.territories import Territory

_WITH_DISTRICTS = ("13055", "69123", "75056")
NEAR_KM = 60.0


@dataclass(frozen=True)
class LocalWord:
    """A word of a territory: the commune around which to search, and whether that territory is the deployment's."""

    insee: str
    deployed: bool


@dataclass(frozen=True)
class Scene:
    """The fixed background of one resolution. `near`: the place of the conversation so far."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    territories: tuple[Territory, ...] = ()
    near: Candidate | None = None
    local_words: dict[str, LocalWord] = field(default_factory=dict)

    def beside(self, near: Candidate | None) -> Scene:
        """The same scene, in a conversation about `near`."""
        return self if near is None else replace(self, near=near)

    def here(self, place: Place) -> bool:
        """Whether a place stands in the deployment's territories."""
        return any(territory.holds(place.parent, place.departement) for territory in self.territories)

    def departements(self) -> frozenset[str]:
        """The départements of the deployment's territories."""
        return frozenset(code for territory in self.territories for code in territory.departements)

    def cities_with_districts(self) -> list[str]:
        """Paris, Lyon, Marseille: those of the territory, or the one the conversation is about."""
        found = [code for code in _WITH_DISTRICTS if (place := self.gazetteer.commune(code)) and self.here(place)]
        if found or self.near is None:
            return found
        near = self.gazetteer.commune(self.near.insee)
        return [near.parent] if near and near.parent in _WITH_DISTRICTS else []

    def close(self, place: Place) -> float:
        """Kilometres from the conversation's place (0 without one)."""
        return kilometres(place, self.near) if self.near else 0.0


def local_words(deployed: Sequence[Territory], others: Sequence[Territory]) -> dict[str, LocalWord]:
    """The territories' own words by glued key. Another territory's are known too, except those marked `only_here`."""
    words: dict[str, LocalWord] = {}
    for territory, ours in [(one, True) for one in deployed] + [(one, False) for one in others]:
        for entry in territory.place_words:
            if ours or not entry.only_here:
                for word in entry.words:
                    words.setdefault(glue(key(word)), LocalWord(entry.insee, ours))
    return words


def kilometres(place: Place, other: Candidate | Place) -> float:
    """Great-circle distance, near enough to compare towns."""
    lat = math.radians((place.lat + other.lat) / 2)
    east = (place.lon - other.lon) * math.cos(lat)
    return 111.2 * math.hypot(place.lat - other.lat, east)
