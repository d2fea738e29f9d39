"""Shorthand and needs misspelt in the one box: "sernior", "fauteil". Only words that nothing else explains come here."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from directory.needs.rules import settings
from directory.writing.fold import plain

SHORTEST = 5
LONG = 8  # letters: from there, two faults
WORD = re.compile(r"[a-z]+")


@cache
def respell(word: str) -> str | None:
    """The known word that `word` misspells, beginning with the same letter; None when there is none or several."""
    typed = plain(word)
    if len(typed) < SHORTEST or not WORD.fullmatch(typed):
        return None
    most = 2 if len(typed) >= LONG else 1
    close = {known: OSA.distance(typed, known, score_cutoff=most) for known in _vocabulary().get(typed[0], ())}
    nearest = min(close.values(), default=most + 1)
    found = [known for known, faults in close.items() if faults == nearest]
    return found[0] if nearest <= most and (len(found) == 1 or _same(found)) else None


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
