"""The features of the examples, while they are learnt: one table for all of them.

Rasa keeps an object for each example and each featurizer. Two hundred thousand of them took five seconds to make and to gather
again, and each process that learns had its own copy of them. A message still has its features in Rasa's way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np


class Tables:
    """A table of features for each origin (the name that a featurizer gives to what it makes), one row a text."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[dict[str, int], Any]] = {}

    def keep(self, origin: str, texts: Sequence[str], table: Any) -> None:
        """Keep the features of `texts`, each there once, instead of what `origin` had. `table`: sparse or dense, a row a text."""
        self._kept[origin] = {text: number for number, text in enumerate(texts)}, table

    def rows(self, origin: str, texts: Sequence[str]) -> Any:
        """The features of `texts`, a row each; None when they were not kept for one of them."""
        numbers, table = self._kept.get(origin, ({}, None))
        try:
            return in_order(table, [numbers[text] for text in texts]) if texts else None
        except KeyError:
            return None


def in_order(table: Any, numbers: Sequence[int]) -> Any:
    """The rows of `table` with these numbers; the table itself when they are all of them, in their order."""
    wanted = np.asarray(numbers)
    return table if np.array_equal(wanted, np.arange(table.shape[0])) else table[wanted]


tables = Tables()
