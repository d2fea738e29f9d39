"""The small network of the safety model, without Rasa."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bot.nlu.layered import LayeredModel

# "Either, but not both": what a linear model cannot learn.
ROWS = np.tile(np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32), (1_000, 1))
LABELS = ["none", "danger", "danger", "none"] * 1_000


def _learnt() -> LayeredModel:
    return LayeredModel.fit(ROWS, LABELS, width=16, rounds=60, decay=0.0001)


def test_it_learns_what_depends_on_two_things_together() -> None:
    """A stranger alone, or a code alone, may mean nothing: together they do."""
    model = _learnt()
    found = [model.labels[index] for index in model.probabilities(ROWS[:4]).argmax(axis=1)]
    assert found == LABELS[:4]


def test_chances_sum_to_one_whatever_the_text() -> None:
    """Also far from the examples."""
    chances = _learnt().probabilities(np.array([[50.0, -50.0], [0.5, 0.5]], dtype=np.float32))
    assert np.allclose(chances.sum(axis=1), 1.0)


def test_saved_and_loaded_it_is_the_same(tmp_path: Path) -> None:
    """On disk it is numbers and names, nothing that runs."""
    model = _learnt()
    model.save(tmp_path)
    again = LayeredModel.load(tmp_path)
    assert again.labels == model.labels
    assert np.array_equal(again.probabilities(ROWS), model.probabilities(ROWS))
    np.load(tmp_path / "weights.npz", allow_pickle=False)


def test_two_trainings_on_the_same_examples_give_the_same_model() -> None:
    """A town that trains again must not get another answer."""
    assert np.array_equal(_learnt().weights[0], _learnt().weights[0])
