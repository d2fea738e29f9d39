"""Words of a message, and the keys under which names of places are filed.

A key is what remains of a name once accents, case, hyphens, abbreviations and the leading article are gone:
« Le Cateau-Cambrésis » → "cateau cambresis". A glued key has no spaces either: people write "trois ville".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

ARTICLES = frozenset({"le", "la", "les", "l"})
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "’": "'", "ʼ": "'", "‘": "'"})
_ABBREVIATIONS = {
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "stes": "saintes",
    "lez": "les",
    "pce": "provence",
    "cis": "cambresis",
}
_SLASHED = {"s/s": "sous", "ss/": "sous", "s/": "sur", "ss": "sous"}
# s/ and s/s are words ("st pol s/ ternoise"); a slash elsewhere separates.
_WORD = re.compile(r"\bs/s\b|\bss?/(?=\s*\w)|\d+|[^\W\d_]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `text` normalised, `heard` lower case with its accents (for the ear), `start`/`end` in the message."""

    text: str
    heard: str
    start: int
    end: int
    capital: bool
    bracketed: bool = False


def plain(text: str) -> str:
    """Lower case, without accents or ligatures: « Nœux » → "noeux". Letters of other scripts stay."""
    # Twice: superscript capitals only become letters in the first pass, and must still be lowered.
    lowered = unicodedata.normalize("NFKD", text).translate(_LIGATURES).lower()
    return "".join(letter for letter in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(letter))


def split(text: str) -> list[Word]:
    """The words of a message, in order, abbreviations of names written out."""
    return [_word(match, text) for match in _WORD.finditer(text)]


def _word(match: re.Match[str], text: str) -> Word:
    raw = match.group()
    bare = plain(raw)
    written = _SLASHED.get(bare) if "/" in bare else _ABBREVIATIONS.get(bare, bare)
    if bare == "s" and text[match.start() - 1 : match.end() + 1] == f" {raw} " and match.start() > 1:
        written = "sur"  # "neuilly s seine"
    return Word(
        written or bare, raw.lower(), match.start(), match.end(), raw[:1].isupper(), text[: match.start()].endswith("(")
    )


def key(name: str) -> str:
    """The key of a place's name, its leading article dropped."""
    return key_of([word.text for word in split(name)])


def key_of(words: Sequence[str]) -> str:
    """The same, from words already split."""
    kept = list(words[1:]) if len(words) > 1 and words[0] in ARTICLES else list(words)
    return " ".join(kept)


def glue(text: str) -> str:
    """A key without its spaces."""
    return text.replace(" ", "")


def article(name: str) -> str:
    """The leading article of a place's name ("le", "la", "les", "l"), or nothing."""
    words = [word.text for word in split(name)]
    return words[0] if len(words) > 1 and words[0] in ARTICLES else ""
