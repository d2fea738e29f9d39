"""Speed and memory of place resolution: `.venv/bin/python -m benchmarks.places`.

Loads the register, resolves every held-back sentence several times, prints load time, median, p95, p99 and maximum in
milliseconds of processor (what other programs do meanwhile is left out), and the memory that register, lexicon and resolver add.
"""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.eval_places import HELD_BACK, load_cases
from directory.places.gazetteer import Gazetteer
from directory.places.resolve import Resolver
from directory.settings import ROOT
from directory.territories import load_territories

FOUNDING = ("cap-nord-martinique", "pas-de-calais", "aix-marseille-provence", "caudresis-catesis")


def resident_mb() -> float:
    """Memory of this process, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def main() -> None:
    """Print the figures."""
    before, started = resident_mb(), time.perf_counter()
    gazetteer = Gazetteer.load()
    loaded = time.perf_counter() - started
    known = load_territories(ROOT / "data" / "territories")
    made = {slug: Resolver(gazetteer, (known[slug],) if slug else ()) for slug in (None, *FOUNDING)}
    for resolver in made.values():
        resolver.resolve("marseile", expecting_place=True)
    cases = load_cases(HELD_BACK, FOUNDING)
    taken = []
    for _ in range(3):
        for case in cases:
            start = time.thread_time()
            made[case.territory].resolve(case.text, expecting_place=case.asked)
            taken.append(1000 * (time.thread_time() - start))
    taken.sort()
    print(
        f"register loaded in {loaded:.2f} s; {resident_mb() - before:.0f} MB added (register, lexicon, {len(made)} resolvers)"
    )
    print(f"{len(taken)} resolutions, ms: " + ", ".join(f"{name} {_at(taken, q):.2f}" for name, q in QUANTILES))


QUANTILES = (("median", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1.0))


def _at(ordered: list[float], quantile: float) -> float:
    return ordered[min(len(ordered) - 1, int(quantile * len(ordered)))]


if __name__ == "__main__":
    main()
