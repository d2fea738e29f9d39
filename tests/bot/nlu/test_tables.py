"""The features of the examples, kept in one table while they are learnt."""

from __future__ import annotations

import numpy as np
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix

from bot.nlu import trained
from bot.nlu.graph import sentence_features
from bot.nlu.tables import Tables
from bot.nlu.trained import beneath, beside, features_of, sentence_rows

ROWS = np.array([[0, 2, 0], [0, 0, 0], [1, 0, 3]], dtype=np.float32)


def test_each_text_has_its_row_whatever_the_order() -> None:
    """A classifier learns from some of the examples, or from some of them twice."""
    for table in (ROWS, csr_matrix(ROWS)):
        tables = Tables()
        tables.keep("one", ["a", "b", "c"], table)
        assert tables.rows("one", ["a", "b", "c"]) is table
        found = tables.rows("one", ["c", "a", "c"])
        assert (found.toarray() if table is not ROWS else found).tolist() == [[1, 0, 3], [0, 2, 0], [1, 0, 3]]


def test_a_text_that_was_not_kept_has_no_row() -> None:
    """A message is no example; and one featurizer's table is not another's."""
    tables = Tables()
    tables.keep("one", ["a", "b", "c"], ROWS)
    assert tables.rows("one", ["a", "z"]) is None
    assert tables.rows("other", ["a"]) is None
    assert tables.rows("one", []) is None


def test_a_new_training_replaces_the_table() -> None:
    """Numbers of another training would be wrong without a word."""
    tables = Tables()
    tables.keep("one", ["a", "b", "c"], ROWS)
    tables.keep("one", ["b"], ROWS[2:])
    assert tables.rows("one", ["b"]).tolist() == [[1, 0, 3]]
    assert tables.rows("one", ["a"]) is None


def test_a_message_has_its_features_with_it(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Even when it is an example of the table, word for word: its own are those of the model that reads it."""
    tables = Tables()
    tables.keep("one", ["a", "b", "c"], csr_matrix(ROWS))
    tables.keep("dense", ["a", "b", "c"], ROWS)
    monkeypatch.setattr(trained, "tables", tables)
    message = Message({"text": "a"}, features=[sentence_features(csr_matrix(ROWS[2:]), "text", "one")])
    assert features_of([message], "one").toarray().tolist() == [[1, 0, 3]]
    assert features_of([Message({"text": "a"})], "one").toarray().tolist() == [[0, 2, 0]]
    assert sentence_rows([Message({"text": "c"}), Message({"text": "a"})], "dense").tolist() == [[1, 0, 3], [0, 2, 0]]
    assert sentence_rows([Message({"text": "z"})], "dense").shape == (1, 0)


def test_quick_stacking_gives_what_scipy_gives() -> None:
    """A message has one row of each origin, and up to two excerpts."""
    one, other = csr_matrix(ROWS[:1]), csr_matrix(ROWS[2:])
    assert beneath([one, other]).toarray().tolist() == ROWS[[0, 2]].tolist()
    assert beside([one, other]).toarray().tolist() == [[0, 2, 0, 1, 0, 3]]
    assert beside([csr_matrix(ROWS), csr_matrix(ROWS)]).toarray().tolist() == np.hstack([ROWS, ROWS]).tolist()
