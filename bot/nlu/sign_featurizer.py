"""The signs of a message, and each pair of them, as sparse features (families of words: `bot.nlu.signs`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import combinations
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix, vstack

from bot.nlu.excerpts import with_excerpts
from bot.nlu.graph import UntrainedFeaturizer, sentence_features, text_of
from bot.nlu.signs import signs, signs_of
from bot.nlu.spread import spread
from bot.nlu.tables import tables

SIGNS = "signs"  # the origin of the features
PAIRS = 6_007  # columns for the pairs. A prime number: pairs that share one are spread, and seldom both matter


def sign_rows(texts: Sequence[str], *, single: float, pair: float) -> csr_matrix:
    """One row a text: `single` where a sign is, `pair` where two are together (a stranger *and* a card).

    The columns: one a sign, then `PAIRS`.
    """
    rows = partial(_sign_rows, single=single, pair=pair)
    return vstack(spread(rows, texts), format="csr") if len(texts) > 1 else rows(texts)


def _sign_rows(texts: Sequence[str], *, single: float, pair: float) -> csr_matrix:
    columns = signs().columns
    width = len(columns)
    places, values, ends = [], [], [0]
    for found in map(signs_of, texts):
        here = sorted(columns[name] for name in found)
        pairs = [width + (first * width + second) % PAIRS for first, second in combinations(here, 2)]
        places += here + pairs
        values += [single] * len(here) + [pair] * len(pairs)
        ends.append(len(places))
    rows = csr_matrix((np.asarray(values, np.float32), places, ends), shape=(len(texts), width + PAIRS))
    rows.sum_duplicates()  # pairs that share a column
    return rows


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SignFeaturizer(UntrainedFeaturizer, SparseFeaturizer):
    """Adds the signs. `single`, `pair`: their weights beside the n-grams (chosen by cross-validation)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {**SparseFeaturizer.get_default_config(), "single": 0.4, "pair": 0.15}

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the signs of each message."""
        for message in with_excerpts(messages):
            if text_of(message):
                message.add_features(sentence_features(self._rows([text_of(message)]), TEXT, SIGNS))
        return messages

    def keep_features(self, texts: list[str]) -> None:
        """Keep the signs of the examples."""
        tables.keep(SIGNS, texts, self._rows(texts))

    def _rows(self, texts: Sequence[str]) -> csr_matrix:
        return sign_rows(texts, single=self._config["single"], pair=self._config["pair"])
