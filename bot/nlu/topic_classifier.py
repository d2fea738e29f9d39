"""Which fact card: the cards' own aliases first, then what the examples whose `metadata` names a topic taught."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.examples import metadata_of
from bot.nlu.graph import add_entities, entity, text_of
from bot.nlu.trained import TrainedClassifier
from directory.facts.cards import Cards
from directory.settings import ROOT

# Intents whose answer is a card: elsewhere a topic would only mislead.
EXPLAINING = frozenset(
    (
        "explain_scheme compare_schemes network_trouble password_trouble become_counsellor host_counsellor donate_equipment "
        "ask_documents ask_eligibility do_procedure out_of_scope"
    ).split()
)


@lru_cache(maxsize=1)
def cards(folder: Path = ROOT / "data" / "facts") -> Cards:
    """The cards, read at the first question."""
    return Cards.load(folder)


def topics_said(text: str) -> list[str]:
    """The slugs of the cards whose names stand in `text`, the longest name first."""
    return [card.slug for card in cards().find(text)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(TrainedClassifier, IntentClassifier):
    """Adds `topic` entities, the best first. `threshold`: least probability of a topic that is not named."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {**TrainedClassifier.get_default_config(), "threshold": 0.35}

    def label_of(self, example: Message) -> str | None:
        """The topic that the example's `metadata` names."""
        topic = metadata_of(example).get("topic")
        return str(topic) if topic else None

    def mark(self, message: Message, probabilities: dict[str, float]) -> None:
        """Add the topics named, else the one recognised."""
        text = text_of(message)
        found = [(slug, 1.0) for slug in topics_said(text)]
        slug, confidence = next(iter(probabilities.items()))
        if not found and _explains(message) and confidence >= self.config["threshold"]:
            found = [(slug, confidence)]
        name = type(self).__name__
        add_entities(message, [entity("topic", slug, 0, len(text), name, sure) for slug, sure in found])


def _explains(message: Message) -> bool:
    return (message.get("intent") or {}).get("name") in EXPLAINING
