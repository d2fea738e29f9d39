"""The words of the one box that say no need: what may be a town, and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, lru_cache

from directory.needs.read import Wanted, read_needs
from directory.needs.rules import settings
from directory.places.lexicon import load_lexicon
from directory.places.words import ARTICLES
from directory.writing.fold import plain

# Any moment will do: what is asked is whether a word says a need, not which day it means.
_SOME_DAY = datetime(2026, 1, 5, 12, tzinfo=UTC)
# "vitrolles/fs/caf" is three words; "s/ mer" and "ss/bois" belong together.
_SEPARATORS = re.compile(r"(?<=[^\W_]{2})[/,;+|](?=\S)")
_EDGES = ",;.:+()!?/«»\"'→<>=-"
_TOGETHER = 3  # words that say a need only together: "titre de séjour"
_NUMBER = re.compile(r"[\d\W_]*\d[\d\W_]*|2[ABab]|[nN]?\W*")
EVERY_DAY = 46  # zipf × 10: an ordinary word of a sentence is not worth telling


def without_needs(text: str) -> str:
    """`text` without the words that, alone, say a need, a day or a number: "62400 beth sr sam" → "62400 beth"."""
    words = _SEPARATORS.sub(" ", text).split()
    return " ".join(word for word in words if not says_a_need(word.strip(_EDGES)))


def without_phrases(words: str) -> str:
    """`words` without those that say a need only together ("titre de séjour"), nor those that stand around a name."""
    kept = _apart(words.split())
    return " ".join(word for word in kept if plain(word.strip(_EDGES)) not in _fillers())


@lru_cache(maxsize=8192)
def says_a_need(words: str) -> bool:
    """Whether these words alone say something that the directory can search by."""
    return _asked(words) != Wanted()


def _asked(text: str) -> Wanted:
    return replace(read_needs(text, _SOME_DAY, agent=True), words=())


def unread(text: str, spans: Iterable[str]) -> tuple[str, ...]:
    """The words of `text` that say nothing known: no need even with others, no place (`spans`), no number, nothing usual."""
    for span in filter(None, spans):
        text = text.replace(span, " ")
    bare = (word.strip(_EDGES) for word in without_needs(text).split())
    strange = dict.fromkeys(word for word in bare if not _NUMBER.fullmatch(word) and not _everyday(word))
    return tuple(word for word in strange if len(word) > 1 and _asked(text) == _asked(text.replace(word, " ; ", 1)))


def _apart(words: list[str]) -> Iterator[str]:
    """The words that do not say a need with the next ones."""
    at = 0
    while at < len(words):
        sizes = range(2, min(_TOGETHER, len(words) - at) + 1)
        size = next((size for size in sizes if says_a_need(" ".join(words[at : at + size]))), 0)
        if not size:
            yield words[at]
        at += size or 1


def _everyday(word: str) -> bool:
    folded = plain(word)
    lexicon = load_lexicon()
    return (
        folded in _fillers()
        or folded in lexicon.fillers
        or folded in ARTICLES
        or lexicon.zipf.get(folded, 0) >= EVERY_DAY
        or any(lexicon.zipf.get(part, 0) >= EVERY_DAY for part in folded.split("'")[1:])
    )


@cache
def _fillers() -> frozenset[str]:
    return frozenset(plain(word) for word in settings("agents")["fillers"].split())
