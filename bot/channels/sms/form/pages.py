"""A text in pages of at most so many parts: cut between sentences, else between words, never inside a number."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.channels.sms.alphabet import capacity, size
from bot.channels.sms.form.phones import inside, spans, whole

# Where a page may end, the best first: a line, a sentence, a word.
_ENDS = (re.compile(r"\n"), re.compile(r"(?<=[.!?؟])\s"), re.compile(r"\s"))
# A page that a better cut would leave half empty is cut at a lesser place.
_LEAST = 0.45
More = Callable[[int, int], str]


def pages(text: str, coding: str, most: int, more: More) -> list[str]:
    """`text` in pages of at most `most` parts; `more(page, pages)` is what ends all pages but the last."""
    ready = whole(text, coding)
    if size(ready, coding) <= capacity(most, coding):
        return [ready]
    room = capacity(most, coding) - size(more(9, 9), coding) - 1
    bodies = _bodies(text, coding, room, capacity(most, coding))
    last = len(bodies)
    return [
        whole(f"{body}\n{more(number, last)}" if number < last else body, coding)
        for number, body in enumerate(bodies, start=1)
    ]


def _bodies(text: str, coding: str, room: int, last_room: int) -> list[str]:
    bodies = []
    while size(whole(text, coding), coding) > last_room:
        end = _cut(text, coding, room)
        bodies.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*bodies, text] if text else bodies


def _cut(text: str, coding: str, room: int) -> int:
    furthest = _reach(text, coding, room)
    held = spans(text)
    for pattern in _ENDS:
        found = [
            match.end()
            for match in pattern.finditer(text, 0, furthest + 1)
            if match.start() <= furthest and not inside(match.start(), held) and not inside(match.end(), held)
        ]
        if found and found[-1] >= furthest * _LEAST:
            return found[-1]
    # One endless word: cut it, but not through a number.
    return next((start for start, end in held if 0 < start < furthest < end), furthest)


def _reach(text: str, coding: str, room: int) -> int:
    """How many characters of `text` fit in `room` once no number is shared by two parts."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if size(whole(text[:middle].rstrip(), coding), coding) <= room:
            low = middle
        else:
            high = middle - 1
    return low
