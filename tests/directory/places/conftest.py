"""One register for all the tests of places: it is read once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from directory.places.gazetteer import Gazetteer
from directory.places.resolve import Resolver
from directory.territories import load_territories

TERRITORIES = Path(__file__).parents[3] / "data" / "territories"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The register of data/places/."""
    return Gazetteer.load()


@pytest.fixture(scope="session")
def resolver_of(gazetteer: Gazetteer) -> Callable[..., Resolver]:
    """A resolver for a deployment: no territory, or those named."""
    known, made = load_territories(TERRITORIES), {}

    def build(*slugs: str) -> Resolver:
        if slugs not in made:
            others = tuple(known.values())
            made[slugs] = Resolver(gazetteer, [known[slug] for slug in slugs], others=others)
        return made[slugs]

    return build
