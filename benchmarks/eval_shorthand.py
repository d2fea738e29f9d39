"""How many agents' queries are read wholly right: `.venv/bin/python -m benchmarks.eval_shorthand [dev] [--errors]`.

The held-back set (tests/sentences/console) gives figures only; `dev` measures tests/sentences/console_dev, and `--errors`
shows what was misread there. A query is wholly right when its place and every field are, and nothing else was read.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from directory.clock import Clock
from directory.hours.opening import When
from directory.lookup import Query, Reading, read_query
from directory.settings import Settings
from directory.wiring import Directory
from tests.sentences.held_back import Case, as_list, read, shorthand

NOW = datetime.fromisoformat("2026-11-24T10:30:00+01:00")
LISTS = ("services", "publics", "special_care", "programmes", "cost", "support", "access")
# French label → the one of the set, longest first.
LABELS = {
    **dict(
        zip(
            "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
            "monday tuesday wednesday thursday friday saturday sunday".split(),
            strict=True,
        )
    ),
    **{"cette semaine": "this week", "le week-end": "weekend", "aujourd'hui": "today", "demain": "tomorrow"},
    **{"après-midi": "afternoon", "matin": "morning", "soir": "evening", "maintenant": "now"},
    **{"après": "after", "avant": "before"},
}
_LABEL = re.compile("|".join(sorted(map(re.escape, LABELS), key=len, reverse=True)))
_CLOCK = re.compile(r"(\d{1,2}) ?h ?(\d\d)?")


def moment(when: When | None) -> str | None:
    """A moment in the set's words: "saturday morning", "after 18:00"."""
    if when is None or when.kind == "now":
        return "now" if when else None
    words = _LABEL.sub(lambda match: LABELS[match[0]], when.label)
    return _CLOCK.sub(lambda match: f"{int(match[1]):02d}:{match[2] or '00'}", words)


def wrong(reading: Reading, case: Case, house: Directory) -> list[str]:
    """The names of the fields misread, with what was read."""
    wanted, place = reading.wanted, reading.candidate
    got: dict[str, Any] = {name: sorted(getattr(wanted, name)) for name in LISTS if getattr(wanted, name)}
    got |= {"when": moment(wanted.when), "radius_km": wanted.radius_km, "count": wanted.count}
    got["itinerant"] = wanted.itinerant
    expected = {name: sorted(case.get(name, [])) or None for name in LISTS} | {
        name: case.get(name) for name in ("when", "radius_km", "count", "itinerant")
    }
    faults = [f"{name}: {got.get(name)}" for name in expected if got.get(name) != expected[name]]
    insee = place.insee if place else None
    if insee not in (as_list(case["place"]) or [None]):
        faults.append(f"place: {reading.resolution.status} {insee}")
    commune = house.gazetteer.commune(insee) if insee else None
    if case.get("postcode") and (commune is None or str(case["postcode"]) not in commune.postcodes):
        faults.append(f"postcode: {insee}")
    return faults


def measure(cases: Iterable[Case]) -> list[tuple[Case, list[str]]]:
    """Every case with its faults, at a fixed clock."""
    with TemporaryDirectory() as folder:
        settings = Settings.from_env({"AIDENUM_VAR": str(Path(folder)), "AIDENUM_OFFLINE": "1"})
        house = Directory.open(settings, Clock(NOW))
        return [(case, wrong(read_query(house, Query(q=case["text"])), case, house)) for case in cases]


def values(measured: Iterable[tuple[Case, list[str]]]) -> Counter[str]:
    """How often each value of a list was expected and not read ("-") or read and not expected ("+")."""
    counted: Counter[str] = Counter()
    for case, faults in measured:
        for name, _, got in (fault.partition(": ") for fault in faults):
            if name in LISTS:
                read_values, expected = set(ast.literal_eval(got) or ()), set(case.get(name, []))
                counted.update(
                    [f"+{value}" for value in read_values - expected]
                    + [f"-{value}" for value in expected - read_values]
                )
    return counted


def main() -> None:
    """Print the share wholly right, and how often each field is misread."""
    dev = "dev" in sys.argv
    measured = measure(read("console_dev") if dev else shorthand())
    right = sum(not faults for _, faults in measured)
    print(f"wholly right: {right}/{len(measured)} ({100 * right / len(measured):.1f} %)")
    fields = Counter(fault.split(":")[0] for _, faults in measured for fault in faults)
    print("misread:", ", ".join(f"{name} {count}" for name, count in fields.most_common()) or "nothing")
    print("by value:", ", ".join(f"{name} {count}" for name, count in values(measured).most_common()) or "nothing")
    if dev and "--errors" in sys.argv:
        for case, faults in measured:
            if faults:
                print(f"  {case['text']}  →  {' · '.join(faults)}")


if __name__ == "__main__":
    main()
