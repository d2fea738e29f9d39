"""Finds, among thousands of short texts, those that share most pairs of letters with another: a fast first sieve.

Comparing a word with each of 38,000 names takes milliseconds; counting shared pairs takes a fraction of one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_EDGE = "\n"


class Bigrams:
    """Postings of the pairs of letters of `texts`, beginnings and ends included."""

    def __init__(self, texts: Sequence[str]) -> None:
        letters = _letters(_EDGE + _EDGE.join(texts) + _EDGE)
        pairs = _pairs(letters)
        owners = np.cumsum(letters == ord(_EDGE))[:-1] - 1
        order = np.argsort(pairs, kind="stable")
        self._pairs, self._starts = np.unique(pairs[order], return_index=True)
        self._owners = owners[order].astype(np.int32)
        self._ends = np.append(self._starts[1:], len(order))
        self._sizes = np.array([len(text) + 1 for text in texts], dtype=np.float32)

    def nearest(self, text: str, most: int) -> list[int]:
        """Indices of the texts that share most pairs with `text`, at most `most`, in no order."""
        asked = _pairs(_letters(_EDGE + text + _EDGE))
        at = np.searchsorted(self._pairs, asked)
        found = [i for i, pair in zip(at, asked, strict=True) if i < len(self._pairs) and self._pairs[i] == pair]
        if not found:
            return []
        owners = np.concatenate([self._owners[self._starts[i] : self._ends[i]] for i in found])
        shared = np.bincount(owners, minlength=len(self._sizes)) / (self._sizes + len(asked))
        if len(shared) <= most:
            return [int(i) for i in np.flatnonzero(shared)]
        return [int(i) for i in np.argpartition(shared, -most)[-most:]]


def _letters(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)


def _pairs(letters: NDArray[np.uint32]) -> NDArray[np.uint64]:
    wide = letters.astype(np.uint64)
    return wide[:-1] * np.uint64(1 << 32) + wide[1:]
