"""Phone numbers in a text: never cut, neither between two pages nor between two parts of a message."""

from __future__ import annotations

import re

from bot.channels.sms.alphabet import segments

# Nine digits or more, alone or in groups: 03 27 70 01 02, 0 805 805 817, +687 25 65 00, 0327700102.
PHONE = re.compile(r"(?<![\d+])\+?\d(?:[ .]?\d){7,}(?!\d)")


def spans(text: str) -> list[tuple[int, int]]:
    """Where the numbers of `text` stand."""
    return [found.span() for found in PHONE.finditer(text)]


def inside(position: int, held: list[tuple[int, int]]) -> bool:
    """Whether a cut before `position` would cut a number."""
    return any(start < position < end for start, end in held)


def whole(text: str, coding: str) -> str:
    """`text`, with spaces before a number that two parts would share: it then begins with the second part."""
    for _ in range(len(spans(text))):
        split = _first_split(text, coding)
        if split is None:
            break
        start, cut = split
        text = text[:start] + " " * (cut - start) + text[start:]
    return text


def is_whole(text: str, coding: str) -> bool:
    """Whether every number of `text` is in one part."""
    return _first_split(text, coding) is None


def _first_split(text: str, coding: str) -> tuple[int, int] | None:
    held, position = spans(text), 0
    for part in segments(text, coding)[:-1]:
        position += len(part)
        for start, end in held:
            if start < position < end:
                return start, position
    return None
