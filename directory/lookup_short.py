"""Towns as agents shorten them: "henin b", "st germ en laye", "noisy le gd", "beth.", "tls"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from directory.lookup_words import EVERY_DAY
from directory.needs.rules import settings
from directory.places.evidence import is_known_word
from directory.places.gazetteer import Gazetteer, Place
from directory.places.lexicon import load_lexicon
from directory.places.results import Resolution, of_place
from directory.places.shared import shared_gazetteer
from directory.places.words import Word, key, split

_LINKS = frozenset("sur sous en de du des d les lez la le l a au aux".split())
_SMALLEST = 1_000  # inhabitants: a shortened name is a town that agents name often
_ALONE, _LARGER = 10_000, 3  # a beginning alone: a real town, and so many times larger than the next
_LETTERS, _BEGINNING = 5, 4  # letters typed, at least: of several words, of one
_LONGEST = 6
_VOWELS = re.compile(r"[aeiouy]")


class ShortNames:
    """Finds the town of a shortened name. Build once: it files every town by the initials of its words."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._filed: dict[str, list[tuple[tuple[str, ...], Place]]] = {}
        towns = settings("towns")["towns"]
        places = ((names, gazetteer.commune(code)) for code, names in towns.items())
        self._known = {key(name): place for names, place in places if place for name in names}
        for place in sorted(gazetteer.places, key=lambda one: -one.population):
            if place.kind == "c" and place.population >= _SMALLEST:
                self._file(place)

    def find(self, text: str) -> Resolution | None:
        """The town that words of `text` shorten; None when there is none, or more than one."""
        words = split(text)[:24]
        departements = {word.text.upper() for word in words if re.fullmatch(r"\d{2,3}|2[ab]", word.text)}
        for first, last in _windows(words):
            typed = [word.text for word in words[first:last]]
            dotted = text[words[last - 1].end :].startswith(".")
            place = self._of(typed, departements, dotted) if _may_begin(typed[0]) else None
            if place:
                span = text[words[first].start : words[last - 1].end]
                known = key(span) in self._known
                return Resolution(
                    "found" if known else "confirm", (of_place(place, 0.9, "nom abrégé"),), span, None, "nom abrégé"
                )
        return None

    def _of(self, typed: list[str], departements: set[str], dotted: bool) -> Place | None:
        known = self._known.get(" ".join(typed))
        if known or (len(typed) == 1 and len(typed[0]) < _BEGINNING):
            return known
        filed = self._filed.get(_initials(typed), [])
        found = [place for words, place in filed if _shortens(typed, words)]
        found = [place for place in found if place.departement in departements] or found
        if not found or (len(found) > 1 and found[0].population < _LARGER * found[1].population):
            return None
        return found[0] if len(typed) > 1 or _worth(typed[0], found[0], dotted) else None

    def _file(self, place: Place) -> None:
        words = tuple(place.key.split())
        bare = tuple(word for word in words if word not in _LINKS)
        # "port saint louis" for Port-Saint-Louis-du-Rhône: the first words stand for the whole.
        firsts = {bare[:count] for count in range(2, len(bare))}
        for one in {words, bare, *firsts} - {()}:
            if len(one) > 1 or one == words:
                self._filed.setdefault(_initials(one), []).append((one, place))


@cache
def short_names() -> ShortNames:
    """Those of the gazetteer that the process shares."""
    return ShortNames(shared_gazetteer())


def _windows(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Runs of words without a number, the longest first."""
    for size in range(min(_LONGEST, len(words)), 0, -1):
        for first in range(len(words) - size + 1):
            if not any(word.text.isdigit() for word in words[first : first + size]):
                yield first, first + size


def _initials(words: Sequence[str]) -> str:
    """What the words are filed under: the first letters, and of one word as many as a beginning must have."""
    return f"={words[0][:_BEGINNING]}" if len(words) == 1 else "".join(word[0] for word in words)


def _shortens(typed: Sequence[str], words: Sequence[str]) -> bool:
    pairs = list(zip(typed, words, strict=True))
    if len(typed) == 1:
        return words[0].startswith(typed[0]) and words[0] != typed[0]
    # A word in full, and no word of every day: then the others may be ordinary beginnings ("chalons en champ").
    sure = any(one == word and len(one) >= _LETTERS and not _every_day(one) for one, word in pairs)
    enough = sum(map(len, typed)) >= _LETTERS and any(len(one) > (3 if one == word else 4) for one, word in pairs)
    return enough and all(_begins(one, word, sure) for one, word in pairs)


def _begins(typed: str, word: str, sure: bool) -> bool:
    if typed == word or (_every_day(typed) and not sure):
        return typed == word
    return word.startswith(typed) or (1 < len(typed) < 6 and typed[0] == word[0] and _consonants(typed, word))


def _consonants(typed: str, word: str) -> bool:
    """ "gd" for grand, "vlle" for villeneuve: letters of the word in their order, hardly a vowel."""
    if len(_VOWELS.findall(typed[:-1])) > 0:
        return False
    rest = iter(word)
    return all(letter in rest for letter in typed)


def _may_begin(typed: str) -> bool:
    return len(typed) > 1 and typed not in _LINKS


def _every_day(typed: str) -> bool:
    return len(typed) > 2 and load_lexicon().zipf.get(typed, 0) >= EVERY_DAY


def _worth(typed: str, place: Place, dotted: bool) -> bool:
    """Whether a beginning alone is a town: a full stop says that it is shortened, else it must be no word."""
    known = is_known_word(typed, load_lexicon()) and not dotted
    return len(typed) >= _BEGINNING and place.population >= _ALONE and not known
