"""A linter for what Rasa learns from: data/nlu, data/needs, data/safety."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.nlu.place_extractor import place_span
from directory.needs import rules as needs
from directory.settings import ROOT

FILES = sorted((ROOT / "data" / "nlu").rglob("*.yml"))
OTHERS = sorted(
    path for folder in ("needs", "safety", "writing", "languages") for path in (ROOT / "data" / folder).rglob("*.yml")
)
LEAST = 5
LANGUAGES = {"en", "ar", "pt", "tr", "es", "it", "de", "pl", "ru", "gcf"}


def _examples() -> Iterator[tuple[str, str, str | None, Path]]:
    for path in FILES:
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            for line in entry["examples"].strip().splitlines():
                yield line.strip()[2:], entry["intent"], (entry.get("metadata") or {}).get("topic"), path


def _domain() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    return content


def test_no_example_is_written_twice() -> None:
    """Twice the same sentence teaches nothing, or contradicts itself."""
    counts = Counter(" ".join(text.lower().split()) for text, *_ in _examples())
    assert not [text for text, count in counts.items() if count > 1]


def test_every_intent_is_in_the_domain_and_has_examples() -> None:
    """Nothing learnt for nothing, nothing expected without examples."""
    counts = Counter(intent for _, intent, *_ in _examples())
    assert set(counts) == set(_domain()["intents"])
    assert min(counts.values()) >= LEAST


def test_every_language_has_the_core_flows() -> None:
    """Find, phone, hours, human, safety and help in each language."""
    core = {
        "find_site",
        "ask_phone",
        "ask_hours",
        "ask_human",
        "scam_in_progress",
        "violence",
        "distress",
        "danger",
        "help",
    }
    for code in LANGUAGES:
        learnt = {intent for _, intent, _, path in _examples() if path.stem.split("_")[0] == code}
        assert core <= learnt, (code, core - learnt)


def test_there_are_enough_examples() -> None:
    """The size that the measures of docs/understanding.md rest on."""
    assert sum(1 for _ in _examples()) >= 3_500


def test_every_topic_is_a_card() -> None:
    """An example never teaches a card that does not exist."""
    cards = {path.stem for path in (ROOT / "data" / "facts").rglob("*.yml")}
    assert {topic for _, _, topic, _ in _examples() if topic} <= cards


def test_placeless_everyday_examples_name_no_place() -> None:
    """Where a file says `places: none`, the name of a town would not be hidden, and would teach an intent."""
    placeless = [
        line.strip()[2:]
        for path in FILES
        if path.parent.name not in {"alarms", "harmless"}
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]
        if (entry.get("metadata") or {}).get("places") == "none"
        for line in entry["examples"].strip().splitlines()
    ]
    assert placeless
    assert not [text for text in placeless if place_span(text)]


@pytest.mark.parametrize("path", [*FILES, *OTHERS], ids=lambda path: str(path.relative_to(ROOT)))
def test_files_stay_small(path: Path) -> None:
    """A file that one reads in a sitting."""
    assert len(path.read_text("utf-8").splitlines()) <= 150


def test_services_are_the_standards() -> None:
    """The nine services of the national standard, each with its words."""
    assert len({value.value for value in needs.values("services")}) == 9
