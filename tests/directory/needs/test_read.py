"""Plain words → the standard's needs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from directory.needs.read import Wanted, read_needs

NOW = datetime(2026, 11, 19, 10, 30, tzinfo=UTC)
CASES = yaml.safe_load((Path(__file__).parent / "cases.yml").read_text("utf-8"))


def _plain(wanted: Wanted, field: str) -> Any:
    value = getattr(wanted, field)
    if field == "when" and value:
        return [moment.strftime("%Y-%m-%dT%H:%M") for moment in (value.start, value.end)]
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_each_case_is_read(case: dict[str, Any]) -> None:
    """Each named field of the case holds exactly what is expected."""
    wanted = read_needs(case["text"], NOW)
    expected = {field: value for field, value in case.items() if field != "text"}
    assert {field: _plain(wanted, field) for field in expected} == expected


def test_the_days_are_those_of_the_place() -> None:
    """At 2 a.m. in Paris it is still yesterday in Martinique."""
    late = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    here, there = (
        read_needs("aujourd'hui", late).when,
        read_needs("aujourd'hui", late, ZoneInfo("America/Martinique")).when,
    )
    assert here and there
    assert (here.start.day, there.start.day) == (20, 19)


def test_several_apostrophes_and_accents_read_alike() -> None:
    """Neither accents nor apostrophes change what is wanted."""
    assert read_needs("carte d’identité", NOW).procedure == read_needs("CARTE D'IDENTITE", NOW).procedure == "ants"


def test_nothing_is_read_in_nothing() -> None:
    """An empty message wants nothing."""
    assert read_needs("", NOW) == Wanted()
