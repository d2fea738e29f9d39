"""The held-back conversations keep their shape: 2 to 8 turns, known checks, allowed values."""

from __future__ import annotations

from typing import Any

import held_back as sets
import yaml

ALLOWED = yaml.safe_load((sets.HERE / "allowed.yml").read_text(encoding="utf-8"))
PAIRS = [
    ("kind", ALLOWED["kinds"]),
    ("topic", ALLOWED["topics"] + ALLOWED["safety_topics"]),
    ("need", ALLOWED["services"]),
    ("needs", ALLOWED["services"]),
    ("lang", ALLOWED["langs"]),
]


def wrong(turn: dict[str, Any]) -> list[str]:
    """What is not allowed in a turn, in words; empty when all is well."""
    found = [f"{field}: {v}" for field, allowed in PAIRS for v in sets.as_list(turn.get(field)) if v not in allowed]
    for name, values in turn.get("filters", {}).items():
        found += [f"filter {name}: {v}" for v in values if v not in ALLOWED["filters"].get(name, [])]
    found += [f"unknown field: {field}" for field in turn if field not in ALLOWED["turn_fields"]]
    return found + [f"missing: {field}" for field in ("say", "kind") if not turn.get(field)]


def test_conversations_use_allowed_values() -> None:
    """Each turn has only known checks, kinds, topics, services, languages and filters."""
    problems = {c["id"]: wrong(turn) for c in sets.conversations() for turn in c["turns"] if wrong(turn)}
    assert problems == {}


def test_conversations_are_whole() -> None:
    """A conversation has an identifier of its own, a subject, 2 to 8 turns and a known channel."""
    every = sets.conversations()
    assert len({case["id"] for case in every}) == len(every)
    assert [c["id"] for c in every if set(c) - set(ALLOWED["conversation_fields"]) or not c.get("about")] == []
    assert [c["id"] for c in every if not 2 <= len(c["turns"]) <= 8] == []
    assert {c.get("channel", "web") for c in every} == set(ALLOWED["channels"])


def test_promised_numbers_of_conversations() -> None:
    """At least 64 conversations, and at least one of each kind of follow-up."""
    every = sets.conversations()
    checks = {field for case in every for turn in case["turns"] for field in turn}
    assert len(every) >= 64
    assert checks >= {"same_town", "same_need", "new_places", "closer", "rank", "excludes_last", "widened", "when"}
    assert {case.get("lang", "fr") for case in every} >= {"fr", "en", "ar", "gcf"}


def test_first_turns_cannot_depend_on_earlier_ones() -> None:
    """A check against an earlier turn never stands on the first one."""
    back = {"same_town", "same_need", "new_places", "closer", "rank", "excludes_last", "same_places", "if_places"}
    assert [case["id"] for case in sets.conversations() if back & set(case["turns"][0])] == []
