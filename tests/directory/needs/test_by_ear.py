"""Needs written as they sound, and never a need where there is none."""

from __future__ import annotations

import pytest

from directory.needs.heard import heard
from directory.needs.services import read_services


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("ma cart vital", "Aide aux démarches administratives"),
        ("besoin dimprime", "Accès internet et matériel informatique"),
        ("watsap", "Maîtrise des outils numériques du quotidien"),
        ("pronot", "Parentalité et éducation avec le numérique"),
    ],
)
def test_a_need_is_known_by_its_sound(text: str, service: str) -> None:
    """A word that nobody spells so is read as the word it sounds like, with its d' or its l'."""
    assert read_services(text) == (service,)


@pytest.mark.parametrize("text", ["bonjour", "et le samedi", "leur numero", "a cambrai", "ma cousine", "au revoir"])
def test_ordinary_words_ask_for_nothing(text: str) -> None:
    """Sounding alike is not enough to invent a need."""
    assert read_services(text) == ()


def test_words_well_written_stay() -> None:
    """A word that the list knows is itself."""
    assert heard("imprimer un mail") == "imprimer un mail"
