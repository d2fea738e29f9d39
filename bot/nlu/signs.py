"""Signs: families of words ("money", "a stranger", "hits", "learning") that the safety model weighs together. Pure, no Rasa.

`signs_of("il me demande mon code")` → `{"veut", "code"}`. The families are in `data/safety/signs/`: no family raises an alarm
by itself; the model learns from the examples which of them matter, and which pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

import yaml

from bot.nlu.plain_words import plain_words
from directory.settings import ROOT
from directory.writing.fold import plain
from directory.writing.sound import sound

FOLDER = ROOT / "data" / "safety" / "signs"
WORD = re.compile(r"[^\W_]+")
LONGEST = 4  # most words of one expression
SHORTEST = 2  # letters of a beginning by which it is looked up
HEARD = 4  # letters from which a word is also known by its sound
Item = TypeVar("Item")
ARABIC = re.compile(r"^[وفبلك]?(?:ال)?(?=[\u0600-\u06ff]{3})")


@dataclass(frozen=True)
class Signs:
    """What each expression is a sign of: whole expressions, beginnings (`arnaque*`), and sounds of single words."""

    names: tuple[str, ...]
    whole: dict[str, frozenset[str]]
    begins: dict[str, frozenset[str]]
    sounds: dict[str, frozenset[str]]

    def found(self, text: str) -> set[str]:
        """The signs in a message, as it was written."""
        words = WORD.findall(plain_words(text))
        seen: set[str] = set()
        for at, word in enumerate(words):
            if len(word) >= HEARD and word.isascii():
                seen.update(self.sounds.get(sound(word), ()))
            self._add_whole(word, words[at + 1 : at + LONGEST], seen)
            if not word.isascii():
                self._add_whole(ARABIC.sub("", word), words[at + 1 : at + LONGEST], seen)
            self._add_begun(" ".join(words[at : at + LONGEST]), seen)
        return seen

    def _add_whole(self, word: str, following: Sequence[str], seen: set[str]) -> None:
        """Add what the expressions are signs of that are `word`, or begin with it."""
        for more in self._sizes.get(word, ()):
            if more <= len(following):
                seen.update(self.whole.get(" ".join((word, *following[:more])), ()))

    def _add_begun(self, text: str, seen: set[str]) -> None:
        """Add what the beginnings of a few words are signs of."""
        for length in self._lengths.get(text[:SHORTEST], ()):
            seen.update(self.begins.get(text[:length], ()))

    @cached_property
    def columns(self) -> dict[str, int]:
        """The number of each sign."""
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def _sizes(self) -> dict[str, frozenset[int]]:
        """By the first word of an expression, how many more it may have: most words of a message begin none."""
        sizes: dict[str, frozenset[int]] = {}
        for expression in self.whole:
            word, *more = expression.split()
            sizes[word] = _with(sizes.get(word, frozenset()), len(more))
        return sizes

    @cached_property
    def _lengths(self) -> dict[str, frozenset[int]]:
        """By the first letters of a beginning, the lengths that it may have."""
        lengths: dict[str, frozenset[int]] = {}
        for beginning in self.begins:
            letters = beginning[:SHORTEST]
            lengths[letters] = _with(lengths.get(letters, frozenset()), len(beginning))
        return lengths


def signs_of(text: str) -> set[str]:
    """The signs in `text`."""
    return signs().found(text)


@cache
def signs(folder: Path = FOLDER) -> Signs:
    """The families of `data/safety/signs/`."""
    whole: dict[str, frozenset[str]] = {}
    begins: dict[str, frozenset[str]] = {}
    sounds: dict[str, frozenset[str]] = {}
    names = []
    for name, expression in _expressions(folder):
        names.append(name)
        words = " ".join(WORD.findall(plain(expression.rstrip("*").replace("_", " "))))
        _note(begins if expression.endswith("*") else whole, words, name)
        if not expression.endswith("*") and len(words) >= HEARD and words.isascii() and words.isalpha():
            _note(sounds, sound(words), name)
    return Signs(tuple(dict.fromkeys(names)), whole, begins, sounds)


def _note(families: dict[str, frozenset[str]], expression: str, name: str) -> None:
    families[expression] = _with(families.get(expression, frozenset()), name)


@cache
def _with(some: frozenset[Item], one: Item) -> frozenset[Item]:
    """`some` and `one`, the same set for the same items: there are twenty thousand expressions, and few different sets."""
    return some | {one}


def _expressions(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.yml")):
        families: dict[str, Iterable[str]] = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)["signs"]
        for name, lines in families.items():
            yield from ((name, expression) for line in lines for expression in line.split())
