"""The communes, as the importer needs them: by INSEE code, by postal code, with a point and a current code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from math import cos, radians
from typing import NamedTuple

from directory.errors import AideNumError
from directory.places.gazetteer import Gazetteer, Place
from directory.sites.names import fold

_NEAR_DEGREES = 0.135


class Town(NamedTuple):
    """A commune, an old commune or an arrondissement. `current` is the code in force today."""

    insee: str
    name: str
    current: str
    postcodes: tuple[str, ...]
    lat: float | None
    lon: float | None
    key: str = ""


class Towns:
    """Every commune known. An empty one checks nothing: the importer then trusts the file."""

    def __init__(self, towns: Iterable[Town] = ()) -> None:
        self._by_insee: dict[str, Town] = {}
        self._by_postcode: dict[str, list[Town]] = defaultdict(list)
        for town in towns:
            self._by_insee.setdefault(town.insee, town)
            for postcode in town.postcodes:
                self._by_postcode[postcode].append(town)

    def __bool__(self) -> bool:
        return bool(self._by_insee)

    def get(self, insee: str | None) -> Town | None:
        """The town of an INSEE code, old or current."""
        return self._by_insee.get(insee or "")

    def of_postcode(self, postcode: str) -> list[Town]:
        """The towns that a postal code serves."""
        return self._by_postcode.get(postcode, [])

    def nearest(self, lat: float, lon: float) -> Town | None:
        """The current commune whose point is nearest, within 15 km: for the rare record that has a point and nothing else."""
        scale = cos(radians(lat))
        current = (town for town in self._by_insee.values() if town.current == town.insee and town.lat is not None)

        def far(town: Town) -> float:
            return ((town.lat or 0.0) - lat) ** 2 + (((town.lon or 0.0) - lon) * scale) ** 2

        found = min(current, key=far, default=None)
        return found if found and far(found) < _NEAR_DEGREES**2 else None

    def named(self, name: str, postcode: str) -> Town | None:
        """The town of that name behind a postal code, if exactly one bears it."""
        key = fold(name)
        found = {town.current: town for town in self.of_postcode(postcode) if town.key == key}
        return next(iter(found.values())) if len(found) == 1 else None


@lru_cache(maxsize=1)
def known_towns() -> Towns:
    """The towns of the committed gazetteer; none where it has not been built."""
    try:
        places = Gazetteer.load().places
    except AideNumError:
        return Towns()
    ordered = sorted(places, key=lambda place: place.kind == "o")
    return Towns(_town(place) for place in ordered)


def _town(place: Place) -> Town:
    current = place.parent if place.kind == "o" else place.insee
    return Town(place.insee, place.name, current, place.postcodes, place.lat, place.lon, fold(place.name))
