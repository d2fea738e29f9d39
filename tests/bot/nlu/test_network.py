"""The classifiers that are small networks, and the two opinions of an intent."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix

from bot.nlu import network
from bot.nlu.graph import sentence_features
from bot.nlu.intent_classifier import SUSPICION, IntentClassifier
from bot.nlu.layered import LayeredModel
from bot.nlu.network import OPINION, IntentNetwork
from bot.nlu.sentence_encoder import SENTENCE, STATES
from bot.nlu.sign_featurizer import SIGNS
from bot.nlu.signs import signs

NOWHERE = cast(Any, None)  # no storage, no resource: nothing is saved here


def _example(text: str, **intent: str) -> Message:
    return Message({"text": text, "intent": "greet", "metadata": {"intent": intent}})


def _classifier() -> IntentClassifier:
    return IntentClassifier({}, NOWHERE, NOWHERE)


def test_an_everyday_example_counts_more_than_one_written_for_safety() -> None:
    """Alarms and look-alikes are too many: they would drown what people ask every day."""
    component = IntentNetwork({"everyday": 2}, NOWHERE, NOWHERE)
    assert component.weight_of(_example("bonjour")) == 2
    assert component.weight_of(_example("bonjour", places="none")) == 2
    assert component.weight_of(_example("il me suit", **{"for": "safety"})) == 1


def test_an_example_that_counts_twice_is_learnt_from_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's network takes no weights."""
    learnt: list[Any] = []
    component = IntentNetwork({}, NOWHERE, NOWHERE)
    monkeypatch.setattr(component, "keep", lambda _model: None)
    monkeypatch.setattr(component, "_rows", lambda examples: [example.get("text") for example in examples])
    monkeypatch.setattr(LayeredModel, "fit", lambda rows, labels, **_options: learnt.append((rows, labels)))
    component._learn([_example("bonjour"), _example("au feu")], ["greet", "danger"], np.array([2.0, 1.0]))
    assert learnt == [(["bonjour", "bonjour", "au feu"], ["greet", "greet", "danger"])]


@pytest.mark.parametrize("together", [1, 2, 1_000])
def test_many_examples_have_the_rows_of_each(monkeypatch: pytest.MonkeyPatch, together: int) -> None:
    """They are written a thousand at once, where they stay."""
    monkeypatch.setattr(network, "TOGETHER", together)
    one, other = np.zeros((1, len(signs().names) + 5), np.float32), np.zeros((1, len(signs().names) + 5), np.float32)
    one[0, [1, len(signs().names)]], other[0, 2] = 0.4, 0.4
    examples = [
        Message({"text": "a"}, features=[sentence_features(table, "text", origin) for origin, table in features])
        for features in (
            [(SENTENCE, np.array([[1.0]])), (STATES, np.array([[2.0]])), (SIGNS, csr_matrix(one))],
            [(SENTENCE, np.array([[3.0]])), (STATES, np.array([[4.0]])), (SIGNS, csr_matrix(other))],
        )
    ]
    rows = IntentNetwork({}, NOWHERE, NOWHERE)._rows([*examples, examples[0]])
    assert rows.shape == (3, 2 + len(signs().names)) and rows.dtype == np.float32
    assert rows[:, :6].tolist() == [[4, 2, 0, 1, 0, 0], [12, 4, 0, 0, 1, 0], [4, 2, 0, 1, 0, 0]]
    assert rows[:, 6:].sum() == 0  # a pair is no sign


def test_without_the_encoder_there_is_no_second_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    """The signs alone would be a poor one; the linear model then decides alone."""
    monkeypatch.setattr(network, "available", lambda: False)
    component = IntentNetwork({}, NOWHERE, NOWHERE)
    component.train(TrainingData([_example("bonjour"), Message({"text": "merci", "intent": "thank"})]))
    assert component.model is None
    message = Message({"text": "bonjour"})
    _classifier().mark(message, {"greet": 0.8, "thank": 0.2})
    assert message.get("intent")["confidence"] == 0.8


def test_the_second_opinion_may_change_the_intent() -> None:
    """A doubtful linear model follows a sure network."""
    message = Message({"text": "zz"})
    message.set(OPINION, {"thank": 0.9, "greet": 0.1})
    _classifier().mark(message, {"greet": 0.55, "thank": 0.45})
    assert message.get("intent")["name"] == "thank"


def test_unknown_spelling_does_not_calm_a_suspicion() -> None:
    """Heavy texting makes an everyday intent doubtful; somebody in danger who writes so is not less in danger."""
    message = Message({"text": "i ma tapé", "language": "fr", "coverage": 0.1})
    _classifier().mark(message, {"violence": 0.9, "greet": 0.1})
    assert message.get("intent")["confidence"] < 0.3
    assert message.get(SUSPICION) == pytest.approx(0.9)
