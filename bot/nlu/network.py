"""Classifiers that are small networks over the sentence encoder's numbers, its states and the signs (docs/adr/0012, 0013)."""

from __future__ import annotations

from abc import ABC
from collections.abc import Sequence
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.encoder import available
from bot.nlu.layered import LayeredModel
from bot.nlu.sentence_encoder import SENTENCE, STATES
from bot.nlu.sign_featurizer import SIGNS
from bot.nlu.signs import signs
from bot.nlu.trained import IntentLearner, TrainedClassifier, features_of, sentence_rows

SENTENCE_WEIGHT = 4.0  # the 512 numbers of a sentence have the length 1, its states the length 10
TOGETHER = 1_000  # examples
OPINION = "network's opinion"  # where the message keeps the chance of each intent


class NetworkClassifier(TrainedClassifier, ABC):
    """`width`: numbers in the hidden layer; `rounds`: passes over the examples; `decay`: the price of large weights."""

    kind = LayeredModel

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {"width": 192, "rounds": 10, "decay": 0.01}

    def _learn(self, examples: Sequence[Message], labels: Sequence[str], weights: np.ndarray) -> None:
        # scikit-learn's network takes no weights: an example that counts twice is there twice.
        times = np.repeat(np.arange(len(labels)), weights.astype(int)).tolist()
        super()._learn([examples[number] for number in times], [labels[number] for number in times], weights)

    def _fit(self, rows: np.ndarray, labels: Sequence[str], _weights: np.ndarray) -> LayeredModel:
        return LayeredModel.fit(rows, labels, **{name: self.config[name] for name in ("width", "rounds", "decay")})

    def _rows(self, messages: Sequence[Message]) -> np.ndarray:
        """The sentence encoder's numbers, where it is installed, and which signs are there."""
        if len(messages) <= TOGETHER:
            return _side_by_side(messages)
        # Written where they stay: put one under the other, half a gigabyte would be copied once more.
        rows = np.empty((len(messages), _side_by_side(messages[:1]).shape[1]), dtype=np.float32)
        for start in range(0, len(messages), TOGETHER):
            rows[start : start + TOGETHER] = _side_by_side(messages[start : start + TOGETHER])
        return rows


def _side_by_side(messages: Sequence[Message]) -> np.ndarray:
    sentence, states = (sentence_rows(messages, origin) for origin in (SENTENCE, STATES))
    found, there = features_of(messages, SIGNS), np.zeros((len(messages), len(signs().names)), dtype=np.float32)
    row, column = np.repeat(np.arange(len(messages)), np.diff(found.indptr)), found.indices
    signs_only = column < there.shape[1]  # the pairs come after them
    there[row[signs_only], column[signs_only]] = 1
    return np.hstack([sentence * SENTENCE_WEIGHT, states, there], dtype=np.float32)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentNetwork(IntentLearner, NetworkClassifier, IntentClassifier):
    """Writes its opinion of the intent on the message. Decides nothing: `IntentClassifier`, after it, weighs it with its own."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {**NetworkClassifier.get_default_config(), "everyday": 3}

    def train(self, training_data: TrainingData) -> Resource:
        """Learn, where the encoder is installed: without it, signs alone would be a poor opinion."""
        return super().train(training_data) if available() else self.resource

    def mark(self, message: Message, probabilities: dict[str, float]) -> None:
        """Write the chance of each intent."""
        opinion: dict[str, Any] = dict(probabilities)
        message.set(OPINION, opinion)
