"""Is it an alarm, and which: a small network of its own, that weighs seven protocols against "none" (why: docs/adr/0012)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.layered import LayeredModel
from bot.nlu.protocols import SAFETY
from bot.nlu.sentence_encoder import SENTENCE, STATES
from bot.nlu.sign_featurizer import SIGNS
from bot.nlu.signs import signs
from bot.nlu.trained import TrainedClassifier, features_of, sentence_rows

NONE = "none"
ALARM = "alarm"  # where the message keeps what was recognised
SENTENCE_WEIGHT = 4.0  # the 512 numbers of a sentence have the length 1, its states the length 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SafetyClassifier(TrainedClassifier, IntentClassifier):
    """Writes `alarm` on the message: the chance of each protocol. Decides nothing: `SafetyAndCommands` does."""

    kind = LayeredModel

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`width`: numbers in the hidden layer; `rounds`: passes over the examples; `decay`: the price of large weights."""
        return {"width": 192, "rounds": 10, "decay": 0.01}

    def label_of(self, example: Message) -> str | None:
        """The example's protocol; every other intent is "none"."""
        intent = example.get(INTENT)
        return intent if intent in SAFETY else NONE if intent else None

    def mark(self, message: Message, probabilities: dict[str, float]) -> None:
        """Write the chance of each protocol, the likeliest first."""
        chances: dict[str, Any] = {name: value for name, value in probabilities.items() if name != NONE}
        message.set(ALARM, chances)

    def _fit(self, rows: np.ndarray, labels: Sequence[str], weights: np.ndarray) -> LayeredModel:
        return LayeredModel.fit(rows, labels, **{name: self.config[name] for name in ("width", "rounds", "decay")})

    def _rows(self, messages: Sequence[Message]) -> np.ndarray:
        """The sentence encoder's numbers, where it is installed, and which signs are there."""
        sentence, states = (sentence_rows(messages, origin) for origin in (SENTENCE, STATES))
        here = np.sign(features_of(messages, SIGNS)[:, : len(signs().names)].toarray())
        return np.hstack([sentence * SENTENCE_WEIGHT, states, here], dtype=np.float32)
