"""The phrases of data/dialogue/ are all readable, and each door has its sentence."""

from __future__ import annotations

import pytest

from actions.heard import groups, heard, hears, only_says, turns
from directory.wiring import Directory


def test_every_phrase_can_be_read() -> None:
    """An editor's slip in a phrase is found here, not in a conversation."""
    assert turns() and set(groups()) == {"let_go_names", "details", "doors"}


def test_every_door_has_its_sentence(house: Directory) -> None:
    """A subject without its sentence would silence the assistant."""
    doors = {f"door_{name}" for name in (*groups()["doors"], "other")}
    assert doors | {"door_file_where"} <= set(house.texts.names())


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("où en est mon dossier caf ?", "file"),
        ("j'ai mal au dos", "medical"),
        ("mon propriétaire veut m'expulser", "housing"),
        ("je veux divorcer, il faut un avocat ?", "legal"),
        ("quel temps fera-t-il demain", "weather"),
        ("qui va gagner les élections", "politics"),
    ],
)
def test_the_right_door(text: str, door: str) -> None:
    """The first door whose words are there."""
    assert heard("doors", text)[0] == door


def test_a_nod_is_nothing_but_a_nod() -> None:
    """ "Ok" asks for nothing; "ok, et à Lens" does."""
    assert only_says("acknowledged", "ok") and only_says("acknowledged", "D'accord !")
    assert not only_says("acknowledged", "ok et à Lens") and not only_says("acknowledged", "oui")


@pytest.mark.parametrize("text", ["le numéro 2", "le 2", "la deuxième"])
def test_a_rank_alone_asks_for_no_detail(text: str) -> None:
    """ "Le numéro 2" is the second site, not its phone."""
    assert heard("details", text) == [] and not hears("same_again", text)
