"""Taking a chip away takes its words out of the box: what stands in the box is always what is searched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

Facts = Set[tuple[str, str]]
LONGEST = 6  # words that may say one thing together


def without(text: str, fact: tuple[str, str], read: Callable[[str], Facts]) -> str:
    """`text` without the words that make `read` find `fact`; `text` itself when no words can be singled out.

    The shortest run of words that says the fact by itself goes, then the next one, until nothing says it any more.
    """
    words = text.split()
    while words and fact in read(" ".join(words)):
        span = _alone(words, fact, read) or _needed(words, fact, read)
        if span is None:
            return text
        words = words[: span[0]] + words[span[1] :]
    return " ".join(words)


def _alone(words: list[str], fact: tuple[str, str], read: Callable[[str], Facts]) -> tuple[int, int] | None:
    """The shortest run that says the fact on its own."""
    return next((span for span in _runs(len(words)) if fact in read(" ".join(words[slice(*span)]))), None)


def _needed(words: list[str], fact: tuple[str, str], read: Callable[[str], Facts]) -> tuple[int, int] | None:
    """The shortest run without which the fact is gone: words that mean it only beside others."""
    return next(
        (one for one in _runs(len(words)) if fact not in read(" ".join(words[: one[0]] + words[one[1] :]))), None
    )


def _runs(count: int) -> Iterator[tuple[int, int]]:
    for length in range(1, min(count, LONGEST) + 1):
        for start in range(count - length + 1):
            yield start, start + length
