"""The features and the linear model, without Rasa."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bot.nlu import model as linear
from bot.nlu.features import Ngrams
from bot.nlu.intent_classifier import tempered, together
from bot.nlu.model import LinearModel, Problem, Rows

TEXTS = [
    "je cherche un ordinateur",
    "ou trouver un ordinateur",
    "merci beaucoup",
    "grand merci",
    "quel est le numero",
    "leur numero",
]
LABELS = ["find", "find", "thank", "thank", "phone", "phone"]


def _rows(ngrams: Ngrams, texts: list[str]) -> Rows:
    return Rows(ngrams.transform(texts), np.zeros((len(texts), 0), dtype=np.float32))


def _learnt() -> tuple[Ngrams, LinearModel]:
    ngrams = Ngrams.fit(TEXTS, letters=500)
    return ngrams, LinearModel.fit(_rows(ngrams, TEXTS), LABELS, strength=30.0, rounds=50, temperature=1.0)


def test_unseen_words_near_the_examples_are_recognised() -> None:
    """A misspelt sentence falls where its neighbours are; chances sum to 1."""
    ngrams, model = _learnt()
    chances = model.probabilities(_rows(ngrams, ["mersi boku"]))
    assert model.labels[int(chances.argmax())] == "thank"
    assert np.isclose(chances.sum(), 1.0)


def test_saved_and_loaded_is_the_same(tmp_path: Path) -> None:
    """A model is numbers and names on disk, nothing that runs."""
    ngrams, model = _learnt()
    ngrams.save(tmp_path)
    model.save(tmp_path)
    again, rows = LinearModel.load(tmp_path), _rows(Ngrams.load(tmp_path), ["leur numero svp"])
    assert np.allclose(again.probabilities(rows), model.probabilities(_rows(ngrams, ["leur numero svp"])))


def test_gibberish_is_covered_by_nothing() -> None:
    """The share of known letter groups tells words from keyboard noise, and lowers the confidence."""
    ngrams, _ = _learnt()
    assert ngrams.coverage("ordinateur") > 0.5 > ngrams.coverage("xqzwk vbnfg")
    assert ngrams.coverage("… ?!") == 0.0
    assert tempered({"find": 0.9}, 0.0)[0]["confidence"] == 0.0


def test_a_higher_temperature_is_less_sure() -> None:
    """Calibration changes how sure, never which."""
    ngrams, model = _learnt()
    warm = LinearModel(model.labels, model.weights, model.bias, temperature=3.0)
    cold_chance, warm_chance = (one.probabilities(_rows(ngrams, ["merci"])) for one in (model, warm))
    assert warm_chance.max() < cold_chance.max()
    assert warm_chance.argmax() == cold_chance.argmax()


def test_an_example_that_counts_more_is_followed_more() -> None:
    """The everyday examples are not drowned by thousands of alarms."""
    ngrams = Ngrams.fit(TEXTS, letters=500)
    texts, labels = ["leur numero", "leur numero"], ["phone", "thank"]
    for weights, label in ((np.array([5.0, 1.0]), "phone"), (np.array([1.0, 5.0]), "thank")):
        model = LinearModel.fit(
            _rows(ngrams, texts), labels, strength=30.0, rounds=50, temperature=1.0, weights=weights
        )
        assert model.labels[int(model.probabilities(_rows(ngrams, ["leur numero"])).argmax())] == label


def _uneven() -> tuple[Rows, np.ndarray]:
    """Texts whose columns are of very different sizes, as n-grams beside the encoder's numbers are."""
    chosen = np.random.default_rng(0)
    classes = chosen.integers(0, 3, 300)
    sparse = (chosen.random((300, 40)) < 0.1 + 0.2 * (classes[:, None] == np.arange(40) % 3)).astype(np.float32)
    dense = chosen.normal(size=(300, 6)).astype(np.float32) * 20
    return Rows(csr_matrix(sparse * 0.1), dense), classes


def test_scaled_columns_have_the_right_slope() -> None:
    """The way downhill is the loss's own: compared with small steps along some weights."""
    rows, classes = _uneven()
    problem = Problem(rows, classes, 3, 30.0)
    point = np.random.default_rng(1).normal(size=problem.size) * 0.01
    _, slope = problem.loss(point)
    for place in (0, 50, 119, 130, problem.size - 1):
        step = np.zeros(problem.size)
        step[place] = 0.02
        measured = (problem.loss(point + step)[0] - problem.loss(point - step)[0]) / 0.04
        assert np.isclose(measured, slope[place], rtol=0.05, atol=0.05)


def test_scaling_the_columns_does_not_change_what_they_mean() -> None:
    """The weights found give columns, as they came, the scores that the scaled ones had."""
    rows, classes = _uneven()
    problem = Problem(rows, classes, 3, 30.0)
    point = np.random.default_rng(2).normal(size=problem.size)
    weights, bias = problem.solution(point)
    scaled, scaled_bias = problem.split(point)
    assert np.allclose(
        rows.times(weights) + bias, problem.rows.times(scaled) + scaled_bias * problem.scale[-1], rtol=1e-3, atol=1e-2
    )


def _lost(rounds: int) -> float:
    """How wrong the model still is after some rounds."""
    rows, classes = _uneven()
    problem = Problem(rows, classes, 3, 30.0)
    found = minimize(problem.loss, np.zeros(problem.size), jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    return float(found.fun)


def test_with_scaled_columns_half_the_rounds_lead_further(monkeypatch: pytest.MonkeyPatch) -> None:
    """Large columns beside small ones do not hold the learning back; without a curve, nothing is scaled."""
    half = _lost(8)
    monkeypatch.setattr(linear, "CURVE", 0.0)
    assert half < _lost(16)


def test_two_opinions_are_sure_only_together() -> None:
    """The mean, the likeliest first, and still summing to 1."""
    both = together({"greet": 0.9, "thank": 0.1}, {"thank": 0.6, "greet": 0.4})
    assert list(both) == ["greet", "thank"]
    assert np.isclose(both["greet"], 0.65) and np.isclose(sum(both.values()), 1.0)


def test_a_message_alone_is_scored_as_among_many() -> None:
    """One row is multiplied in a quicker way; a row without any n-gram too."""
    rows = Rows(
        csr_matrix(np.array([[0, 2, 0], [0, 0, 0]], dtype=np.float32)), np.array([[1.0], [3.0]], dtype=np.float32)
    )
    weights = np.arange(8, dtype=np.float32).reshape(4, 2)
    for number in range(2):
        one = Rows(rows.sparse[number], rows.dense[number : number + 1])
        assert one.times(weights).tolist() == rows.times(weights)[number : number + 1].tolist()


def test_nothing_is_learnt_of_a_column_that_no_text_has() -> None:
    """Its weights are zero, and the others those that would be learnt without it."""
    table, dense = csr_matrix(np.eye(2, dtype=np.float32).repeat(3, axis=0)), np.zeros((6, 0), dtype=np.float32)
    wider = csr_matrix((table.data, table.indices * 2, table.indptr), shape=(6, 4))
    options = {"strength": 30.0, "rounds": 20, "temperature": 1.0}
    narrow = LinearModel.fit(Rows(table, dense), ["a"] * 3 + ["b"] * 3, **options)
    wide = LinearModel.fit(Rows(wider, dense), ["a"] * 3 + ["b"] * 3, **options)
    assert wide.weights[[1, 3]].any() == 0
    assert np.allclose(wide.weights[[0, 2]], narrow.weights)
    assert np.abs(narrow.weights).min() > 0
