"""The first component: texted French into plain words for the featurizers, the raw text untouched for places."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from directory.writing.texted import Reading, read

WORD = re.compile(r"[^\W_]+")


def tokens_of(reading: Reading) -> list[tuple[str, int, int]]:
    """The plain words of a message, each with the span of the raw text that it comes from."""
    return [(match[0], *reading.span(*match.span())) for match in WORD.finditer(reading.text)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class Normaliser(Tokenizer):
    """A tokenizer whose tokens are already plain: `jveu 1 rdv` → `je`, `veux`, `1`, `rendez`, `vous`."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Normaliser:
        """Build the component (see parent class for full docstring)."""
        return cls({**cls.get_default_config(), **config})

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of one attribute of the message; never none, since Rasa's featurizers expect one."""
        words = tokens_of(read(message.get(attribute)))
        return [Token(word, start, end) for word, start, end in words] or [Token("?", 0, 1)]

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing: no component learns from the tokens of the examples."""
        return training_data
