"""The place of a one-box query, quickly enough for every keystroke.

The resolver, told to expect a place, tries the whole text as a misspelt town: right for an answer to "où ?", slow for
"caudry impots samedi". Here the cheap readings come first: a place that stands plainly in the text, then what is left of
the text without the words of the need; the thorough reading only when both fail.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from directory.needs.read import Wanted, read_needs
from directory.places.resolve import Resolver
from directory.places.results import Resolution

_AREAS = frozenset({"departement", "region"})
# Any moment will do: what is asked is whether a word says a need, not which day it means.
_SOME_DAY = datetime(2026, 1, 5, 12, tzinfo=UTC)


def resolve_query(resolver: Resolver, text: str) -> Resolution:
    """The place of a query typed in one box, by an agent or a programme."""
    plainly = resolver.resolve(text)
    if _sure(plainly):
        return plainly
    rest = without_needs(text)
    if rest and rest != text:
        alone = resolver.resolve(rest, expecting_place=True)
        if _sure(alone):
            return alone
    return resolver.resolve(text, expecting_place=True)


def without_needs(text: str) -> str:
    """`text` without the words that, alone, say a need, a day or a number: "62400 beth sr sam" → "62400 beth"."""
    return " ".join(word for word in text.split() if not says_a_need(word.strip(",;.:+()")))


@lru_cache(maxsize=4096)
def says_a_need(word: str) -> bool:
    """Whether this word alone says something that the directory can search by."""
    return read_needs(word, _SOME_DAY, agent=True) != Wanted()


def _sure(resolution: Resolution) -> bool:
    return resolution.status == "found" and resolution.candidates[0].precision not in _AREAS
