"""Families of words that the safety model weighs together."""

from __future__ import annotations

import pytest

from bot.nlu.sign_featurizer import PAIRS, sign_rows
from bot.nlu.signs import signs, signs_of


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("il veut mon argent", "argent"),
        ("il ve mon fric", "argent"),
        ("on m’a volé", "pris"),
        ("jé été arnaké", "pris"),
        ("j'ai donné mon code", "donne"),
        ("زوجي يضربني", "coup"),
        ("муж меня избил", "coup"),
        ("un atelier le mardi", "apprendre"),
    ],
)
def test_a_family_is_known_by_its_words(text: str, sign: str) -> None:
    """Whole words, beginnings, expressions, sounds of texted words, other alphabets."""
    assert sign in signs_of(text)


def test_a_word_inside_another_is_no_sign() -> None:
    """ "code" is not in "encodage"; a town is no sign of anything."""
    assert not signs_of("encodage")
    assert not signs_of("Caudry")


def test_each_pair_of_signs_is_a_feature() -> None:
    """A stranger and a card say more together than apart."""
    alone = sign_rows(["carte bleue"], single=1.0, pair=1.0)
    together = sign_rows(["un inconnu demande ma carte bleue"], single=1.0, pair=1.0)
    assert together.nnz > alone.nnz
    assert together.shape == (1, len(signs().names) + PAIRS)


def test_a_text_without_signs_has_an_empty_row() -> None:
    """Nothing is invented."""
    assert sign_rows(["Caudry"], single=1.0, pair=1.0).nnz == 0


def test_no_text_has_no_row() -> None:
    """An empty message adds nothing, and does not fail."""
    assert sign_rows([], single=1.0, pair=1.0).shape[0] == 0
