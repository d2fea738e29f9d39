"""Signs: families of words ("money", "a stranger", "hits", "learning") that the safety model weighs together. Pure, no Rasa.

`signs_of("il me demande mon code")` → `{"veut", "code"}`. The families are in `data/safety/signs/`: no family raises an alarm
by itself; the model learns from the examples which of them matter, and which pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import yaml

from bot.nlu.plain import plain_words
from directory.settings import ROOT
from directory.writing.fold import plain
from directory.writing.sound import sound

FOLDER = ROOT / "data" / "safety" / "signs"
WORD = re.compile(r"[^\W_]+")
LONGEST = 4  # most words of one expression
HEARD = 4  # letters from which a word is also known by its sound
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
            for size in range(1, min(LONGEST, len(words) - at) + 1):
                self._add_whole(" ".join(words[at : at + size]), seen)
            self._add_begun(" ".join(words[at : at + LONGEST]), seen)
        return seen

    def _add_whole(self, text: str, seen: set[str]) -> None:
        """Add what one expression is a sign of."""
        seen.update(self.whole.get(text, ()))
        if not text.isascii():
            seen.update(self.whole.get(ARABIC.sub("", text), ()))

    def _add_begun(self, text: str, seen: set[str]) -> None:
        """Add what the beginnings of a few words are signs of."""
        for length in self.lengths:
            if length > len(text):
                break
            seen.update(self.begins.get(text[:length], ()))

    @cached_property
    def lengths(self) -> list[int]:
        """The lengths of the beginnings, shortest first."""
        return sorted({len(beginning) for beginning in self.begins})


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
    families[expression] = _together(families.get(expression, frozenset()), name)


@cache
def _together(names: frozenset[str], name: str) -> frozenset[str]:
    """The same set for the same names: there are twenty thousand expressions, and few different sets."""
    return names | {name}


def _expressions(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.yml")):
        families: dict[str, Iterable[str]] = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)["signs"]
        for name, lines in families.items():
            yield from ((name, expression) for line in lines for expression in line.split())
