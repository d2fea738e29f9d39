"""Shorthand and needs misspelt in the one box: "sernior", "fauteil". Only words that nothing else explains come here."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from directory.needs.rules import settings
from directory.writing.fold import plain

SHORTEST = 5
LONG = 8  # letters: from there, two faults
MANY = 9
WORD = re.compile(r"[a-z]+")


@cache
def respell(word: str) -> str | None:
    """The known word that `word` misspells, beginning with the same letter; None when there is none or several."""
    typed = plain(word)
    if len(typed) < SHORTEST or not WORD.fullmatch(typed):
        return None
    close = {known: _faults(typed, known) for known in _vocabulary().get(typed[0], ())}
    most = min(close.values(), default=MANY)
    found = [known for known, faults in close.items() if faults == most]
    return found[0] if most < MANY and (len(found) == 1 or _same(found)) else None


def is_vocabulary(word: str) -> bool:
    """Whether this folded word is one of those that say needs, even when it adds nothing: "connect" of "aidants connect"."""
    return word in _vocabulary().get(word[:1], ())


@cache
def begins_vocabulary(start: str) -> bool:
    """Whether a word that says a need begins so."""
    return any(word.startswith(start) for word in _vocabulary().get(start[:1], ()))


def _faults(typed: str, known: str) -> int:
    most = 2 if min(len(typed), len(known)) >= LONG else 1
    faults = int(OSA.distance(typed, known, score_cutoff=most))
    return faults if faults <= most else MANY


def _same(words: list[str]) -> bool:
    """Whether the words are one word's forms ("tablette", "tablettes")."""
    return len({word.rstrip("es") for word in words}) == 1


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    lists = (settings("shorthand")["meanings"], settings("agents")["meanings"])
    said = " ".join(f"{full} {shorts}" for content in lists for full, shorts in content.items())
    words = WORD.findall(plain(f"{said} {settings('agents')['spelled']}"))
    filed: dict[str, set[str]] = {}
    for word in words:
        if len(word) >= SHORTEST:
            filed.setdefault(word[0], set()).add(word)
    return {letter: frozenset(known) for letter, known in filed.items()}
