"""Which intent: a calibrated linear model over n-grams and the sentence encoder (why: docs/adr/0006)."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.trained import TrainedClassifier

RANKED = 10
# Below this share of known letter groups, the words are not ours (gibberish, an unknown language): be less sure.
FAMILIAR = 0.55


def tempered(probabilities: dict[str, float], coverage: float) -> list[dict[str, float | str]]:
    """The likeliest intents, less sure when the message is made of unknown letters."""
    doubt = min(1.0, coverage / FAMILIAR)
    return [{"name": name, "confidence": value * doubt} for name, value in list(probabilities.items())[:RANKED]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(TrainedClassifier, RasaIntentClassifier):
    """Sets `intent` and `intent_ranking`."""

    def label_of(self, example: Message) -> str | None:
        """The example's intent, without its sub-intent."""
        intent = example.get(INTENT)
        return str(intent) if intent else None

    def mark(self, message: Message, probabilities: dict[str, float]) -> None:
        """Write the likeliest intents."""
        french = message.get("language", "fr") == "fr"
        ranking = tempered(probabilities, message.get("coverage", 1.0) if french else 1.0)
        message.set("intent", ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
