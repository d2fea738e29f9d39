"""The French words of the report, from `data/sources/words/`."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import yaml

from directory.settings import ROOT

_FOLDER = ROOT / "data" / "sources" / "words"


class Words(NamedTuple):
    """What was done or refused, and what the producer should correct ("" when nothing)."""

    title: str
    advice: str


def of_rule(rule: str) -> Words:
    """The words of a repair; its name when it has none."""
    return _read("rules").get(rule, Words(rule, ""))


def of_refusal(reason: str) -> Words:
    """The words of a reason to refuse; its name when it has none."""
    return _read("refusals").get(reason, Words(reason, ""))


@lru_cache(maxsize=2)
def _read(name: str) -> dict[str, Words]:
    raw = yaml.safe_load((_FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return {key: Words(entry["titre"], entry.get("conseil", "")) for key, entry in raw.items()}
