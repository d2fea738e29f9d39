"""Which language a short message is written in: words first, then groups of letters. Pure, deterministic, no Rasa.

`detect("necesito ayuda")` → `("es", 0.9)`. French unless something clearly says otherwise: a town's name is not Spanish.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from directory.settings import ROOT
from directory.writing.fold import plain

FOLDER = ROOT / "data" / "languages"
DEFAULT = "fr"
SCRIPTS = {"ar": re.compile(r"[\u0600-\u06ff]"), "ru": re.compile(r"[\u0400-\u04ff]")}
WORD = re.compile(r"[^\W\d_]+")
WORD_WEIGHT = 3.0  # a word of the list says more than its letters
LEAST = 2.0  # how much better than French another language must be
LEAST_WORDS = 0.34  # share of the message's words that its list must know


@dataclass(frozen=True)
class Tongue:
    """A language: its most usual words, and how often each group of three letters comes in it."""

    code: str
    words: frozenset[str]
    letters: Mapping[str, float]
    unseen: float


def detect(text: str) -> tuple[str, float]:
    """The ISO code of the language of `text` and how sure that is (0 to 1)."""
    for code, script in SCRIPTS.items():
        if len(script.findall(text)) * 2 > len(WORD.sub(lambda word: word[0], text).replace(" ", "")):
            return code, 1.0
    words = WORD.findall(plain(text))
    scores = {tongue.code: _score(words, tongue) for tongue in tongues()}
    best = max(scores, key=scores.__getitem__)
    lead = scores[best] - scores[DEFAULT]
    if best == DEFAULT or lead < LEAST or _share(words, best) < LEAST_WORDS:
        return DEFAULT, 1.0 if best == DEFAULT else 0.5
    return best, 1 - math.exp(-lead)


def _score(words: Iterable[str], tongue: Tongue) -> float:
    return sum(WORD_WEIGHT * (word in tongue.words) + _letters(word, tongue) for word in words)


def _letters(word: str, tongue: Tongue) -> float:
    groups = _groups(word)
    return sum(tongue.letters.get(group, tongue.unseen) for group in groups) / len(groups)


def _groups(word: str) -> list[str]:
    padded = f" {word} "
    return [padded[at : at + 3] for at in range(len(padded) - 2)]


def _share(words: list[str], code: str) -> float:
    known = next(tongue.words for tongue in tongues() if tongue.code == code)
    return sum(word in known for word in words) / len(words) if words else 0.0


@cache
def tongues(folder: Path = FOLDER) -> tuple[Tongue, ...]:
    """The languages of `data/languages/`, one file each."""
    return tuple(_tongue(path) for path in sorted(folder.glob("*.yml")))


def _tongue(path: Path) -> Tongue:
    content = yaml.safe_load(path.read_text("utf-8"))
    words = WORD.findall(plain(content["words"]))
    sample = words + WORD.findall(plain(" ".join(content["sentences"])))
    counts = Counter(group for word in sample for group in _groups(word))
    total = sum(counts.values()) + 3000
    letters = {group: math.log((count + 0.5) / total) for group, count in counts.items()}
    return Tongue(path.stem, frozenset(words), letters, math.log(0.5 / total))
