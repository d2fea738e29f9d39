"""Words that sound alike."""

from __future__ import annotations

import pytest

from directory.writing.sound import sound


@pytest.mark.parametrize(
    ("one", "other"),
    [("kel eur", "quelle heure"), ("robo", "robot"), ("komprend", "comprend"), ("otre", "autre"), ("fone", "phone")],
)
def test_phonetic_spellings_meet(one: str, other: str) -> None:
    """What is written by ear sounds like what is written by the book."""
    assert sound(one) == sound(other)
