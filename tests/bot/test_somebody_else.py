"""A search that turns out to be for somebody else goes on where it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Say = Callable[..., list[dict]]


@pytest.mark.parametrize("detail", ["pour ma mère", "c'est pour mon voisin", "pour une amie"])
def test_for_whom_it_is_keeps_the_town(say: Say, detail: str) -> None:
    """The town is known: it is neither asked again nor forgotten."""
    say("je cherche de l'aide à Caudry")
    answer = say(detail)[-1]
    assert answer["kind"] == "places"
    assert answer["understood"]["place"]["insee"] == "59139"


def test_without_a_town_it_is_asked(say: Say) -> None:
    """For whom it is does not say where."""
    assert say("pour ma mère")[-1]["kind"] == "ask_place"
