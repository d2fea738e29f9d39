"""The place of a one-box query: the plain reading first, the words of the need left out, then the thorough reading."""

from __future__ import annotations

import pytest

from directory.lookup_place import resolve_query, says_a_need, without_needs
from directory.places.gazetteer import Gazetteer
from directory.places.resolve import Resolver


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    """The resolver of a deployment without territories."""
    return Resolver(Gazetteer.load())


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("sr sam pmr 62400", "Béthune (62)"),
        ("caudry impots handicap samedi", "Caudry (59)"),
        ("impots arras demain mat", "Arras (62)"),
        ("cambray cn", "Cambrai (59)"),
        ("imprimer 15km lens", "Lens (62)"),
    ],
)
def test_the_place_among_other_words(resolver: Resolver, typed: str, label: str) -> None:
    """Found whatever stands around it."""
    assert resolve_query(resolver, typed).candidates[0].label == label


def test_no_place(resolver: Resolver) -> None:
    """Words of need only: no place is invented."""
    assert resolve_query(resolver, "sr pmr sam cv").status in ("none", "unknown")


def test_words_of_need() -> None:
    """A word alone says a need, or not."""
    assert without_needs("62400 beth sr sam") == "62400 beth"
    assert [word for word in ("sam", "pmr", "caudry", "15km") if says_a_need(word)] == ["sam", "pmr", "15km"]
