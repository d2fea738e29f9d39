"""The poison list (`data/facts/rules/poison.yml`): what was true once and must never be said as true again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from directory.facts.yaml_file import read_yaml
from directory.writing.fold import plain

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_DIGIT_GAP = re.compile(r"(?<=\d)[ .\-\u00a0\u202f](?=\d)")


@dataclass(frozen=True)
class Poison:
    """One poison: what betrays it, what excuses it, and why it is one."""

    slug: str
    why: str
    find: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    raw: bool = False
    whole: bool = False

    def stings(self, text: str) -> Iterator[str]:
        """The sentences of `text` that say it."""
        shape = _raw if self.raw else _folded
        for sentence in filter(None, _SENTENCE.split(text)):
            judged, around = shape(sentence), shape(text if self.whole else sentence)
            if any(one.search(judged) for one in self.find) and not any(one.search(around) for one in self.unless):
                yield sentence.strip()


def read_poisons(path: Path) -> list[Poison]:
    """The list, in the file's order."""
    return [
        Poison(
            slug=entry["slug"],
            why=entry["why"],
            find=tuple(re.compile(one) for one in entry["find"]),
            unless=tuple(re.compile(one) for one in entry["unless"]),
            raw=bool(entry.get("raw")),
            whole=entry.get("scope") == "text",
        )
        for entry in read_yaml(path)
    ]


@lru_cache(maxsize=8192)  # every text is judged by every poison
def _folded(text: str) -> str:
    return _DIGIT_GAP.sub("", plain(text))


def _raw(text: str) -> str:
    return text.replace("’", "'")
