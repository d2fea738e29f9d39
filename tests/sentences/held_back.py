"""Load the held-back sets: sentences, conversations and agents' shorthand (format: README.md beside)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
Case = dict[str, Any]


def read(folder: str, pattern: str = "*.yml") -> list[Case]:
    """Every case of a folder's files, in file order, each with the `file` it came from."""
    cases: list[Case] = []
    for path in sorted((HERE / folder).glob(pattern)):
        cases += [{**case, "file": path.name} for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return cases


def sentences() -> list[Case]:
    """Sentences sent as a first message, without the safety files."""
    return [case for case in read("understanding") if not case["file"].startswith("safety_")]


def safety_messages() -> list[Case]:
    """Messages that must get a `safety` answer."""
    return [case for case in read("understanding", "safety_*.yml") if case.get("safety", True)]


def safety_negatives() -> list[Case]:
    """Harmless messages that must never get a `safety` answer."""
    return read("understanding", "safety_negatives_*.yml")


def conversations() -> list[Case]:
    """Conversations of 2 to 8 turns, with the outcome expected at each."""
    return read("conversations")


def shorthand() -> list[Case]:
    """Agents' queries in shorthand, with the wholly right reading."""
    return read("console")


def as_list(value: Any) -> list[Any]:
    """A single value or a list of acceptable ones, as a list; None means nothing is asked."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
