"""Misspelt names: by the letters and by the ear, with the size of the town and the territory to choose between near ones."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from directory.places.bigrams import Bigrams
from directory.places.gazetteer import Gazetteer, Place
from directory.places.phonetics import heard_as, sound
from directory.places.rank import Hints
from directory.places.scene import Scene
from directory.places.words import ARTICLES, Word, plain, split

# What a town's size adds to its likeness: from 0 (a hamlet) to 0.22 (ten million people).
SIZE = 0.28
HERE, SAME_DEPARTEMENT = 0.17, 0.06
# Names kept by the sieve, and the likeness below which none is considered.
SIEVE, UNLIKE = 90, 0.68
# Towns known far away by half their name, and the letters that half needs.
KNOWN_BY_HALF, SHORT_FORM = 15_000, 4
_JOINTS = frozenset(
    {"en", "sur", "les", "sous", "le", "la", "l", "au", "aux", "du", "de", "des", "d", "saint", "sainte"}
)
# "larochel", "lewobè": an article run into the name.
_GLUED_ARTICLE = re.compile(r"l[ae]s?(?=\w{4})")


@dataclass(frozen=True)
class Guess:
    """A town that looks or sounds like what was typed: `likeness` 0 to 1, `score` with size and territory added."""

    place: Place
    likeness: float
    score: float


@dataclass(frozen=True)
class _Pool:
    places: tuple[Place, ...]
    letters: Sequence[str]
    sounds: Sequence[str]

    @cached_property
    def by_letters(self) -> Bigrams:
        """The sieve by letters."""
        return Bigrams(self.letters)

    @cached_property
    def by_sounds(self) -> Bigrams:
        """The sieve by sounds."""
        return Bigrams(self.sounds)


class Speller:
    """Finds the towns a misspelt name may be. Keeps one pool for the country, and small ones for areas."""

    def __init__(self, gazetteer: Gazetteer, scene: Scene) -> None:
        self._gazetteer, self._scene = gazetteer, scene
        self._pools: dict[Hints, _Pool] = {}

    @cached_property
    def _here(self) -> _Pool:
        places = _country(self._gazetteer).places if self._scene.territories else ()
        ours = list(dict.fromkeys(place for place in places if self._scene.here(place)))
        return _pool(ours, [place for place in ours if place.kind == "c"])

    def guesses(self, words: Sequence[Word], hints: Hints, scene: Scene) -> list[Guess]:
        """The likeliest towns for these words, best first, at most one entry a commune."""
        said = words[1:] if len(words) > 1 and words[0].text in ARTICLES else words
        letters, sounds = "".join(word.text for word in said), heard_as(said)
        pools = [self._area(hints)] if hints.departements or hints.regions else [_country(self._gazetteer), self._here]
        found = [guess for pool in pools for guess in _search(pool, letters, sounds, scene)]
        if glued := _GLUED_ARTICLE.match(said[0].heard) if len(said) == 1 else None:
            bare = said[0].heard[glued.end() :]
            found += [guess for pool in pools for guess in _search(pool, plain(bare), sound(bare), scene)]
        best: dict[str, Guess] = {}
        for guess in sorted(found, key=lambda guess: (-guess.score, guess.place.kind, guess.place.insee)):
            best.setdefault(guess.place.parent, guess)
        return list(best.values())

    def _area(self, hints: Hints) -> _Pool:
        where = Hints(hints.departements, hints.regions)
        if where not in self._pools:
            if len(self._pools) > 32:
                self._pools.clear()
            self._pools[where] = _pool([place for place in _country(self._gazetteer).places if where.allow(place)])
        return self._pools[where]


@lru_cache(maxsize=2)
def _country(gazetteer: Gazetteer) -> _Pool:
    """The names of the whole country: one copy for all the resolvers of a register."""
    places = [place for place in gazetteer.places if place.kind != "a"]
    return _pool(places, [place for place in places if place.population >= KNOWN_BY_HALF])


def _pool(places: Sequence[Place], short: Sequence[Place] = ()) -> _Pool:
    """The names of `places`, and of those in `short` also what people shorten them to: "beauvois", "walincourt"."""
    entries = [(place, place.glued, place.heard) for place in places]
    entries += [(place, *form) for place in short if (form := _short_form(place))]
    return _Pool(*zip(*entries, strict=True)) if entries else _Pool((), (), ())


def _short_form(place: Place) -> tuple[str, str] | None:
    words = split(place.name)[len(split(place.name)) - len(place.key.split()) :]
    end = next((i for i, word in enumerate(words) if i and word.text in _JOINTS), 1)
    if words[0].text in {"saint", "sainte"}:
        end = max(end, 2)
    said = words[:end]
    if end >= len(words) or sum(len(word.text) for word in said) < SHORT_FORM:
        return None
    return "".join(word.text for word in said), heard_as(said)


def _search(pool: _Pool, letters: str, sounds: str, scene: Scene) -> list[Guess]:
    if len(letters) < 2 or not pool.places:
        return []
    near = set(pool.by_letters.nearest(letters, SIEVE))
    near |= set(pool.by_sounds.nearest(sounds, SIEVE)) if sounds else set()
    alike = [(i, _likeness(letters, pool.letters[i], sounds, pool.sounds[i])) for i in near]
    return [_guess(pool.places[i], likeness, scene) for i, likeness in alike if likeness >= UNLIKE]


def _likeness(letters: str, name: str, sounds: str, heard: str) -> float:
    """How alike, 0 to 1: half by the letters, half by the ear, or nearly all of either alone."""
    seen = fuzz.ratio(letters, name) / 100
    said = fuzz.ratio(sounds, heard) / 100 if sounds else 0.0
    return max(0.5 * seen + 0.5 * said, 0.9 * said, 0.97 * seen)


def _guess(place: Place, likeness: float, scene: Scene) -> Guess:
    return Guess(place, likeness, likeness + _size(place) + _familiar(place, scene))


def _size(place: Place) -> float:
    return SIZE * math.log10(1 + place.population) / 7


def _familiar(place: Place, scene: Scene) -> float:
    if scene.here(place):
        return HERE
    near = scene.near.departement if scene.near else ""
    return SAME_DEPARTEMENT if place.departement in scene.departements() | {near} else 0.0
