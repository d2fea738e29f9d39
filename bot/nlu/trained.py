"""The frame of our trained classifiers (intent, topic, safety): features in, a model, numbers out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar, Protocol

import numpy as np
from rasa.engine.storage.resource import Resource
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack

from bot.nlu.examples import for_safety
from bot.nlu.excerpts import with_excerpts
from bot.nlu.graph import Learner, text_of
from bot.nlu.layered import LayeredModel
from bot.nlu.model import LinearModel, Rows
from bot.nlu.ngrams import NGRAMS
from bot.nlu.sentence_encoder import SENTENCE
from bot.nlu.sign_featurizer import SIGNS
from bot.nlu.spread import aside
from bot.nlu.tables import tables


class Model(Protocol):
    """What a classifier learns: the chances of its labels, from features."""

    @property
    def labels(self) -> tuple[str, ...]:
        """What it tells apart."""

    def probabilities(self, rows: Any) -> np.ndarray:
        """One row a text, one column a label."""

    def save(self, folder: Path) -> None:
        """Write the model in a folder."""


class TrainedClassifier(Learner, ABC):
    """Learns `label_of(example)` and uses it in `mark(message, probabilities)`."""

    kind: ClassVar[type[LinearModel] | type[LayeredModel]] = LinearModel  # how it is read back
    reads_excerpts: ClassVar[bool] = False  # whether it gives an opinion of the ends of a long message too

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must come before this one."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`dense`: weight of the sentence encoder beside the n-grams."""
        return {"strength": 10.0, "rounds": 150, "temperature": 1.0, "dense": 2.0}

    @classmethod
    def read(cls, folder: Path) -> LinearModel | LayeredModel:
        """The model as it was saved."""
        return cls.kind.load(folder)

    @abstractmethod
    def label_of(self, example: Message) -> str | None:
        """What to learn from one example; None to leave it out."""

    @abstractmethod
    def mark(self, message: Message, probabilities: dict[str, float]) -> None:
        """Write on `message` what was recognised; the likeliest label comes first."""

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples and save."""
        examples = [
            message for message in training_data.training_examples if text_of(message) and self.label_of(message)
        ]
        labels = [str(self.label_of(message)) for message in examples]
        if len(set(labels)) > 1:
            weights = np.array([self.weight_of(message) for message in examples], dtype=np.float32)
            aside.run(lambda: self._learn(examples, labels, weights))
        return self.resource

    def weight_of(self, _example: Message) -> float:
        """How much one example counts."""
        return 1.0

    def _learn(self, examples: Sequence[Message], labels: Sequence[str], weights: np.ndarray) -> None:
        self.keep(self._fit(self._rows(examples), labels, weights))

    def _fit(self, rows: Any, labels: Sequence[str], weights: np.ndarray) -> Model:
        return LinearModel.fit(
            rows,
            labels,
            strength=self.config["strength"],
            rounds=self.config["rounds"],
            temperature=self.config["temperature"],
            weights=weights,
        )

    def process(self, messages: list[Message]) -> list[Message]:
        """Recognise each message."""
        read = with_excerpts(messages) if self.reads_excerpts else messages
        written = [message for message in read if text_of(message)]
        if written and self.model:
            for message, row in zip(written, self.model.probabilities(self._rows(written)), strict=True):
                ranked = sorted(zip(self.model.labels, row.tolist(), strict=True), key=lambda pair: -pair[1])
                self.mark(message, dict(ranked))
        return messages

    def _rows(self, messages: Sequence[Message]) -> Any:
        sparse = beside([features_of(messages, origin) for origin in (NGRAMS, SIGNS)])
        dense = sentence_rows(messages, SENTENCE)
        return Rows(sparse, dense * self.config["dense"])


class IntentLearner(TrainedClassifier):
    """Learns the intent of each example. `everyday`: what an everyday one counts beside one written for safety, lest their
    number drown it."""

    def weight_of(self, example: Message) -> float:
        """The examples written for safety count once."""
        return 1.0 if for_safety(example) else float(self.config["everyday"])

    def label_of(self, example: Message) -> str | None:
        """The example's intent, without its sub-intent."""
        intent = example.get(INTENT)
        return str(intent) if intent else None


def features_of(messages: Sequence[Message], origin: str) -> csr_matrix:
    """The sparse features of one origin, one row a message."""
    return _features(messages, origin, beneath)


def sentence_rows(messages: Sequence[Message], origin: str) -> np.ndarray:
    """The dense features of one origin, one row a message; no column where the sentence encoder is not installed."""
    found = _features(messages, origin, np.vstack)
    return np.zeros((len(messages), 0), dtype=np.float32) if found is None else found


def _features(messages: Sequence[Message], origin: str, stack: Callable[[Sequence[Any]], Any]) -> Any:
    """A message has its features with it, an example in `bot.nlu.tables`; None when one of them has none."""
    rows = [
        next((found.features for found in message.features if found.origin == origin), None) for message in messages
    ]
    if all(row is not None for row in rows):
        return stack(rows)
    return tables.rows(origin, list(map(text_of, messages)))


def beneath(rows: Sequence[csr_matrix]) -> csr_matrix:
    """Tables of one row each as one. SciPy's own stacking, made for large tables, takes longer for one or three rows."""
    if len(rows) == 1:
        return rows[0]
    ends = np.cumsum([0, *(row.nnz for row in rows)])
    numbers, columns = (np.concatenate([getattr(row, part) for row in rows]) for part in ("data", "indices"))
    return csr_matrix((numbers, columns, ends), shape=(len(rows), rows[0].shape[1]))


def beside(blocks: Sequence[csr_matrix]) -> csr_matrix:
    """Tables side by side; those of one row without SciPy's detours."""
    if blocks[0].shape[0] > 1:
        return hstack(blocks, format="csr")
    starts = np.cumsum([0, *(block.shape[1] for block in blocks)])
    columns = np.concatenate([block.indices + start for block, start in zip(blocks, starts, strict=False)])
    numbers = np.concatenate([block.data for block in blocks])
    return csr_matrix((numbers, columns, [0, len(columns)]), shape=(1, int(starts[-1])))
