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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
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
    """A language: its usual words, and its accented letters."""

    usual: frozenset[str]
    letters: frozenset[str]


@dataclass(frozen=True)
class Likelihoods:
    """How likely each thing read is in each language: a row each, of logarithms; the last row is that of things never read."""

    rows: dict[str, int]
    table: np.ndarray

    @classmethod
    def of(cls, counts: Sequence[Counter[str]], unread: float, kinds: int) -> Likelihoods:
        """From how often each was read, a count a language; each language has about `kinds` of them."""
        rows = {key: row for row, key in enumerate(sorted(set().union(*counts)))}
        read = np.array([[count[key] for count in counts] for key in rows] + [[0] * len(counts)])
        table = np.log((read + unread) / (read.sum(axis=0) + unread * kinds))
        return cls(rows, table.astype(np.float32))

    def __getitem__(self, keys: Sequence[str]) -> np.ndarray:
        return self.table[[self.rows.get(key, -1) for key in keys]]


@dataclass(frozen=True)
class Reader:
    """All the languages, side by side."""

    tongues: dict[str, Tongue]
    words: Likelihoods
    groups: Likelihoods

    def scores(self, words: Sequence[str]) -> dict[str, float]:
        """How likely the words are in each language (logarithms)."""
        groups = [_groups(word) for word in words]
        # The groups of a word overlap: together they say less than as many would apart.
        shares = [1 / math.sqrt(len(found)) for found in groups for _ in found]
        letters = np.array(shares) @ self.groups[list(chain.from_iterable(groups))]
        return dict(zip(self.tongues, (letters + self.words[words].sum(axis=0)).tolist(), strict=True))


def detect(text: str) -> tuple[str, float]:
    """The ISO code of the language of `text` and how sure that is (0 to 1)."""
    for code, script in SCRIPTS.items():
        if len(script.findall(text)) * 2 > len(WORD.sub(lambda word: word[0], text).replace(" ", "")):
            return code, 1.0
    words = _words(text)
    if not words:
        return DEFAULT, 1.0
    scores = reader().scores(words)
    best = max(scores, key=scores.__getitem__)
    lead = scores[best] - scores[DEFAULT]
    if best == DEFAULT:
        return DEFAULT, 1.0
    few = len(text.split()) <= FEW
    if lead < (LEAST_FEW if few else LEAST) or (few and not _clear(words, best)):
        return DEFAULT, 0.5
    return best, 1 - math.exp(-lead)


def _words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFC", text.lower()).replace(DOTTED, "i"))


def _groups(word: str) -> list[str]:
    padded = f" {word} "
    return [padded[at : at + GROUP] for at in range(len(padded) - GROUP + 1)]


def _clear(words: Iterable[str], code: str) -> bool:
    """Whether one of the words is usual in that language and not in French, or has a letter that French never writes."""
    tongue, french = reader().tongues[code], reader().tongues[DEFAULT]
    usual, letters = tongue.usual - french.usual, tongue.letters - french.letters
    return any(plain(word) in usual or not letters.isdisjoint(word) for word in words)


@cache
def reader(folder: Path = FOLDER) -> Reader:
    """The languages of `data/languages/`: a file of words each, and one or more of sentences."""
    paths = sorted(folder.glob("*.yml"))
    tongues, words, groups = zip(*map(_tongue, paths), strict=True)
    return Reader(
        {path.stem: tongue for path, tongue in zip(paths, tongues, strict=True)},
        Likelihoods.of(words, UNREAD / 3, WORDS),
        Likelihoods.of(groups, UNREAD, GROUPS),
    )


def _tongue(path: Path) -> tuple[Tongue, Counter[str], Counter[str]]:
    """A language, how often each of its words was read, and each of their groups of letters."""
    usual = frozenset(WORD.findall(plain(_read(path)["words"])))
    # As it is written, and as people text it, without its accents; once where both are the same.
    read = [form for sentence in sentences(path) for word in _words(sentence) for form in {word, plain(word)}]
    spelt = Counter("".join(read))
    letters = frozenset(letter for letter, count in spelt.items() if letter > "z" and count * RARE >= spelt.total())
    words = Counter(read) + Counter(dict.fromkeys(usual, USUAL))
    groups = Counter(group for word in (*read, *usual) for group in _groups(word))
    return Tongue(usual, letters), words, groups


def sentences(path: Path) -> list[str]:
    """The sentences of the language whose words are at `path`: `tr.yml` has `sentences/tr.yml`, or `tr_1.yml`, `tr_2.yml`…"""
    files = (file for file in sorted((path.parent / "sentences").glob("*.yml")) if file.stem.split("_")[0] == path.stem)
    # "- merci : à bientôt" is a sentence to the person who adds it, and not to YAML.
    return [str(sentence) for file in files for sentence in _read(file)]


def _read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # all is text: "- oui" is no true
