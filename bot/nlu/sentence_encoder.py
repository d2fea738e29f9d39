"""The multilingual sentence encoder as a Rasa featurizer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.ahead import ahead
from bot.nlu.encoder import SIZE, available, in_bulk, vectors_and_states
from bot.nlu.encoder import STATES as STATES_SIZE
from bot.nlu.excerpts import with_excerpts
from bot.nlu.graph import UntrainedFeaturizer, sentence_features, text_of
from bot.nlu.plain_words import plain_words
from bot.nlu.spread import spread
from bot.nlu.tables import tables

SENTENCE, STATES = "sentence", "sentence states"  # the origins of the features


def encodable(text: str) -> str:
    """What the encoder reads: abbreviations expanded for French, other alphabets as they are."""
    plain = plain_words(text).strip()
    return plain if plain.isascii() else " ".join(text.split()).lower()


def encode_ahead(texts: Sequence[str]) -> None:
    """Begin to encode the examples `texts`, in a process of its own, where the encoder is installed."""
    if available():
        ahead.start(_encode, texts, SIZE + STATES_SIZE)


def _encode(texts: Sequence[str], table: np.ndarray) -> None:
    in_bulk(_encodable(texts), table)


def _encodable(texts: Sequence[str]) -> list[str]:
    return list(chain.from_iterable(spread(_all_encodable, texts)))


def _all_encodable(texts: Sequence[str]) -> list[str]:
    return list(map(encodable, texts))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(UntrainedFeaturizer, DenseFeaturizer):
    """Dense features of a whole sentence; none at all where the encoder is not installed."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {**DenseFeaturizer.get_default_config()}

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the features of each message: `SENTENCE`, which every classifier reads, and `STATES`."""
        written = [message for message in with_excerpts(messages) if text_of(message)]
        rows = vectors_and_states(list(map(encodable, map(text_of, written)))) if written else None
        if rows is not None:
            for message, row in zip(written, rows, strict=True):
                message.add_features(sentence_features(row[None, :SIZE], TEXT, SENTENCE))
                message.add_features(sentence_features(row[None, SIZE:], TEXT, STATES))
        return messages

    def keep_features(self, texts: list[str]) -> None:
        """Keep the features of the examples, where the encoder is installed."""
        made = ahead.take(texts)
        rows = vectors_and_states(_encodable(texts)) if made is None and texts else made
        if rows is not None:
            tables.keep(SENTENCE, texts, rows[:, :SIZE])
            tables.keep(STATES, texts, rows[:, SIZE:])
