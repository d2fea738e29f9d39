"""The words of the one box that say no need: what may be a town, and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, lru_cache

from directory.needs.read import Wanted, read_needs
from directory.needs.rules import settings
from directory.needs.spelling import begins_vocabulary, is_vocabulary
from directory.places.lexicon import load_lexicon
from directory.places.words import ARTICLES
from directory.writing.fold import plain

# Any moment will do: what is asked is whether a word says a need, not which day it means.
_SOME_DAY = datetime(2026, 1, 5, 12, tzinfo=UTC)
# "vitrolles/fs/caf" is three words; "s/ mer" and "ss/bois" belong together.
_SEPARATORS = re.compile(r"(?<!\bs)(?<!\bss)(?:(?<!\d)[/,;+|](?=\S)|[/,;+|](?=[^\d\s]))", re.IGNORECASE)
_EDGES = ",;.:+()!?/«»\"'→<>=-"
_NUMBER = re.compile(r"\D*\d{5}\D*|\d{1,2}(?:er?|eme)|[\d\W_]*\d[\d\W_]*|2[ABab]|[nN]?\W*")
EVERY_DAY = 46  # zipf × 10: an ordinary word of a sentence is not worth telling


def without_needs(text: str) -> str:
    """`text` without the words that, alone, say a need, a day or a number: "62400 beth sr sam" → "62400 beth"."""
    words = _SEPARATORS.sub(" ", text).split()
    return " ".join(word for word in words if not says_a_need(word.strip(_EDGES)))


def without_phrases(text: str) -> str:
    """`text` without what says a need in one word or several ("titre de séjour", "3 lieux"), nor what stands around a name."""
    # A full stop stays: it says that "beth." is shortened.
    words = [word.strip(_EDGES.replace(".", "")).lstrip(".") for word in _SEPARATORS.sub(" ", text).split()]
    kept = _apart([word for word in words if word.strip(_EDGES)])
    return " ".join(word for word in kept if plain(word.strip(_EDGES)) not in _fillers())


def says_a_need(words: str) -> bool:
    """Whether these words alone say something that the directory can search by."""
    return _asked(words) != Wanted()


@lru_cache(maxsize=8192)
def _asked(text: str) -> Wanted:
    # Which one of a list is not asked here.
    return replace(read_needs(text, _SOME_DAY, agent=True), words=(), ordinal=None)


def unread(text: str, spans: Iterable[str]) -> tuple[str, ...]:
    """The words of `text` that say nothing known: no need even with others, no place (`spans`), no number, nothing usual."""
    for span in filter(None, spans):
        text = blank(text, span)
    bare = (word.strip(_EDGES) for word in without_needs(text).split())
    strange = dict.fromkeys(word for word in bare if not _NUMBER.fullmatch(word) and not _everyday(word))
    if typing := _being_typed(text):
        strange.pop(typing, None)
    apart = {word.strip(_EDGES) for word in without_phrases(text).split()} if strange else set()
    return tuple(word for word in strange if len(word) > 1 and word in apart)


def _being_typed(text: str) -> str:
    """The last word, when nothing follows it yet and it may still become a word that says a need: "sen"."""
    last = re.split(r"[\s/,;+|]", text)[-1]
    return last if last and begins_vocabulary(plain(last)) else ""


def blank(text: str, words: str) -> str:
    """`text` with `words` taken out where they stand whole: "eu" is not the end of "lieu"."""
    return re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", " ; ", text)


def _apart(words: list[str]) -> Iterator[str]:
    """The words that say no need, alone or with the next ones: "ss" of "ss rdv" goes, "mer" of "sur mer" stays."""
    at = 0
    while at < len(words):
        size = next((size for size in (2, 3) if _together(words[at : at + size], size)), 1)
        together = " ".join(words[at : at + size])
        if not says_a_need(together):
            yield together
        at += size


def _together(words: list[str], size: int) -> bool:
    """Whether words mean together what none means alone: "ss rdv", "ordi pas cher"; in "sur mer", that they mean nothing."""
    if len(words) < size:
        return False
    whole, first, others, before = (_asked(" ".join(part)) for part in (words, words[:1], words[1:], words[:-1]))
    if size > 2 and (whole == before or says_a_need(words[-1])):
        return False  # the last word adds nothing, or speaks for itself: "top 5 arras", "top 5 ordi"
    if first == Wanted():
        return whole != others
    return others == Wanted() and whole not in (first, others)


def _everyday(word: str) -> bool:
    folded = plain(word)
    lexicon = load_lexicon()
    return (
        folded in _fillers()
        or is_vocabulary(folded)
        or folded in lexicon.fillers
        or folded in ARTICLES
        or lexicon.zipf.get(folded, 0) >= EVERY_DAY
        or any(lexicon.zipf.get(part, 0) >= EVERY_DAY for part in folded.split("'")[1:])
    )


@cache
def _fillers() -> frozenset[str]:
    return frozenset(plain(word) for word in settings("agents")["fillers"].split())
