"""The two ends of a long message, read again by themselves: an alarm said in passing is not drowned by the rest (adr/0015)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.graph import Component, text_of

EXCERPTS = "excerpts"  # where a message keeps them, as messages of their own
WORD = re.compile(r"\S+")


def ends(text: str, least: int) -> list[tuple[int, int]]:
    """Where the first two thirds of the words of `text` are, and the last two; nothing under `least` words."""
    words = [match.span() for match in WORD.finditer(text)]
    third = round(len(words) / 3)
    if len(words) < max(least, 3):
        return []
    return [(words[0][0], words[-third - 1][1]), (words[third][0], words[-1][1])]


def with_excerpts(messages: Iterable[Message]) -> Iterator[Message]:
    """Each message, followed by its excerpts."""
    for message in messages:
        yield message
        yield from message.get(EXCERPTS) or ()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class Excerpts(Component):
    """Cuts each message of `least` words or more. Comes after the place, which the excerpts keep, and before what reads them."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {"least": 20}

    def process(self, messages: list[Message]) -> list[Message]:
        """Keep the excerpts on each long message."""
        for message in messages:
            message.set(EXCERPTS, [_excerpt(message, *span) for span in ends(text_of(message), self.config["least"])])
        return messages


def _excerpt(message: Message, start: int, end: int) -> Message:
    entities = [
        {**entity, "start": entity["start"] - start, "end": entity["end"] - start}
        for entity in message.get(ENTITIES) or []
        if start <= entity["start"] and entity["end"] <= end
    ]
    return Message({TEXT: text_of(message)[start:end], ENTITIES: entities})
