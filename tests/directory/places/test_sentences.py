"""The held-back sentences keep the promise of the project; `make eval-places` prints the whole table."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from benchmarks.eval_places import HELD_BACK, evaluate, load_cases, share  # noqa: E402

Results = list[tuple[bool, str, str]]


@pytest.fixture(scope="module")
def results() -> Results:
    """For each held-back sentence: whether it is an everyday phrase, its group, its outcome."""
    return [(case.everyday, case.group, outcome) for case, outcome, _ in evaluate(HELD_BACK)]


def test_there_are_enough_sentences() -> None:
    """At least 400 sentences that hold a place, and 120 phrases that hold none."""
    cases = load_cases(HELD_BACK, ())
    assert sum(not case.everyday for case in cases) >= 400
    assert sum(case.everyday for case in cases) >= 120


def test_the_founding_territories_are_understood(results: Results) -> None:
    """97 % right or rightly asked over the four founding territories together."""
    assert share(outcome for everyday, group, outcome in results if not everyday and group != "elsewhere") >= 97.0


def test_the_rest_of_the_country_is_understood(results: Results) -> None:
    """95 % right or rightly asked elsewhere, overseas included."""
    assert share(outcome for everyday, group, outcome in results if not everyday and group == "elsewhere") >= 95.0


def test_everyday_phrases_are_not_towns(results: Results) -> None:
    """At most 1 % of everyday phrases are taken for a town, in any deployment."""
    outcomes = [outcome for everyday, _, outcome in results if everyday]
    assert outcomes.count("wrong") <= 0.01 * len(outcomes)
