"""The numbers of a sentence: how many sites, within how many kilometres, which one of the list."""

from __future__ import annotations

import re
from functools import cache

from directory.needs.rules import settings
from directory.writing.phrases import compile_phrases, to_expression

RADIUS = re.compile(
    r"(?<![\d,.])(\d{1,3})(?:[.,](\d))?\s*(?:km|kms|kilometres?|kilometros|chilometri|kilometer|bornes)\b"
)
SHORTHAND_COUNT = re.compile(r"(?:→|->|=>|>|\btop)\s*([1-9]|10)\b")
ALONE = re.compile(
    r"^\W*(?:(?:le|la|el|il|the|der|o|n°|no|numero|choix|option|lieu|site|celui|num)\W*){0,3}([1-9])\W*$"
)
MENTIONED = re.compile(
    r"\b(?:le|la|numero|n°|choix|option|du|au|num)\W*([1-9])(?:e|eme|ieme)?\b(?![\d.,/:])(?:\s+(\w+))?"
)
MOST_SITES = 10
FARTHEST_KM = 200.0


@cache
def _thing_count() -> re.Pattern[str]:
    numbers = "|".join(settings("numbers")["words"])
    things = to_expression(settings("numbers")["things"])
    return re.compile(rf"\b(\d{{1,2}}|{numbers})\W+(?:autres\W+|premiers\W+)?{things}")


@cache
def _ordinals() -> dict[int, re.Pattern[str]]:
    return {int(rank): compile_phrases(words) for rank, words in settings("numbers")["ordinals"].items()}


@cache
def _not_ordinal() -> tuple[re.Pattern[str], re.Pattern[str]]:
    after, before = settings("numbers")["not_ordinal"], settings("numbers")["not_before"]
    return re.compile(rf"\s*{to_expression(after)}"), re.compile(rf"{to_expression(before)}\W*(?:le |la )?$")


def read_count(text: str) -> int | None:
    """How many sites are asked for ("donnez-moi trois adresses", "→ 3"); None when not said, or beyond 10."""
    match = SHORTHAND_COUNT.search(text)
    if match:
        return int(match[1])
    match = _thing_count().search(text)
    if not match:
        return None
    count = int(match[1]) if match[1].isdigit() else settings("numbers")["words"][match[1]]
    return count if 1 < count <= MOST_SITES else None


def read_radius(text: str) -> float | None:
    """Within how many kilometres ("15km", "à moins de 7,5 km"), at most 200."""
    match = RADIUS.search(text)
    return min(float(f"{match[1]}.{match[2] or 0}"), FARTHEST_KM) if match else None


def read_ordinal(text: str) -> int | None:
    """Which one of a list: 1 for the first, -1 for the last; None for anything else ("le 2 décembre", "dans le 15e")."""
    match = ALONE.match(text)
    if match:
        return int(match[1])
    for rank, pattern in _ordinals().items():
        for found in pattern.finditer(text):
            if _is_rank(text, found.start(), found.end()):
                return rank
    match = MENTIONED.search(text)
    return int(match[1]) if match and _is_rank(text, match.start(1), match.end(1)) and not RADIUS.search(text) else None


def _is_rank(text: str, start: int, end: int) -> bool:
    after, before = _not_ordinal()
    return not after.match(text[end:]) and not before.search(text[:start])
