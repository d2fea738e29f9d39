"""The word lists of `data/needs/`, read once and compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from directory.settings import ROOT
from directory.writing.phrases import compile_phrases

FOLDER = ROOT / "data" / "needs"


@dataclass(frozen=True)
class Value:
    """One value of a field: the words that ask for it, those that only hint at it (`weak`), those that deny it (`unless`)."""

    value: str
    words: re.Pattern[str]
    weak: re.Pattern[str]
    unless: re.Pattern[str]


@dataclass(frozen=True)
class Hit:
    """A value read, and the span of the read text that says it."""

    value: str
    start: int
    end: int


@cache
def values(field: str, folder: Path = FOLDER) -> tuple[Value, ...]:
    """Every value of `field`, from `<field>.yml` or from the folder `<field>/`."""
    return tuple(_value(entry) for content in _files(field, folder) for entry in content["values"])


def _files(field: str, folder: Path) -> Iterator[Mapping[str, Any]]:
    single = folder / f"{field}.yml"
    paths = [single] if single.exists() else sorted((folder / field).glob("*.yml"))
    for path in paths:
        yield yaml.safe_load(path.read_text("utf-8"))


def _value(entry: Mapping[str, Any]) -> Value:
    lists = (compile_phrases(entry.get(name, ())) for name in ("words", "weak", "unless"))
    return Value(entry["value"], *lists)


@cache
def settings(field: str, folder: Path = FOLDER) -> Mapping[str, Any]:
    """A file that is not a list of values (`when`, `numbers`), as it stands."""
    content: Mapping[str, Any] = yaml.safe_load((folder / f"{field}.yml").read_text("utf-8"))
    return content


def hits(field: str, text: str, *, folder: Path = FOLDER) -> list[Hit]:
    """The values of `field` that `text` (already read) asks for, in the order of their first words."""
    return first_of_each(every_hit(field, text, folder=folder))


def every_hit(field: str, text: str, *, folder: Path = FOLDER) -> list[Hit]:
    """The same with every span: "france services caf" says its need twice, once as a programme's name."""
    found = [(item, match.span()) for item in values(field, folder) for match in item.words.finditer(text)]
    return [Hit(item.value, *span) for item, span in found if not item.unless.search(text)]


def hints(field: str, text: str, *, folder: Path = FOLDER) -> list[Hit]:
    """The values that `text` only hints at."""
    found = [Hit(item.value, *match.span()) for item in values(field, folder) for match in item.weak.finditer(text)]
    return first_of_each(found)


def first_of_each(found: list[Hit]) -> list[Hit]:
    """Each value once, in the order of the first words that say it."""
    first: dict[str, Hit] = {}
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        first.setdefault(hit.value, hit)
    return list(first.values())
