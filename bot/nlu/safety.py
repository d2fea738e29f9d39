"""Safety rules: what must be answered with an action first, at any turn, in any language they know. Pure, no Rasa.

`safety_topic("il me demande mon code carte bleue")` → `"arnaque-en-cours"`. The words and the rules are in `data/safety/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from directory.settings import ROOT
from directory.writing.phrases import compile_phrases
from directory.writing.texted import read

FOLDER = ROOT / "data" / "safety"


@dataclass(frozen=True)
class Rule:
    """All of `every` must be found, in any order, and none of `none`."""

    topic: str
    intent: str
    every: tuple[re.Pattern[str], ...]
    none: tuple[re.Pattern[str], ...]

    def fits(self, text: str) -> bool:
        """Whether a read text falls under the rule."""
        return all(pattern.search(text) for pattern in self.every) and not any(
            pattern.search(text) for pattern in self.none
        )


def safety_topic(text: str) -> str | None:
    """The slug of the safety protocol that `text` calls for, the most urgent first, or None."""
    rule = safety_rule(text)
    return rule.topic if rule else None


@lru_cache(maxsize=512)
def safety_rule(text: str) -> Rule | None:
    """The first rule that fits, the most urgent protocols first."""
    plain_words = spoken(text)
    return next((rule for rule in rules() if rule.fits(plain_words)), None)


def spoken(text: str) -> str:
    """What the rules read: plain words, figures of speech taken out."""
    return _figures().sub(" ", read(text).text)


@cache
def rules(folder: Path = FOLDER) -> tuple[Rule, ...]:
    """Every rule of `data/safety/`, in the order that `vocabulary.yml` gives to the protocols."""
    order = yaml.safe_load((folder / "vocabulary.yml").read_text("utf-8"))["order"]
    return tuple(rule for topic in order for rule in _rules_of(folder / f"{topic}.yml"))


def _rules_of(path: Path) -> Iterable[Rule]:
    content = yaml.safe_load(path.read_text("utf-8"))
    for entry in content["alarms"]:
        every = tuple(_pattern(part) for part in entry["every"])
        yield Rule(content["topic"], content["intent"], every, tuple(_pattern(part) for part in entry.get("none", ())))


def _pattern(part: str | list[str]) -> re.Pattern[str]:
    """A word list: by its name in the vocabulary, or written on the spot."""
    if isinstance(part, list):
        return compile_phrases(part)
    return _lists()[part]


@cache
def _lists(folder: Path = FOLDER) -> Mapping[str, re.Pattern[str]]:
    found: dict[str, Any] = {}
    for path in sorted(folder.glob("vocabulary*.yml")):
        found |= yaml.safe_load(path.read_text("utf-8")).get("lists", {})
    return {name: compile_phrases(words) for name, words in found.items()}


@cache
def _figures(folder: Path = FOLDER) -> re.Pattern[str]:
    return compile_phrases(yaml.safe_load((folder / "figures.yml").read_text("utf-8"))["figures"])
