"""The words around a list of sites.

An answer's `text` is complete on its own, for a channel that shows nothing else: it also tells the list. A page that
draws the sites as cards keeps what is said before and after the list, and leaves the list itself to the cards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

FACTS = ("name", "phone_display", "hours_today", "commune", "address")


def around_list(text: str, places: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[str]]:
    """(lines before the list, lines after it). Without places, or when they are not told in the text: all before."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = [index for index, line in enumerate(lines) if _names(line, places)]
    if not told:
        return lines, []
    tail = lines[told[-1] + 1 :]
    return lines[: told[0]], [line for line in tail if not _about(line, places[-1:])]


def _names(line: str, places: Iterable[Mapping[str, Any]]) -> bool:
    return any(place.get("name") and str(place["name"]) in line for place in places)


def _about(line: str, places: Iterable[Mapping[str, Any]]) -> bool:
    return any(place.get(key) and str(place[key]) in line for place in places for key in FACTS)
