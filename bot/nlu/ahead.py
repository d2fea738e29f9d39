"""The sentence encoder's numbers for the examples, worked out beside Rasa's own preparations. Training only.

Rasa reads its configuration, checks it and counts n-grams, most of it on one processor, for as long as the encoder needs: both at
once take little longer than one.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.process import BaseProcess

import numpy as np

from bot.errors import TrainingFailed
from bot.nlu.spread import shared_table
from bot.nlu.tables import in_order


class Ahead:
    """Rows of numbers for known texts, made by `work` in a process of its own. Only `bot.rasa_train` starts it."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._table = np.zeros((0, 0), dtype=np.float32)
        self._process: BaseProcess | None = None

    def start(self, work: Callable[[Sequence[str], np.ndarray], object], texts: Sequence[str], width: int) -> None:
        """Let `work(texts, table)` fill a table of `width` numbers a text; each text once, and no empty one."""
        self._numbers = {text: number for number, text in enumerate(dict.fromkeys(filter(None, texts)))}
        self._table = shared_table(len(self._numbers), width)
        # Forked: what fills the table and who reads it share its memory.
        self._process = multiprocessing.get_context("fork").Process(
            target=work, args=(list(self._numbers), self._table)
        )
        self._process.start()

    def take(self, texts: Sequence[str]) -> np.ndarray | None:
        """The row of each text, once all are made; None when one of them was not foreseen. Raises `TrainingFailed` when the work
        failed; its process has said why."""
        if not texts or any(text not in self._numbers for text in texts):
            return None
        if self._process:
            self._process.join()
            if self._process.exitcode:
                raise TrainingFailed(["l'encodeur de phrases n'a pas pu lire les exemples"])
            self._process = None
        rows: np.ndarray = in_order(self._table, [self._numbers[text] for text in texts])
        return rows


ahead = Ahead()
