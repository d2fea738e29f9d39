"""Which intent: a linear model over n-grams and the sentence encoder, and the opinion of a network (docs/adr/0006, 0013)."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.network import OPINION
from bot.nlu.protocols import SAFETY
from bot.nlu.trained import IntentLearner

RANKED = 10
SUSPICION = "suspicion"  # where the message keeps the linear model's chance of an alarm
# Below this share of known letter groups, the words are not ours (gibberish, an unknown language): be less sure.
FAMILIAR = 0.7


def tempered(probabilities: dict[str, float], coverage: float) -> list[dict[str, float | str]]:
    """The likeliest intents, less sure when the message is made of unknown letters."""
    doubt = min(1.0, coverage / FAMILIAR)
    return [{"name": name, "confidence": value * doubt} for name, value in list(probabilities.items())[:RANKED]]


def together(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    """Two opinions, each summing to 1: their mean, the likeliest first. They are sure together, or not sure."""
    mean = {name: (one.get(name, 0.0) + other.get(name, 0.0)) / 2 for name in {**one, **other}}
    return dict(sorted(mean.items(), key=lambda item: -item[1]))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(IntentLearner, RasaIntentClassifier):
    """Sets `intent` and `intent_ranking`; of an excerpt, only the suspicion is of use."""

    reads_excerpts = True

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {**IntentLearner.get_default_config(), "everyday": 1.0}

    def mark(self, message: Message, probabilities: dict[str, float]) -> None:
        """Write the likeliest intents, and how much an alarm is suspected, whatever the spelling."""
        message.set(SUSPICION, sum(probabilities.get(name, 0.0) for name in SAFETY))
        probabilities = together(probabilities, message.get(OPINION) or probabilities)
        french = message.get("language", "fr") == "fr"
        ranking = tempered(probabilities, message.get("coverage", 1.0) if french else 1.0)
        message.set("intent", ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
