"""How a French word sounds, roughly: `kelkun`, `quelqu'un` and `kelk1` end alike. For comparing spellings, never for showing."""

from __future__ import annotations

import re
from functools import lru_cache

# Applied in this order to folded text. Left: what is written; right: one letter or two for the sound.
SPELLINGS: tuple[tuple[str, str], ...] = (
    (r"'", " "),
    (r"1\b", "in"),
    (r"eaux?|aux?\b|au|o+", "o"),
    (r"oin", "win"),
    (r"oi|oy", "wa"),
    (r"ph", "f"),
    (r"(?:ch|sh)", "$"),
    (r"h", ""),
    (r"qu?|k|c(?=[aourlt\W]|$)", "k"),
    (r"ck|cc", "k"),
    (r"sc(?=[eiy])|c(?=[eiy])|ss+", "s"),
    (r"gu(?=[ei])", "g_"),
    (r"g(?=[eiy])e?", "j"),
    (r"gn", "n"),
    (r"(?:ain|aim|ein|eim|in|im|yn|ym|un|um)(?![aeiouynm])", "1"),
    (r"(?:an|am|en|em)(?![aeiouynm])", "2"),
    (r"on(?![aeiouynm])|om(?![aeiouynm])", "3"),
    (r"(?:aient|ait|ais|aie|ai|ei|est|er|ez|et|ee?s?|e)\b", "e"),
    (r"ai|ei|ey|ay", "e"),
    (r"y", "i"),
    (r"(\w{2})[sxtdpz]+\b", r"\1"),
    (r"(\w{2})e\b", r"\1"),
    (r"(.)\1+", r"\1"),
)
_RULES = tuple((re.compile(written), spoken) for written, spoken in SPELLINGS)


@lru_cache(maxsize=4096)
def sound(text: str) -> str:
    """The sounds of a folded text, word by word."""
    for written, spoken in _RULES:
        text = written.sub(spoken, text)
    return text
