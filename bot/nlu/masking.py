"""Hiding place names and postal codes from the intent model: "à Caudry" and "à Lens" ask the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.nlu.plain_words import plain_words

PLACE = " zlieu "
POSTCODE = re.compile(r"(?<!\d)\d{2}\s?\d{3}(?!\d)")
NUMBER = re.compile(r"(?<!\w)\d+(?!\w)")


def place_spans(entities: Iterable[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """The spans of the raw text that name a place."""
    return sorted((item["start"], item["end"]) for item in entities if item.get("entity") == "place")


def masked(text: str, spans: Iterable[tuple[int, int]] = ()) -> str:
    """`text` in plain words, its places and postal codes hidden, its numbers all alike."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + PLACE + text[end:]
    plain = POSTCODE.sub(PLACE, plain_words(text))
    return NUMBER.sub(lambda match: match[0] if len(match[0]) == 1 else "0" * len(match[0]), plain)
