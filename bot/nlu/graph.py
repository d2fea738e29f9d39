"""What Rasa's graph needs around each component, said once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import ENTITIES, FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData


class Component(GraphComponent):
    """A component without trained parameters: built from its configuration alone."""

    def __init__(self, config: dict[str, Any]) -> None:
        self.config = {**self.get_default_config(), **config}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Component:
        """Build the component (see parent class for full docstring)."""
        return cls(config)


class Learner(GraphComponent, ABC):
    """A component that learns a model from the examples, keeps it and reads it back. It adds nothing to the examples.

    Its `train` hands what was learnt to `keep`; when nothing could be learnt, `model` stays None.
    """

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, model: Any = None
    ) -> None:
        self.config = {**self.get_default_config(), **config}
        self.storage, self.resource, self.model = model_storage, resource, model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Learner:
        """Build an untrained component (see parent class for full docstring)."""
        return cls(config, model_storage, resource)

    @classmethod
    @abstractmethod
    def read(cls, folder: Path) -> Any:
        """The model that `save` wrote in `folder`."""

    def keep(self, model: Any) -> None:
        """Use `model` from now on, and save it."""
        self.model = model
        with self.storage.write_to(self.resource) as folder:
            model.save(folder)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Learner:
        """Read a trained component (see parent class for full docstring)."""
        try:
            with model_storage.read_from(resource) as folder:
                return cls(config, model_storage, resource, cls.read(folder))
        except ValueError:  # nothing was learnt: too few labels
            return cls(config, model_storage, resource)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to add to the examples."""
        return training_data


class UntrainedFeaturizer(GraphComponent):
    """What a featurizer without trained parameters needs around its `process`; mixed with one of Rasa's two kinds."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must come before this one."""
        return [Tokenizer]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> UntrainedFeaturizer:
        """Build the component (see parent class for full docstring)."""
        return cls(execution_context.node_name, config)  # type: ignore[call-arg]  # Rasa's featurizers take both

    @abstractmethod
    def process(self, messages: list[Message]) -> list[Message]:
        """Add the features of each message."""

    @abstractmethod
    def keep_features(self, texts: list[str]) -> None:
        """Keep the features of the examples `texts` in `bot.nlu.tables`."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Keep the features of the examples."""
        self.keep_features(texts_of(training_data))
        return training_data

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to refuse (see parent class for full docstring)."""


def text_of(message: Message) -> str:
    """The message as it was written, or an empty string."""
    return message.get(TEXT) or ""


def texts_of(training_data: TrainingData) -> list[str]:
    """The examples as they were written, each once."""
    return list(dict.fromkeys(filter(None, map(text_of, training_data.training_examples))))


def add_entities(message: Message, entities: list[dict[str, Any]]) -> None:
    """Add `entities` to those that the message already has."""
    message.set(ENTITIES, [*(message.get(ENTITIES) or []), *entities], add_to_output=True)


def entity(name: str, value: Any, start: int, end: int, extractor: str, confidence: float = 1.0) -> dict[str, Any]:
    """One entity in Rasa's shape."""
    return {
        "entity": name,
        "value": value,
        "start": start,
        "end": end,
        "confidence_entity": confidence,
        "extractor": extractor,
    }


def sentence_features(row: Any, attribute: str, origin: str) -> Features:
    """Features of a whole sentence: one row, sparse or dense."""
    return Features(row, FEATURE_TYPE_SENTENCE, attribute, origin)
