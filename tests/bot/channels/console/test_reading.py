"""Chips: each says what was read, gives itself again, and takes its own words away."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.console.box import Box
from bot.channels.console.chips import canonical, chips, facts, vocabulary
from bot.channels.console.remove import without
from bot.channels.console.view import messages

QUERIES = [
    "62400 beth sr sam pmr",
    "dispo autour 59400 15km FS+CN",
    "caudry impots handicap samedi matin",
    "parle pas francais arras après 18h cn",
    "10 rue victor hugo arras imprimer demain",
    "les trois premiers lieux gratuits à Bertry",
]


@pytest.fixture
def box(house: Any) -> Box:
    """The box on the example directory."""
    return Box(house)


@pytest.mark.parametrize("value", list(vocabulary()["values"]))
def test_a_chip_word_gives_the_chip_again(box: Box, value: str) -> None:
    """The address of the page is made of words that are read back as the same values."""
    word = vocabulary()["values"][value]["word"]
    read = dict.fromkeys(found for _, found in facts(box.read(f"Caudry (59), {word}")))
    twin = {"remote": "À distance"}.get(value, value)
    assert "Caudry (59)" in read
    assert twin in read


@pytest.mark.parametrize("query", QUERIES)
def test_the_address_holds_what_was_understood(box: Box, query: str) -> None:
    """Read again, the canonical text says the same, and is its own canonical text."""
    reading = box.read(query)
    text = canonical(reading)
    assert set(facts(box.read(text))) >= set(facts(reading)) - {("place", "")}
    assert canonical(box.read(text)) == text


@pytest.mark.parametrize("query", QUERIES)
def test_removing_a_chip_takes_its_words_only(box: Box, query: str) -> None:
    """Without its words a fact is gone; no fact appears that was not there."""
    every = set(facts(box.read(query)))
    for fact in every:
        rest = without(query, fact, lambda text: set(facts(box.read(text))))
        left = set(facts(box.read(rest)))
        assert fact not in left
        assert left - every == set() or fact[0] == "place"


def test_nobody_stands_in_the_address(box: Box) -> None:
    """Names, numbers, streets typed by the agent are not in the canonical text."""
    text = canonical(box.read("mme Durand 0612345678 12 rue des Lilas 62000 arras impots, Mme née en 1950"))
    assert not any(word in text.lower() for word in ("durand", "0612345678", "lilas", "1950"))
    assert "Arras" in text


def test_what_was_not_understood_is_said(box: Box) -> None:
    """An unknown word stands above the list, never in a chip nor in the address; a known one is not told."""
    answered = box.answer("62400 sr zorg")
    assert "Pas compris : zorg." in messages(answered)
    assert "zorg" not in canonical(answered.reading)
    assert not any(line.startswith("Pas compris") for line in messages(box.answer("62400 sr titre séjour")))


def test_same_need_elsewhere(box: Box) -> None:
    """ "mm chose pr 62000" keeps the need of the search before, and changes the place."""
    before = canonical(box.read("59400 sr sam pmr"))
    answered = box.answer("mm chose pr 62000", before)
    assert answered.reading.candidate is not None
    assert answered.reading.candidate.label == "Arras (62)"
    assert answered.reading.wanted.publics == ("Seniors",)
    assert answered.reading.wanted.when is not None


def test_names_are_found(box: Box) -> None:
    """ "fiche …" finds sites by their name; so do words that say nothing else."""
    for text in ("fiche walincourt", "Walincourt-Selvigny itinérant bus numérique"):
        assert any("Walincourt" in one.found.site.nom for one in box.answer(text).listed), text


def test_the_chips_name_their_kind(box: Box) -> None:
    """A chip says what it is about and what was read."""
    assert [(chip.title, chip.label) for chip in chips(box.read("62400 sr sam"))] == [
        ("Lieu", "Béthune (62)"),
        ("Public", "seniors"),
        ("Jour", "samedi"),
    ]
