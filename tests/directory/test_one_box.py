"""The one box read whole: the place among the needs, what a name does not say, what was not understood."""

from __future__ import annotations

import itertools
import random
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.eval_shorthand import wrong
from directory.clock import Clock
from directory.lookup import Query, Reading, read_query
from directory.settings import Settings
from directory.wiring import Directory
from tests.sentences.held_back import read

CASES = yaml.safe_load((Path(__file__).parent / "one_box.yml").read_text(encoding="utf-8"))
TOWNS = ["arras", "62400", "st omer", "mrs 13", "paris 18e", "le cateau", "eu 76", "gap", "henin b", "fdf"]
ASKED = [
    "sr",
    "78 ans",
    "pmr",
    "titre séjour",
    "ordi pas cher",
    "cn",
    "grat",
    "coll",
    "ss rdv",
    "mer pm",
    "r20",
    "top 5",
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """A directory without territories, at a fixed clock."""
    folder = str(tmp_path_factory.mktemp("box"))
    settings = Settings.from_env({"AIDENUM_VAR": folder, "AIDENUM_OFFLINE": "1"})
    return Directory.open(settings, Clock(datetime.fromisoformat("2026-11-24T10:30:00+01:00")))


def reading(house: Directory, text: str) -> Reading:
    """What a text means in the box."""
    return read_query(house, Query(q=text))


@pytest.mark.parametrize("case", CASES["places"], ids=lambda case: case["text"])
def test_the_place(house: Directory, case: dict[str, Any]) -> None:
    """Found whatever stands around it, shortened or not."""
    found = reading(house, case["text"]).candidate
    assert found is not None
    assert found.label == case["label"]


@pytest.mark.parametrize("case", CASES["names"], ids=lambda case: case["text"])
def test_a_name_says_no_need(house: Directory, case: dict[str, Any]) -> None:
    """The words of the place are not read a second time as a day, a number or a need."""
    assert getattr(reading(house, case["text"]).wanted, case["field"]) == case["value"]


@pytest.mark.parametrize("case", CASES["unread"], ids=lambda case: case["text"])
def test_what_is_not_understood_is_kept(house: Directory, case: dict[str, Any]) -> None:
    """An unknown word is told, never guessed; a slip of the keyboard is put right; ordinary words are not told."""
    found = reading(house, case["text"])
    assert list(found.wanted.publics) == case["publics"]
    assert list(found.unread) == case["unread"]


@pytest.mark.parametrize("seed", range(60))
def test_any_order_reads_the_same(house: Directory, seed: int) -> None:
    """Shuffled, a query means the same place and the same needs."""
    chance = random.Random(seed)
    parts = [chance.choice(TOWNS), *chance.sample(ASKED, 4)]
    orders = [parts, *(chance.sample(parts, len(parts)) for _ in range(3))]
    read_all = [reading(house, " ".join(order)) for order in orders]
    for one, other in itertools.pairwise(read_all):
        assert (one.candidate and one.candidate.insee) == (other.candidate and other.candidate.insee), orders
        assert _sets(one) == _sets(other), orders


def test_the_development_set_is_read(house: Directory) -> None:
    """At least 98 of 100 queries of the development set are wholly right."""
    cases = read("console_dev")
    missed = [case["text"] for case in cases if wrong(reading(house, case["text"]), case, house)]
    assert len(cases) > 900
    assert len(missed) <= 0.02 * len(cases), missed


def _sets(found: Reading) -> dict[str, Any]:
    hidden = {"words", "ordinal"}
    return {
        name: set(value) if isinstance(value, tuple) else value
        for name, value in vars(found.wanted).items()
        if name not in hidden
    }
