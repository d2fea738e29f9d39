"""The features and the linear model, without Rasa."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bot.nlu.features import Ngrams
from bot.nlu.intent_classifier import tempered
from bot.nlu.model import LinearModel, Rows

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
