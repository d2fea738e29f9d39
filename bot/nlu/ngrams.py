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
from scipy.sparse import csr_matrix, vstack

from bot.nlu.examples import names_no_place
from bot.nlu.excerpts import with_excerpts
from bot.nlu.features import Ngrams
from bot.nlu.graph import rows_of, sentence_features, text_of
from bot.nlu.masking import masked, place_spans
from bot.nlu.place_extractor import place_span, resolver
from bot.nlu.spread import spread

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
        texts = _examples(_written(training_data))
        self._ngrams, rows = Ngrams.learn(texts, letters=self._config["letters"])
        _counted[self._resource.name] = texts, rows
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
                self._add([message], self._ngrams.row(_text(message)))
                message.set("coverage", self._ngrams.coverage(_text(message)))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the features of each example."""
        written = _written(training_data)
        texts = _examples(written)
        counted, rows = _counted.pop(self._resource.name, ([], None))
        if self._ngrams and texts:
            same = counted == texts
            self._add(written, rows if same else vstack(spread(self._ngrams.transform, texts), format="csr"))
        return training_data

    def _add(self, messages: list[Message], rows: csr_matrix) -> None:
        for message, row in zip(messages, rows_of(rows), strict=True):
            message.add_features(sentence_features(row, TEXT, NGRAMS))

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to refuse (see parent class for full docstring)."""


def _text(message: Message) -> str:
    return masked(text_of(message), place_spans(message.get("entities") or []))


def _written(training_data: TrainingData) -> list[Message]:
    return [message for message in training_data.training_examples if text_of(message)]


# The examples are wanted twice in one training: to learn the n-grams, then to have their own. Rasa makes the component anew
# between the two.
_counted: dict[str, tuple[list[str], csr_matrix]] = {}
_hidden: dict[str, str] = {}


def _examples(messages: Sequence[Message]) -> list[str]:
    """Examples, their places hidden as they will be at run time: extractors do not run on examples.

    Where the file says `metadata: {places: none}`, no place is looked for: that would be a third of the training.
    """
    texts = {text_of(message): names_no_place(message) for message in messages}
    placeless = [text for text, none in texts.items() if none and text not in _hidden]
    others = [text for text, none in texts.items() if not none and text not in _hidden]
    resolver()  # read before the work is shared
    for work, wanted in ((_plain, placeless), (_hide, others)):
        _hidden.update(zip(wanted, chain.from_iterable(spread(work, wanted)), strict=True))
    return [_hidden[text_of(message)] for message in messages]


def _plain(texts: Sequence[str]) -> list[str]:
    return list(map(masked, texts))


def _hide(texts: Sequence[str]) -> list[str]:
    spans = [place_span(text) for text in texts]
    return [masked(text, [span] if span else []) for text, span in zip(texts, spans, strict=True)]
