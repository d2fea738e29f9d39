"""The language of each message, in its output as `language`."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.detection import detect
from bot.nlu.graph import Component, text_of


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageDetector(Component):
    """Sets `language` (ISO code) and `language_confidence`."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {}

    def process(self, messages: list[Message]) -> list[Message]:
        """Detect the language of each message."""
        for message in messages:
            code, confidence = detect(text_of(message))
            message.set("language", code, add_to_output=True)
            message.set("language_confidence", confidence, add_to_output=True)
        return messages
