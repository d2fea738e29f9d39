"""The place of a sentence, by the same resolver as the search: never trusted to the model."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.graph import Component, add_entities, entity, text_of
from directory.places.resolve import Resolver
from directory.places.shared import shared_gazetteer


@lru_cache(maxsize=1)
def resolver() -> Resolver:
    """The resolver, built at the first sentence."""
    return Resolver(shared_gazetteer())


def place_span(text: str) -> tuple[int, int] | None:
    """Where `text` names a place, or None."""
    span = resolver().resolve(text).span
    start = text.find(span) if span else -1
    return (start, start + len(span)) if span and start >= 0 else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlaceExtractor(Component, EntityExtractorMixin):
    """Adds one `place` entity, as written. Comes first: the n-grams hide it from the intent model."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {}

    def process(self, messages: list[Message]) -> list[Message]:
        """Find the place of each message."""
        for message in messages:
            text = text_of(message)
            span = place_span(text) if text else None
            if span:
                add_entities(message, [entity("place", text[slice(*span)], *span, "PlaceExtractor")])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing: the examples say themselves where their places are."""
        return training_data
