"""The held-back sets keep their shape: allowed values, promised numbers, no duplicate."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import held_back as sets
import pytest
import yaml

ALLOWED = yaml.safe_load((sets.HERE / "allowed.yml").read_text(encoding="utf-8"))
INTENTS, KINDS, LANGS = (set(ALLOWED[name]) for name in ("intents", "kinds", "langs"))
TOPICS = set(ALLOWED["topics"] + ALLOWED["safety_topics"])
SENTENCE_FIELDS = {"text", "intent", "kind", "register", "lang", "topic", "services", "place", "safety", "file"}
INSEE = re.compile(r"\d[\dAB]\d{3}")
# A later safety set: its languages, and at least as many alarms and harmless messages.
LATER_SAFETY = {
    "safety": (LANGS, 290, 450),
    "safety_fresh": (LANGS, 490, 690),
    "safety_unseen": (LANGS, 310, 390),
    "safety_hard": ({"fr"}, 970, 970),
    "safety_exam": (LANGS, 230, 310),
    "safety_exam_2": (LANGS, 380, 500),
    "safety_exam_3": (LANGS, 380, 500),
    "safety_exam_4": (LANGS, 300, 440),
}
LATER = {*LATER_SAFETY, "understanding_fresh", "understanding_fresh_2"}


def wrong(case: dict[str, Any]) -> list[str]:
    """What is not allowed in a sentence, in words; empty when all is well."""
    checks = [
        ("intent", INTENTS),
        ("kind", KINDS),
        ("register", ALLOWED["registers"]),
        ("lang", LANGS),
        ("services", ALLOWED["services"]),
    ]
    found = [f"{field}: {v}" for field, allowed in checks for v in sets.as_list(case.get(field)) if v not in allowed]
    found += [f"topic: {t}" for t in sets.as_list(case.get("topic")) if t is not None and t not in TOPICS]
    found += [f"place: {p}" for p in sets.as_list(case.get("place")) if not INSEE.fullmatch(str(p))]
    return found + [f"unknown field: {f}" for f in set(case) - SENTENCE_FIELDS]


def twins(texts: list[str]) -> list[str]:
    """Texts that come more than once, without case or outer spaces."""
    return [text for text, times in Counter(" ".join(t.lower().split()) for t in texts).items() if times > 1]


def test_sentences_use_allowed_values() -> None:
    """Each sentence has only known fields, intents, kinds, topics, languages, services and INSEE codes."""
    every = sets.sentences() + sets.safety_messages() + sets.safety_negatives()
    assert [(case["text"], wrong(case)) for case in every if wrong(case)] == []


def test_sentences_are_complete() -> None:
    """A sentence outside the negatives says its intent and its kind."""
    every = sets.sentences() + sets.safety_messages()
    assert [case["text"] for case in every if not case.get("intent") or not case.get("kind")] == []


def test_no_sentence_comes_twice() -> None:
    """A sentence counts once, whatever the file."""
    assert twins([case["text"] for case in sets.read("understanding")]) == []


def test_every_intent_is_measured() -> None:
    """Every intent of the list is the first expectation of at least one sentence."""
    every = sets.sentences() + sets.safety_messages()
    assert INTENTS - {intent for case in every for intent in sets.as_list(case["intent"])} == set()


def test_promised_numbers_of_sentences() -> None:
    """At least 850 sentences, in the promised proportions of register and language."""
    every = sets.sentences()
    french = Counter(case["register"] for case in every if case["lang"] == "fr")
    others = Counter(case["lang"] for case in every if case["lang"] != "fr")
    assert len(every) >= 850
    assert french["texted"] >= 250
    assert french["agent"] >= 30
    assert sum(french[r] for r in ("standard", "elderly", "dictated", "angry")) >= 400
    assert set(others) == LANGS - {"fr"}
    assert min(others.values()) >= 20


@pytest.mark.parametrize("path", sorted(sets.HERE.glob("*/*.yml")), ids=lambda path: path.name)
def test_files_stay_small(path: Any) -> None:
    """A file stays small enough to be reread at one go."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 150


def test_cases_are_plain_data() -> None:
    """Every case survives JSON: no date, no number read by YAML where a text was meant."""
    for case in sets.read("understanding"):
        assert isinstance(case["text"], str)
        json.dumps(case)


def test_safety_messages_expect_safety() -> None:
    """At least 150 messages expect a `safety` answer with one of the seven protocols, in every language."""
    every = sets.safety_messages()
    assert len(every) >= 150
    assert {kind for case in every for kind in sets.as_list(case["kind"])} == {"safety"}
    assert {topic for case in every for topic in sets.as_list(case["topic"])} == set(ALLOWED["safety_topics"])
    assert {intent for case in every for intent in sets.as_list(case["intent"])} == set(ALLOWED["safety_intents"])
    assert {case["lang"] for case in every} == LANGS


def test_safety_negatives_expect_no_safety() -> None:
    """At least 320 harmless messages, none of which names a safety intent."""
    every = sets.safety_negatives()
    assert len(every) >= 320
    assert all(case["safety"] is False for case in every)
    named = {intent for case in every for intent in sets.as_list(case.get("intent"))}
    assert named & set(ALLOWED["safety_intents"]) == set()


def test_plain_sentences_expect_no_safety() -> None:
    """Outside the safety files no sentence expects a `safety` answer."""
    assert [c["text"] for c in sets.sentences() if "safety" in sets.as_list(c["kind"])] == []


@pytest.mark.parametrize("folder", LATER_SAFETY)
def test_fresh_safety_sets_keep_their_shape(folder: str) -> None:
    """The later safety sets: allowed values, no twin, all protocols and languages, enough of both sides."""
    languages, enough_alarms, enough_others = LATER_SAFETY[folder]
    every = sets.read(folder)
    alarms = [case for case in every if case.get("safety", True)]
    assert [(case["file"], wrong(case)) for case in every if wrong(case)] == []
    assert twins([case["text"] for case in every]) == []
    assert {kind for case in alarms for kind in sets.as_list(case["kind"])} == {"safety"}
    assert {intent for case in alarms for intent in sets.as_list(case["intent"])} == set(ALLOWED["safety_intents"])
    assert {topic for case in alarms for topic in sets.as_list(case["topic"])} == set(ALLOWED["safety_topics"])
    assert {case["lang"] for case in alarms} == {case["lang"] for case in every} == languages
    assert len(alarms) >= enough_alarms
    assert len(every) - len(alarms) >= enough_others


def test_fresh_everyday_set_keeps_its_shape() -> None:
    """The later set of everyday sentences: allowed values, no twin, no alarm, enough of each register and language."""
    every = sets.read("understanding_fresh")
    french = Counter(case["register"] == "texted" for case in every if case["lang"] == "fr")
    others = Counter(case["lang"] for case in every if case["lang"] != "fr")
    assert [(case["file"], wrong(case)) for case in every if wrong(case)] == []
    assert [case["file"] for case in every if not case.get("intent") or not case.get("kind")] == []
    assert twins([case["text"] for case in every]) == []
    assert [case["file"] for case in every if "safety" in sets.as_list(case["kind"])] == []
    assert french[True] >= 190 and french[False] >= 210
    assert set(others) == LANGS - {"fr"} and min(others.values()) >= 9


def test_third_everyday_set_keeps_its_shape() -> None:
    """Everyday sentences with their intents: allowed values, no twin, no alarm, enough of each register and language."""
    every = sets.read("understanding_fresh_2")
    registers = Counter(case["register"] for case in every if case["lang"] == "fr")
    others = Counter(case["lang"] for case in every if case["lang"] != "fr")
    assert [(case["file"], wrong(case)) for case in every if wrong(case)] == []
    assert [case["file"] for case in every if case["intent"] in ALLOWED["safety_intents"]] == []
    assert twins([case["text"] for case in every]) == []
    assert registers["standard"] >= 170 and registers["texted"] >= 240
    assert set(others) == LANGS - {"fr"} and min(others.values()) >= 16


@pytest.mark.parametrize("folder", sorted(LATER))
def test_later_sets_are_fresh(folder: str) -> None:
    """No sentence of a later set is in another set of sentences."""

    def texts(name: str) -> set[str]:
        return {" ".join(case["text"].lower().split()) for case in sets.read(name)}

    names = (LATER | {"safety_dev", "understanding", "understanding_dev"}) - {folder}
    shared = len(
        texts(folder) & set().union(*map(texts, names))
    )  # a number: a failure must not show a held-back sentence
    assert shared == 0
