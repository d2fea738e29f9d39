"""The needs of a sentence as Rasa entities: one for each value that `directory.needs` reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.graph import Component, add_entities, entity, text_of
from directory.needs.read import Wanted, read_needs

LISTS = {
    "service": "services",
    "public": "publics",
    "special_care": "special_care",
    "cost": "cost",
    "access": "access",
    "support": "support",
    "programme": "programmes",
}
SINGLE = {"ordinal": "ordinal", "count": "count", "radius": "radius_km", "procedure": "procedure"}


def needs_as_pairs(wanted: Wanted) -> Iterator[tuple[str, Any]]:
    """(entity name, value) for each thing that was said."""
    for name, field in LISTS.items():
        for value in getattr(wanted, field):
            yield name, value
    for name, field in SINGLE.items():
        if getattr(wanted, field) is not None:
            yield name, getattr(wanted, field)
    if wanted.when:
        yield "when", wanted.when.label


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class NeedExtractor(Component, EntityExtractorMixin):
    """Adds the needs' entities. They span the whole sentence: several words far apart may say one need."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {}

    def process(self, messages: list[Message]) -> list[Message]:
        """Read the needs of each message."""
        for message in messages:
            text = text_of(message)
            pairs = needs_as_pairs(read_needs(text, datetime.now(UTC))) if text else ()
            add_entities(message, [entity(name, value, 0, len(text), "NeedExtractor") for name, value in pairs])
        return messages
