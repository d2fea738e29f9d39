"""The plain words of a message. While training, three components want those of each example: they are read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from bot.nlu.spread import spread
from directory.writing.texted import read

_known: dict[str, str] = {}  # forked processes inherit it


def plain_words(text: str) -> str:
    """`text` in plain folded French, abbreviations expanded (`directory.writing.texted`)."""
    known = _known.get(text)
    return read(text).text if known is None else known


def know(texts: Iterable[str]) -> None:
    """Read the examples `texts` now, the work shared between the processors, and keep what they say."""
    new = list(dict.fromkeys(texts))
    _known.update(zip(new, chain.from_iterable(spread(_read, new)), strict=True))


def _read(texts: Sequence[str]) -> list[str]:
    return [read(text).text for text in texts]
