"""Which language a short message is written in: its words and its groups of three letters. Pure, deterministic, no Rasa.

`detect("necesito ayuda")` → `("es", 0.9)`. French unless something clearly says otherwise: a town's name is not Spanish.

Each language has a list of its most usual words in `data/languages/`, and a few hundred sentences in `data/languages/sentences/`,
as residents write them.
What is compared is how likely a message is in each (naive Bayes). Letters count with their accents and without: "yardım" is
Turkish, and so is "yardim", as people text it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from directory.settings import ROOT
from directory.writing.fold import plain

FOLDER = ROOT / "data" / "languages"
DEFAULT = "fr"
SCRIPTS = {"ar": re.compile(r"[\u0600-\u06ff]"), "ru": re.compile(r"[\u0400-\u04ff]")}
WORD = re.compile(r"[^\W\d_]+")
DOTTED = "i\u0307"  # what İ becomes in lower case
GROUP = 3  # letters
USUAL = 3  # times a word of the list counts as if it had been read
UNREAD = 0.3  # times a group of letters counts that was never read; a word: a third of it
GROUPS, WORDS = 6_000, 20_000  # that a language has, near enough
LEAST = 8.0  # how much better than French another language must be (natural logarithm)
FEW, LEAST_FEW = 2, 4.0  # in so few words, half as much, but a clear sign too: a name looks like any language
RARE = 2_000  # an accented letter seen less than once among so many is not the language's own


@dataclass(frozen=True)
class Tongue:
    """A language: its usual words, and how likely each word and each group of letters is in it (logarithms)."""

    code: str
    usual: frozenset[str]
    letters: frozenset[str]
    words: Mapping[str, float]
    unread_word: float
    groups: Mapping[str, float]
    unread_group: float


def detect(text: str) -> tuple[str, float]:
    """The ISO code of the language of `text` and how sure that is (0 to 1)."""
    for code, script in SCRIPTS.items():
        if len(script.findall(text)) * 2 > len(WORD.sub(lambda word: word[0], text).replace(" ", "")):
            return code, 1.0
    words = _words(text)
    scores = {tongue.code: sum(_score(word, tongue) for word in words) for tongue in tongues()}
    best = max(scores, key=scores.__getitem__)
    lead = scores[best] - scores[DEFAULT]
    if best == DEFAULT or not words:
        return DEFAULT, 1.0
    few = len(text.split()) <= FEW
    if lead < (LEAST_FEW if few else LEAST) or (few and not _clear(words, _of(best), _of(DEFAULT))):
        return DEFAULT, 0.5
    return best, 1 - math.exp(-lead)


def _words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFC", text.lower()).replace(DOTTED, "i"))


def _score(word: str, tongue: Tongue) -> float:
    groups = _groups(word)
    letters = sum(tongue.groups.get(group, tongue.unread_group) for group in groups)
    # The groups of a word overlap: together they say less than as many would apart.
    return letters / math.sqrt(len(groups)) + tongue.words.get(word, tongue.unread_word)


def _groups(word: str) -> list[str]:
    padded = f" {word} "
    return [padded[at : at + GROUP] for at in range(len(padded) - GROUP + 1)]


def _clear(words: Iterable[str], tongue: Tongue, french: Tongue) -> bool:
    """Whether one of the words is usual there and not in French, or has a letter that French never writes."""
    usual, letters = tongue.usual - french.usual, tongue.letters - french.letters
    return any(plain(word) in usual or not letters.isdisjoint(word) for word in words)


def _of(code: str) -> Tongue:
    return next(tongue for tongue in tongues() if tongue.code == code)


@cache
def tongues(folder: Path = FOLDER) -> tuple[Tongue, ...]:
    """The languages of `data/languages/`: a file of words each, and one or more of sentences."""
    return tuple(_tongue(path) for path in sorted(folder.glob("*.yml")))


def _tongue(path: Path) -> Tongue:
    usual = frozenset(WORD.findall(plain(_read(path)["words"])))
    # As it is written, and as people text it, without its accents; once where both are the same.
    read = [form for sentence in sentences(path) for word in _words(sentence) for form in {word, plain(word)}]
    spelt = Counter("".join(read))
    letters = frozenset(letter for letter, count in spelt.items() if letter > "z" and count * RARE >= spelt.total())
    words = Counter(read) + Counter(dict.fromkeys(usual, USUAL))
    groups = Counter(group for word in (*read, *usual) for group in _groups(word))
    return Tongue(
        path.stem, usual, letters, *_likelihoods(words, UNREAD / 3, WORDS), *_likelihoods(groups, UNREAD, GROUPS)
    )


def sentences(path: Path) -> list[str]:
    """The sentences of the language whose words are at `path`: `tr.yml` has `sentences/tr.yml`, or `tr_1.yml`, `tr_2.yml`…"""
    files = (file for file in sorted((path.parent / "sentences").glob("*.yml")) if file.stem.split("_")[0] == path.stem)
    return [sentence for file in files for sentence in _read(file)]


def _read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def _likelihoods(counts: Mapping[str, int], unread: float, kinds: int) -> tuple[dict[str, float], float]:
    total = sum(counts.values()) + unread * kinds
    values = {count: math.log((count + unread) / total) for count in set(counts.values())}  # few: shared, to hold less
    return {key: values[count] for key, count in counts.items()}, math.log(unread / total)
