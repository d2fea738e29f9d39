"""Slips of the keyboard in the one box: put right when one word only is near, left alone otherwise."""

from __future__ import annotations

import pytest

from directory.needs.spelling import respell


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sernior", "senior"),
        ("fauteil", "fauteuil"),
        ("inpots", "impots"),
        ("tablete", "tablette"),
        ("Vednredi", "vendredi"),
    ],
)
def test_put_right(typed: str, meant: str) -> None:
    """One fault in a word, two in a long one; the first letter is right."""
    known = respell(typed)
    assert known is not None
    assert known.rstrip("es") == meant.rstrip("es")


@pytest.mark.parametrize("typed", ["zorg", "xyzzy", "caudry", "tenior", "sr", "h2o", "moustique"])
def test_left_alone(typed: str) -> None:
    """Too short, too far, or beginning otherwise: nothing is guessed."""
    assert respell(typed) is None
