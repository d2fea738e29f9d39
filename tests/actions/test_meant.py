"""Which of two towns is meant: the one refused never, the one of the person helped rather than of the writer."""

from __future__ import annotations

import pytest

from actions.meant import meant
from directory.places.resolve import Resolver
from directory.places.shared import shared_gazetteer

MEANT = [
    ("non pas Lens, Liévin", "Liévin (62)"),
    ("c'est pas Lens c'est Liévin", "Liévin (62)"),
    ("pas lens, lievin", "Liévin (62)"),
    ("je suis pas à Arras mais à Lens", "Lens (62)"),
    ("je n'habite plus Douai, j'habite Denain", "Denain (59)"),
    ("c'est pour ma mère à Arles, moi je suis à Lille", "Arles (13)"),
    ("j'habite Lille mais mon père vit à Arles", "Arles (13)"),
    ("un lieu pas loin de Lens", "Lens (62)"),
    ("je sais pas, vers Lens", "Lens (62)"),
]
UNTOUCHED = [
    "c'est pas grave",
    "plus tard",
    "plus près",
    "j'ai pas internet",
    "il est pas ouvert",
    "pour ma mère à Arles",
    "",
]


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    """The whole gazetteer."""
    return Resolver(shared_gazetteer())


@pytest.mark.parametrize(("text", "place"), MEANT)
def test_the_town_meant_is_kept(resolver: Resolver, text: str, place: str) -> None:
    """Once the other town is left out, the words resolve to the one meant."""
    resolution = resolver.resolve(meant(text, resolver.resolve))
    assert [candidate.label for candidate in resolution.candidates] == [place]


def test_a_town_refused_alone_leaves_none(resolver: Resolver) -> None:
    """ "Pas à Lens" names no town to search around."""
    assert resolver.resolve(meant("non, pas à Lens", resolver.resolve)).status == "none"


@pytest.mark.parametrize("text", UNTOUCHED)
def test_an_ordinary_no_refuses_no_town(resolver: Resolver, text: str) -> None:
    """A "pas" or a "plus" before an ordinary word takes nothing away."""
    assert meant(text, resolver.resolve) == text
