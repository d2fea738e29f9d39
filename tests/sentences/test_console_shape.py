"""The held-back shorthand keeps its shape: known fields, the standard's values, readable moments."""

from __future__ import annotations

import re
from typing import Any

import held_back as sets
import yaml

ALLOWED = yaml.safe_load((sets.HERE / "allowed.yml").read_text(encoding="utf-8"))
DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow"
PART = r"morning|afternoon|evening|(?:after|before) \d\d:\d\d"
MOMENT = re.compile(rf"now|weekend|this week|(?:{DAYS})(?: (?:{PART}))?|{PART}")


def wrong(case: dict[str, Any]) -> list[str]:
    """What is not allowed in a query's reading, in words; empty when all is well."""
    lists = {**ALLOWED["filters"], "services": ALLOWED["services"]}
    found = [f"{name}: {v}" for name, allowed in lists.items() for v in case.get(name, []) if v not in allowed]
    found += [f"unknown field: {field}" for field in case if field not in ALLOWED["console_fields"]]
    found += [f"place: {p}" for p in sets.as_list(case["place"]) if not re.fullmatch(r"\d[\dAB]\d{3}", p)]
    if "when" in case and not MOMENT.fullmatch(case["when"]):
        found.append(f"when: {case['when']}")
    return found


def test_shorthand_uses_allowed_values() -> None:
    """Each query has only known fields, values of the standard, INSEE codes and readable moments."""
    assert [(case["text"], wrong(case)) for case in sets.shorthand() if wrong(case)] == []


def test_a_typed_postcode_is_expected() -> None:
    """A query with five digits says the postcode that the reading must hold."""
    typed = [case for case in sets.shorthand() if re.search(r"\b\d{5}\b", case["text"])]
    assert [case["text"] for case in typed if case.get("postcode") not in case["text"].split()] == []


def test_promised_numbers_of_shorthand() -> None:
    """At least 130 queries, each once, and every field used at least twice."""
    every = sets.shorthand()
    used = [field for case in every for field in case]
    assert len({case["text"].lower() for case in every}) == len(every)
    assert len(every) >= 130
    assert [field for field in ALLOWED["console_fields"] if used.count(field) < 2] == []
