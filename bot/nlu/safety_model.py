"""Is it an alarm, and which: a small network of its own, that weighs seven protocols against "none" (why: docs/adr/0012)."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.network import NetworkClassifier
from bot.nlu.protocols import SAFETY

NONE = "none"
ALARM = "alarm"  # where the message keeps what was recognised


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SafetyClassifier(NetworkClassifier, IntentClassifier):
    """Writes `alarm` on the message: the chance of each protocol. Decides nothing: `SafetyAndCommands` does."""

    reads_excerpts = True

    def label_of(self, example: Message) -> str | None:
        """The example's protocol; every other intent is "none"."""
        intent = example.get(INTENT)
        return intent if intent in SAFETY else NONE if intent else None

    def mark(self, message: Message, probabilities: dict[str, float]) -> None:
        """Write the chance of each protocol, the likeliest first."""
        chances: dict[str, Any] = {name: value for name, value in probabilities.items() if name != NONE}
        message.set(ALARM, chances)
