"""The dialogue on the example directory: follow-ups, corrections, misses, languages. The cases are the YAML files beside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.conversation_checks import Memory, failures


def cases() -> list[dict[str, Any]]:
    """Every conversation of the files beside."""
    files = sorted(Path(__file__).parent.glob("*.yml"))
    return [case for path in files for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_conversation_goes_as_it_should(say, case: dict[str, Any]) -> None:  # type: ignore[no-untyped-def]
    """At every turn, every expectation of the case holds."""
    memory = Memory()
    for turn in case["turns"]:
        answers = say(turn["say"])
        assert failures(turn, answers, memory) == [], f"{turn['say']} → {answers[0]['kind']}: {answers[0]['text']}"
        for answer in answers:
            memory.learn(answer)
