"""Word and character n-grams as a Rasa featurizer. Place names are hidden first: towns must not teach intents."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.features import Ngrams
from bot.nlu.graph import sentence_features, text_of
from bot.nlu.masking import masked, place_spans
from bot.nlu.place_extractor import place_span


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(SparseFeaturizer, GraphComponent):
    """Sentence features from `bot.nlu.features.Ngrams` over the plain text."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must come before this one."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {**SparseFeaturizer.get_default_config(), "letters": 20_000}

    def __init__(
        self,
        config: dict[str, Any],
        name: str,
        model_storage: ModelStorage,
        resource: Resource,
        ngrams: Ngrams | None = None,
    ) -> None:
        super().__init__(name, config)
        self._storage, self._resource, self._ngrams = model_storage, resource, ngrams

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NgramFeaturizer:
        """Build an untrained component (see parent class for full docstring)."""
        return cls(config, execution_context.node_name, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the n-grams of the examples."""
        texts = [_example(message) for message in training_data.training_examples if text_of(message)]
        self._ngrams = Ngrams.fit(texts, letters=self._config["letters"])
        with self._storage.write_to(self._resource) as folder:
            self._ngrams.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NgramFeaturizer:
        """Read a trained component (see parent class for full docstring)."""
        with model_storage.read_from(resource) as folder:
            return cls(config, execution_context.node_name, model_storage, resource, Ngrams.load(folder))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the features of each message, and the share of its letters that training has seen (`coverage`)."""
        for message in messages:
            if self._ngrams and text_of(message):
                self._add([message], [_text(message)])
                message.set("coverage", self._ngrams.coverage(_text(message)))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the features of each example."""
        written = [message for message in training_data.training_examples if text_of(message)]
        self._add(written, [_example(message) for message in written])
        return training_data

    def _add(self, messages: list[Message], texts: list[str]) -> None:
        """All at once: a thousand examples cost little more than one."""
        if self._ngrams and messages:
            for message, row in zip(messages, self._ngrams.transform(texts), strict=True):
                message.add_features(sentence_features(row, TEXT, self._identifier))

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to refuse (see parent class for full docstring)."""


def _text(message: Message) -> str:
    return masked(text_of(message), place_spans(message.get("entities") or []))


def _example(message: Message) -> str:
    """An example, its place hidden as it will be at run time: extractors do not run on examples."""
    return _hidden(text_of(message))


@lru_cache(maxsize=20_000)
def _hidden(text: str) -> str:
    span = place_span(text)
    return masked(text, [span] if span else [])
