"""How well places are understood: `.venv/bin/python -m benchmarks.eval_places [FOLDER] [--errors]` prints a table.

FOLDER: sentences of the shape described in tests/sentences/places/README.md (default: that folder, the held-back ones).
Per file group and per noise level: right, rightly asked, asked wrongly, wrong place, missed; then the everyday phrases
taken for a town.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from directory.places.gazetteer import Gazetteer
from directory.places.resolve import Resolver
from directory.places.results import Resolution
from directory.settings import ROOT
from directory.territories import Territory, load_territories

HELD_BACK = ROOT / "tests" / "sentences" / "places"
OUTCOMES = ("right", "asked_rightly", "asked_wrongly", "wrong", "missed")
HEADINGS = ("juste", "demandé à raison", "demandé à tort", "faux lieu", "manqué")


@dataclass(frozen=True)
class Case:
    """One sentence and what must come of it."""

    group: str
    text: str
    territory: str | None
    asked: bool
    noise: int
    wanted: dict[str, Any]

    @property
    def everyday(self) -> bool:
        """Whether no place must be found."""
        return self.wanted.get("outcome") == "none"


def load_cases(folder: Path, slugs: Iterable[str]) -> list[Case]:
    """Every case of a folder; everyday phrases are tried with no territory and with each one."""
    deployments = [None, *slugs]
    return [case for path in sorted(folder.glob("*.yml")) for case in _cases(path, deployments)]


def _cases(path: Path, deployments: list[str | None]) -> Iterator[Case]:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    everyday = path.stem.startswith("everyday")
    group = "everyday" if everyday else path.stem.split("_")[0]
    for entry in raw["cases"]:
        wanted = {
            name: entry[name]
            for name in ("insee", "ask", "departement", "region", "outcome", "or_ask")
            if name in entry
        }
        for slug in deployments if everyday else [raw["territory"]]:
            yield Case(group, entry["text"], slug, bool(entry.get("expecting_place")), entry.get("noise", 0), wanted)


def judge(case: Case, got: Resolution) -> str:
    """One of OUTCOMES."""
    codes = [candidate.insee for candidate in got.candidates]
    wanted = case.wanted
    if "outcome" in wanted:
        return (
            "right" if got.status == wanted["outcome"] else "missed" if got.status in {"none", "unknown"} else "wrong"
        )
    if got.status in {"none", "unknown"}:
        return "missed"
    if got.status == "ambiguous":
        meant = wanted.get("ask") or ([wanted["insee"]] if wanted.get("or_ask") and "insee" in wanted else None)
        return "asked_rightly" if meant and set(meant) <= set(codes) else "asked_wrongly"
    return "right" if _is_meant(wanted, got) else "wrong"


def _is_meant(wanted: dict[str, Any], got: Resolution) -> bool:
    only = got.candidates[0]
    if "departement" in wanted:
        return only.departement == wanted["departement"] and (only.precision == "departement" or "or_ask" in wanted)
    if "region" in wanted:
        return only.precision == "region"
    return bool(only.insee == wanted.get("insee"))


def resolvers() -> dict[str | None, Resolver]:
    """One resolver a founding territory, and one without territory."""
    gazetteer, known = Gazetteer.load(), load_territories(ROOT / "data" / "territories")
    founding = ("cap-nord-martinique", "pas-de-calais", "aix-marseille-provence", "caudresis-catesis")
    made: dict[str | None, Resolver] = {None: Resolver(gazetteer, (), others=_others(known))}
    made |= {slug: Resolver(gazetteer, (known[slug],), others=_others(known)) for slug in founding}
    return made


def _others(known: dict[str, Territory]) -> tuple[Territory, ...]:
    return tuple(known.values())


def evaluate(folder: Path) -> list[tuple[Case, str, Resolution]]:
    """Judge every case of a folder."""
    ready = resolvers()
    cases = load_cases(folder, [slug for slug in ready if slug])
    results = [(case, ready[case.territory].resolve(case.text, expecting_place=case.asked)) for case in cases]
    return [(case, judge(case, got), got) for case, got in results]


def share(outcomes: Iterable[str]) -> float:
    """Right or rightly asked, in percent."""
    counted = Counter(outcomes)
    return 100 * (counted["right"] + counted["asked_rightly"]) / max(1, sum(counted.values()))


def main() -> None:
    """Print the tables, and with --errors each sentence that went wrong."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--errors"]
    results = evaluate(Path(arguments[0]) if arguments else HELD_BACK)
    places = [(case, outcome) for case, outcome, _ in results if not case.everyday]
    _table("territoire", places, lambda case: case.group)
    _table("bruit", places, lambda case: str(case.noise))
    everyday = [outcome for case, outcome, _ in results if case.everyday]
    print(f"\nphrases de tous les jours : {len(everyday)} essais, {everyday.count('wrong')} pris pour un lieu", end=" ")
    print(
        f"({100 * everyday.count('wrong') / max(1, len(everyday)):.2f} %), {everyday.count('missed')} « lieu inconnu »"
    )
    if "--errors" in sys.argv:
        for case, outcome, got in results:
            if outcome not in {"right", "asked_rightly"}:
                labels = [f"{one.label} {one.insee}" for one in got.candidates]
                print(outcome, case.territory, "|", case.text, "|", case.wanted, "→", got.status, labels, got.why)


def _table(title: str, results: list[tuple[Case, str]], group: Any) -> None:
    print(f"\n{title:<24}{'cas':>5}{'bon %':>8}" + "".join(f"{heading:>18}" for heading in HEADINGS))
    for name in sorted({group(case) for case, _ in results}):
        outcomes = [outcome for case, outcome in results if group(case) == name]
        counts = "".join(f"{outcomes.count(outcome):>18}" for outcome in OUTCOMES)
        print(f"{name:<24}{len(outcomes):>5}{share(outcomes):>8.1f}{counts}")


if __name__ == "__main__":
    main()
