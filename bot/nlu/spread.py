"""The same work over thousands of examples, shared between the processors. Training only: one message is not worth it."""

from __future__ import annotations

import mmap
import multiprocessing
import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import numpy as np

from bot.errors import TrainingFailed

SHARE = 500  # texts that a processor takes at once; with fewer in all, nothing is shared
Item = TypeVar("Item")
Result = TypeVar("Result")


def spread(work: Callable[[Sequence[Item]], Result], items: Sequence[Item], share: int | None = None) -> list[Result]:
    """`work` on each share of `items`, in order. What `work` needs should be loaded before: the other processes inherit it."""
    size = share or SHARE
    shares = [items[start : start + size] for start in range(0, len(items), size)]
    processors = min(len(os.sched_getaffinity(0)), len(shares))
    if processors < 2:
        return list(map(work, shares))
    # Forked, not started afresh: the registers and the encoder are already in memory.
    with multiprocessing.get_context("fork").Pool(processors) as pool:
        return pool.map(work, shares, chunksize=1)


_rows: list[np.ndarray] = []  # the table that is being filled, where the forked processes find it


def shared_table(rows: int, width: int) -> np.ndarray:
    """A table of numbers of 32 bits in memory that forked processes share: what one writes, the others see."""
    numbers = np.frombuffer(mmap.mmap(-1, max(rows * width * 4, 1)), dtype=np.float32, count=rows * width)
    return numbers.reshape(rows, width)


def spread_rows(work: Callable[[Sequence[Item]], np.ndarray], items: Sequence[Item], table: np.ndarray) -> np.ndarray:
    """The rows that `work` makes of `items`, in a `shared_table`. The processors write them there: hundreds of megabytes are not
    sent from one to the other."""
    _rows.append(table)
    try:
        spread(partial(_fill, work), list(enumerate(items)))
        return _rows[-1]
    finally:
        _rows.pop()


def _fill(work: Callable[[Sequence[Item]], np.ndarray], numbered: Sequence[tuple[int, Item]]) -> None:
    first = numbered[0][0]
    _rows[-1][first : first + len(numbered)] = work([item for _, item in numbered])


class Aside:
    """Work that goes on beside the training, each in a process of its own, until `wait`.

    Only `bot.rasa_train` opens it, since somebody must wait before the model is packed; closed, the work is done at once.
    """

    def __init__(self) -> None:
        self.opened = False
        self._running: list[multiprocessing.process.BaseProcess] = []

    def run(self, work: Callable[[], None]) -> None:
        """Do `work`, whose only result is what it writes on disk."""
        if not self.opened or len(os.sched_getaffinity(0)) < 2:
            work()
            return
        process = multiprocessing.get_context("fork").Process(target=work)
        process.start()
        self._running.append(process)

    def wait(self) -> None:
        """Wait until all is done. Raises `TrainingFailed` when some of it failed; its process has said why."""
        for process in self._running:
            process.join()
        failed, self._running = any(process.exitcode for process in self._running), []
        if failed:
            raise TrainingFailed(["un classifieur n'a pas pu apprendre"])


aside = Aside()
