"""Hotline agents' shorthand: `62400 sr sam pmr` → words that the other lists know.

Only messages that look like shorthand are expanded: short tokens, a postal code or an arrow, no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from directory.needs.rules import settings
from directory.writing.fold import plain

# "boulogne sur mer", "la poste", "promeneurs du net": a small word before makes a word of it, not shorthand.
TOKEN = re.compile(r"(?<!sur )(?<!\bla )(?<!\bdu )[^\W_]+")
LONGEST = 14  # words: agents type less
POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")


def expand_shorthand(text: str) -> str:
    """`text` with its shorthand in full, when it is shorthand; `text` itself otherwise."""
    words = TOKEN.findall(text)
    known = [word for word in words if word in _meanings()]
    if not known or len(words) > LONGEST or not _looks_short(text, words, known):
        return text
    return TOKEN.sub(lambda match: _meanings().get(match[0], match[0]), text)


def _looks_short(text: str, words: list[str], known: list[str]) -> bool:
    mostly = len(known) > 1 and len(known) * 2 >= len(words)
    return mostly or len(known) > 2 or bool(POSTCODE.search(text)) or "→" in text or "->" in text


@cache
def _meanings() -> Mapping[str, str]:
    content = settings("shorthand")["meanings"]
    return {plain(short): plain(full) for full, shorts in content.items() for short in shorts.split()}
