"""One spelling for the names that people write in many ways."""

from __future__ import annotations

import re
import unicodedata

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_SHORT = {"st": "saint", "ste": "sainte", "ctre": "centre", "ass": "association", "asso": "association"}


def fold(text: str) -> str:
    """Lower case, without accents or punctuation, single spaces; St and Ste written out."""
    flat = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"))
    letters = "".join(letter for letter in flat if not unicodedata.combining(letter)).lower()
    return " ".join(_SHORT.get(word, word) for word in _NOT_A_LETTER.sub(" ", letters).split())
