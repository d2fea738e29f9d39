"""Our hours against an independent implementation (npm `opening_hours`, a development dependency only)."""

from __future__ import annotations

import csv
import json
import os
import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from directory.hours import Where, holidays, state_at
from directory.hours.expression import read_expression
from directory.settings import ROOT

HERE = Path(__file__).parent
JS = HERE / "js"
SHARED = ROOT.parent / "shared" / "data"
DATA: dict[str, Any] = yaml.safe_load((HERE / "independent.yml").read_text(encoding="utf-8"))
LETTERS = {"o": "open", "c": "closed", "u": "unknown", "e": "unknown"}
PLACES = {
    "Arras": (Where(50.29, 2.78, "62041"), "Europe/Paris", "Hauts-de-France"),
    "Le Lorrain": (Where(14.83, -61.05, "97214"), "America/Martinique", "Martinique"),
}
DAYS = {"h_lundi": "Mo", "h_mardi": "Tu", "h_mercredi": "We", "h_jeudi": "Th", "h_vendredi": "Fr", "h_samedi": "Sa"}
SPAN = re.compile(r"(\d\d?:\d\d) ?- ?(\d\d?:\d\d)")


@pytest.fixture(scope="module")
def library() -> Path:
    """The JavaScript library, installed from its lock when it is not there."""
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    if not (JS / "node_modules" / "opening_hours").exists():
        done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=JS, capture_output=True)
        if done.returncode:
            pytest.skip("npm ci cannot install opening_hours here (no network?)")
    return JS


def instants(clock: ZoneInfo) -> list[datetime]:
    """200 instants of 2026: around both clock changes, at ten on every holiday, the rest drawn by a seed in the day's hours."""
    fixed = [datetime(2026, 3, 29, hour, 30, tzinfo=UTC) for hour in (0, 1, 2, 8, 13)]
    fixed += [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1, 2, 9, 14)]
    for day in sorted({*days_off(PLACES["Arras"][0]), *days_off(PLACES["Le Lorrain"][0])}):
        fixed.append(datetime(day.year, day.month, day.day, 10, 5, tzinfo=clock))
    drawn = random.Random(2026)
    start = datetime(2026, 1, 1, tzinfo=clock)
    while len(fixed) < 200:
        at = start + timedelta(days=drawn.randrange(365))
        fixed.append(at.replace(hour=drawn.choice(range(7, 20)), minute=drawn.choice((0, 1, 15, 29, 30, 45, 59))))
    return fixed


def days_off(where: Where) -> list[date]:
    """The public holidays of 2026 there."""
    return [
        date(2026, 1, 1) + timedelta(days=n)
        for n in range(365)
        if date(2026, 1, 1) + timedelta(days=n) in holidays(where)
    ]


def real_strings() -> set[str]:
    """Every distinct hours string of the shared files; the France Services columns are joined day by day."""
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is missing")
    rows = json.loads((SHARED / "conseillers-numeriques-2022-12.v0.json").read_text(encoding="utf-8"))
    found = {row["horaires"] for row in rows if row.get("horaires")}
    with (SHARED / "france-services-2022-12.csv").open(encoding="utf-8") as file:
        found |= {text for row in csv.DictReader(file) if (text := "; ".join(_weekdays(row)))}
    return found


def _weekdays(row: dict[str, str]) -> Iterator[str]:
    for column, day in DAYS.items():
        spans = dict.fromkeys(f"{first}-{last}" for first, last in SPAN.findall(row[column]))
        if spans:
            yield f"{day} {','.join(spans)}"


def ask(library: Path, hours: list[str], place: str, moments: list[datetime]) -> list[str]:
    """What the JavaScript library says, one string of letters for each hours string."""
    where, clock, state = PLACES[place]
    address = {"country_code": "fr", "state": state}
    question = {"place": {"lat": where.lat, "lon": where.lon, "address": address}, "hours": hours}
    question["instants"] = [at.astimezone(UTC).isoformat().replace("+00:00", "Z") for at in moments]
    done = subprocess.run(
        ["node", "check.js"],
        cwd=library,
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": clock},
    )
    return [line if line != "e" else "e" * len(moments) for line in done.stdout.split("\n")]


def explain(text: str, ours: str, theirs: str, day: date, where: Where) -> str | None:
    """The class of a difference, or None when nothing explains it."""
    if ours == "unknown" and read_expression(text) is None:
        return refusal(text)
    if (ours, theirs) == ("open", "unknown") and '"' in text:
        return "comment-kept"
    if day in holidays(where):
        if "PH" not in text and ours == "unknown" and theirs == "open":
            return "holiday-not-mentioned"
        if text.startswith("PH off;") and ours == "closed":
            return "holidays-first"
        if day not in holidays(Where(code_insee="75056")):
            return "local-holiday"
    return None


def refusal(text: str) -> str:
    """Why our reader refuses a string that the other library accepts."""
    spans = [
        (int(a) * 60 + int(b), int(c) * 60 + int(d)) for a, b, c, d in re.findall(r"(\d+):(\d+)-(\d+):(\d+)", text)
    ]
    tests = {
        "comment-only": text.startswith('"') or "||" in text,
        "school-holidays": "SH" in text,
        "written-otherwise": "h" in re.sub(r"Th|SH|PH|Mar", "", text),
        "open-day": bool(re.search(r"(Mo|Tu|We|Th|Fr|Sa|Su)(, |;|$)", text)) or "Sun" in text,
        "zero-length": any(first == last for first, last in spans),
        "backwards": any(first > last for first, last in spans),
        "opening-only": bool(re.search(r"\d\d:\d\d-\d\d:\d\d-|(?:[a-z] |,)\d\d:\d\d(?!-|\d)", text)),
        "hidden-rule": ";" in text,
    }
    return next((name for name, holds in tests.items() if holds), "unexplained")


def compare(library: Path, texts: list[str], place: str) -> tuple[Counter[str], list[str]]:
    """How many differences of each class, and those that nothing explains."""
    where, clock, _ = PLACES[place]
    moments = instants(ZoneInfo(clock))
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    for text, letters in zip(texts, ask(library, texts, place, moments), strict=True):
        for at, letter in zip(moments, letters, strict=True):
            ours, theirs = state_at(text, where, at), LETTERS[letter]
            name = (
                "same" if ours == theirs else explain(text, ours, theirs, at.astimezone(ZoneInfo(clock)).date(), where)
            )
            seen[name or "unexplained"] += 1
            if name not in ("same", *DATA["classes"]):
                wrong.append(f"{text!r} at {at.isoformat()}: ours {ours}, theirs {theirs}")
    return seen, wrong


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize("place", PLACES)
def test_every_real_string_agrees_or_its_difference_is_explained(library: Path, place: str) -> None:
    """200 instants of a year, with clock changes and holidays, for every distinct string of the shared files."""
    seen, wrong = compare(library, sorted(real_strings()), place)
    assert wrong[:20] == []
    assert seen["same"] > 0.9 * seen.total()


@pytest.mark.parametrize("place", PLACES)
def test_the_rarer_forms_agree_too(library: Path, place: str) -> None:
    """Even weeks, first Mondays, seasons, holidays written out, and the traps."""
    _, wrong = compare(library, DATA["extra"], place)
    assert wrong == []
