"""Word and character n-grams as a Rasa featurizer. Place names are hidden first: towns must not teach intents."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
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
from scipy.sparse import vstack

from bot.nlu.examples import names_no_place
from bot.nlu.excerpts import with_excerpts
from bot.nlu.features import Ngrams
from bot.nlu.graph import sentence_features, text_of, texts_of
from bot.nlu.masking import masked, place_spans
from bot.nlu.place_extractor import place_span, resolver
from bot.nlu.spread import spread
from bot.nlu.tables import tables

NGRAMS = "ngrams"  # the origin of the features


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
        texts = texts_of(training_data)
        self._ngrams, rows = Ngrams.learn(_examples(training_data), letters=self._config["letters"])
        tables.keep(NGRAMS, texts, rows)
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
        for message in with_excerpts(messages):
            if self._ngrams and text_of(message):
                message.add_features(sentence_features(self._ngrams.row(_text(message)), TEXT, NGRAMS))
                message.set("coverage", self._ngrams.coverage(_text(message)))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Keep the features of the examples, unless `train` has: Rasa does without it where nothing has changed."""
        texts = texts_of(training_data)
        if self._ngrams and texts and tables.rows(NGRAMS, texts) is None:
            rows = spread(self._ngrams.transform, _examples(training_data))
            tables.keep(NGRAMS, texts, vstack(rows, format="csr"))
        return training_data

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to refuse (see parent class for full docstring)."""


def _text(message: Message) -> str:
    return masked(text_of(message), place_spans(message.get("entities") or []))


def _examples(training_data: TrainingData) -> list[str]:
    """The examples, each once, their places hidden as they will be at run time: extractors do not run on examples.

    Where the file says `metadata: {places: none}`, no place is looked for: that would be a third of the training.
    """
    texts = {text_of(message): names_no_place(message) for message in training_data.training_examples}
    resolver()  # read before the work is shared
    hidden: dict[str, str] = {}
    for work, none in ((_plain, True), (_hide, False)):
        wanted = [text for text, placeless in texts.items() if placeless is none]
        hidden.update(zip(wanted, chain.from_iterable(spread(work, wanted)), strict=True))
    return [hidden[text] for text in texts_of(training_data)]


def _plain(texts: Sequence[str]) -> list[str]:
    return list(map(masked, texts))


def _hide(texts: Sequence[str]) -> list[str]:
    spans = [place_span(text) for text in texts]
    return [masked(text, [span] if span else []) for text, span in zip(texts, spans, strict=True)]
