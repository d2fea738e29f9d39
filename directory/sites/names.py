"""One spelling for the names that people write in many ways."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
# A combining accent disappears; any other sign separates words.
_BLANK = {True: "", False: " "}
_SHORT = {"st": "saint", "ste": "sainte", "ctre": "centre", "ass": "association", "asso": "association"}


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower case, without accents or punctuation, single spaces; St and Ste written out."""
    letters = text.lower()
    if not letters.isascii():
        flat = unicodedata.normalize("NFKD", letters.replace("œ", "oe").replace("æ", "ae").replace("’", "'"))
        letters = "".join(sign if sign.isascii() else _BLANK.get(unicodedata.combining(sign) > 0, " ") for sign in flat)
    return " ".join(_SHORT.get(word, word) for word in _NOT_A_LETTER.sub(" ", letters).split())
