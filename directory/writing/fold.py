"""One alphabet: lower case, no accents, one apostrophe, one dash, western digits; every letter remembers where it came from."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

APOSTROPHES = "'’‘ʼʻ`´′＇‛ʹ"
DASHES = "-‐‑‒–—―−"
# Letters that Unicode does not decompose into a plain one.
SPECIAL = {
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ı": "i",
    "ـ": "",
    "ة": "ه",
    "ى": "ي",
    "ک": "ك",
    "ی": "ي",
}


@dataclass(frozen=True)
class Folded:
    """A folded text; `origin[i]` is the place, in the text as written, of its letter `i`."""

    text: str
    origin: tuple[int, ...]


@lru_cache(maxsize=4096)
def fold_letter(letter: str) -> str:
    """The plain form of one letter: 0, 1 or several characters."""
    if letter in APOSTROPHES:
        return "'"
    if letter in DASHES:
        return "-"
    if letter.isspace():
        return " "
    plain = "".join(SPECIAL.get(part, part) for part in unicodedata.normalize("NFKD", letter.lower()))
    kept = (part for part in plain if unicodedata.category(part) not in {"Mn", "Cf", "Cc", "Cs"})
    return "".join(str(unicodedata.digit(part)) if part.isdigit() else part for part in kept)


@lru_cache(maxsize=512)
def fold(text: str) -> Folded:
    """Fold `text`, keeping where each letter came from."""
    pieces = list(map(fold_letter, text))
    letters = "".join(pieces)
    if set(map(len, pieces)) == {1}:
        return Folded(letters, tuple(range(len(letters))))
    return Folded(letters, tuple(index for index, piece in enumerate(pieces) for _ in piece))


def plain(text: str) -> str:
    """Fold `text` and forget where the letters came from."""
    return "".join(map(fold_letter, text))
