"""The multilingual sentence encoder as a Rasa featurizer."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.encoder import SIZE, vectors_and_states
from bot.nlu.graph import UntrainedFeaturizer, sentence_features, text_of
from directory.writing.texted import read

SENTENCE, STATES = "sentence", "sentence states"  # the origins of the features


def encodable(text: str) -> str:
    """What the encoder reads: abbreviations expanded for French, other alphabets as they are."""
    plain = read(text).text.strip()
    return plain if plain.isascii() else " ".join(text.split()).lower()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(UntrainedFeaturizer, DenseFeaturizer):
    """Dense features of a whole sentence; none at all where the encoder is not installed."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {**DenseFeaturizer.get_default_config()}

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the features of each message: `SENTENCE`, which every classifier reads, and `STATES`."""
        written = [message for message in messages if text_of(message)]
        rows = vectors_and_states([encodable(text_of(message)) for message in written]) if written else None
        if rows is not None:
            for message, row in zip(written, rows.reshape(len(written), 1, -1), strict=True):
                message.add_features(sentence_features(row[:, :SIZE], TEXT, SENTENCE))
                message.add_features(sentence_features(row[:, SIZE:], TEXT, STATES))
        return messages
