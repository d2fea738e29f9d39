"""What a person says about the conversation itself, read with the editors' phrases of data/dialogue/."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml

from directory.settings import ROOT
from directory.writing.fold import plain
from directory.writing.phrases import compile_phrases
from directory.writing.texted import read

FOLDER = ROOT / "data" / "dialogue"


def hears(name: str, text: str) -> bool:
    """Whether `text` says one of the phrases of that name in `turns.yml`, as written or with its texted French expanded."""
    return any(turns()[name].search(words) for words in _readings(text))


def heard(name: str, text: str) -> list[str]:
    """The kinds of the group `name` ("details", "doors"…) whose phrases `text` says, in the file's order."""
    return [kind for kind, pattern in groups()[name].items() if any(map(pattern.search, _readings(text)))]


def only_says(name: str, text: str) -> bool:
    """Whether `text` says nothing but phrases of that name."""
    return hears(name, text) and any(not re.search(r"\w", turns()[name].sub(" ", words)) for words in _readings(text))


@cache
def turns() -> dict[str, re.Pattern[str]]:
    """The phrases that stand alone, by name."""
    return {name: compile_phrases(phrases) for name, phrases in _file("turns").items() if isinstance(phrases, list)}


@cache
def groups() -> dict[str, dict[str, re.Pattern[str]]]:
    """The phrases that come in kinds, by group then kind."""
    named = {
        name: kinds for name, kinds in (*_file("turns").items(), *_file("doors").items()) if isinstance(kinds, dict)
    }
    return {name: {kind: compile_phrases(words) for kind, words in kinds.items()} for name, kinds in named.items()}


def _readings(text: str) -> tuple[str, str]:
    return plain(text), read(text).text


def _file(name: str) -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))
    return content
