"""The register of communes in memory: by INSEE code, by postal code, by name, by point.

Built by `make gazetteer` (tools/gazetteer/), kept compressed in `data/places/`, loaded in a fraction of a second.
"""

from __future__ import annotations

import gzip
import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from directory.places.errors import GazetteerError
from directory.places.words import glue, key
from directory.settings import ROOT

FOLDER = ROOT / "data" / "places"
_FIELDS = 14


class Place(NamedTuple):
    """One line of the register. `kind`: "c" commune, "a" arrondissement of Paris, Lyon or Marseille, "o" a former name.

    `parent` is the INSEE code of today's commune (itself for a commune). `key` and `glued` are the name as filed
    (`directory.places.words`), `heard` as it sounds. Degrees are WGS 84. `point_from`: where the point comes from.
    """

    insee: str
    name: str
    kind: str
    parent: str
    departement: str
    region: str
    postcodes: tuple[str, ...]
    population: int
    lat: float
    lon: float
    point_from: str
    key: str
    glued: str
    heard: str


class Area(NamedTuple):
    """A département ("d") or a region ("r"): its code, its name, its main town's INSEE code and its region."""

    kind: str
    code: str
    name: str
    seat: str
    region: str


class Gazetteer:
    """Every commune, arrondissement, former name, département and region of France. Build with `Gazetteer.load()`."""

    def __init__(self, places: Iterable[Place], areas: Iterable[Area], other_names: Iterable[tuple[str, str]]) -> None:
        self.places = tuple(places)
        self.areas = tuple(areas)
        self.other_names = dict(other_names)
        self._areas = {area.code if area.kind == "d" else f"r{area.code}": area for area in self.areas}
        # A département wins over a region of the same name (La Réunion, Martinique…).
        self._area_names = {glue(key(area.name)): area for area in reversed(self.areas)}
        self._by_insee = {place.insee: place for place in reversed(self.places) if place.kind != "o"}
        self._by_glued: dict[str, list[Place]] = {}
        self._by_postcode: dict[str, list[Place]] = {}
        for place in self.places:
            self._by_glued.setdefault(place.glued, []).append(place)
            for postcode in place.postcodes:
                self._by_postcode.setdefault(postcode, []).append(place)

    @classmethod
    def load(cls, path: Path | None = None) -> Gazetteer:
        """Read the files of `path` (default: `data/places`). Raises `GazetteerError`."""
        folder = path or FOLDER
        areas = [Area(*row) for row in _rows(folder / "areas.tsv.gz", 5)]
        names = [(row[0], row[1]) for row in _rows(folder / "other_names.tsv.gz", 2)]
        return cls(_places(folder / "communes.tsv.gz"), areas, names)

    def commune(self, insee: str) -> Place | None:
        """The commune or arrondissement of an INSEE code."""
        return self._by_insee.get(insee)

    def area(self, code: str) -> Area | None:
        """A département by its number ("62", "2A", "972"), or a region by "r" and its code ("r32")."""
        return self._areas.get(code)

    def area_named(self, glued: str) -> Area | None:
        """The département, else the region, whose name has this glued key."""
        return self._area_names.get(glued)

    def named(self, glued: str) -> tuple[Place, ...]:
        """The places whose name is exactly this glued key, former names included."""
        return tuple(self._by_glued.get(glued, ()))

    def at_postcode(self, postcode: str) -> tuple[Place, ...]:
        """The places of a postal code: its arrondissement alone, or its communes, most populated first."""
        found = self._by_postcode.get(postcode, [])
        inner = [place for place in found if place.kind == "a"]
        return tuple(inner or sorted(found, key=lambda place: -place.population))

    def beginning_with(self, key: str) -> tuple[Place, ...]:
        """The places whose name goes on after these whole words: "boulogne" → Boulogne-sur-Mer and others."""
        start = key + " "
        keys, places = self._sorted_keys
        first = bisect_left(keys, start)
        last = bisect_left(keys, key + "!", first)
        return places[first:last]

    def nearest_commune(self, lat: float, lon: float) -> Place | None:
        """The commune (or arrondissement) whose point is nearest: the label of a browser's position."""
        scale = math.cos(math.radians(lat))
        inner = {place.parent for place in self.places if place.kind == "a"}
        live = (place for place in self.places if place.kind != "o" and place.insee not in inner)
        return min(live, key=lambda p: (p.lat - lat) ** 2 + ((p.lon - lon) * scale) ** 2, default=None)

    @cached_property
    def _sorted_keys(self) -> tuple[list[str], tuple[Place, ...]]:
        ordered = sorted((place for place in self.places if " " in place.key), key=lambda place: place.key)
        return [place.key for place in ordered], tuple(ordered)


def _places(path: Path) -> Iterator[Place]:
    for row in _rows(path, _FIELDS):
        postcodes = tuple(row[6].split("|")) if row[6] else ()
        # Départements, regions and origins are a few words said 37,000 times: keep one copy of each.
        yield Place(
            row[0], row[1], _one(row[2]), row[3] if row[3] != row[0] else row[0], _one(row[4]), _one(row[5]), postcodes,
            int(row[7]), float(row[8]), float(row[9]), _one(row[10]), row[11],
            row[11] if row[11] == row[12] else row[12], row[13],
        )  # fmt: skip


def _one(text: str, copies: dict[str, str] = {}) -> str:  # noqa: B006
    return copies.setdefault(text, text)


def _rows(path: Path, fields: int) -> Iterator[list[str]]:
    try:
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError, gzip.BadGzipFile) as error:
        raise GazetteerError(path, str(error)) from error
    for number, line in enumerate(text.splitlines(), 1):
        row = line.split("\t")
        if len(row) != fields:
            raise GazetteerError(path, f"la ligne {number} a {len(row)} colonnes au lieu de {fields}")
        yield row
