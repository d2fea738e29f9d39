"""How long hours take: reading a string once, then answering. Ratios within one run.

.venv/bin/python -m benchmarks.hours
"""

from __future__ import annotations

import timeit
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from opening_hours import OpeningHours

from directory.hours import Where, describe_week, opening_at, state_at
from directory.hours.expression import read_expression

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
WHERE = Where(50.29, 2.78, "62041")
STRINGS = [
    f"Mo-Fr {8 + a:02d}:{b:02d}-12:00,13:30-{16 + c}:30; Sa 09:00-1{d}:00"
    for a in range(3) for b in (0, 15, 30, 45) for c in range(4) for d in range(4)
]  # fmt: skip


def main() -> None:
    """Print microseconds a string for each step, and its ratio to the library alone."""
    steps: dict[str, Callable[[], object]] = {
        "opening-hours-py alone, parse and evaluate": lambda: [
            OpeningHours(text).is_open(NOW.replace(tzinfo=None)) for text in STRINGS
        ],
        "read_expression, never seen": _read_again,
        "state_at, seen before": lambda: [state_at(text, WHERE, NOW) for text in STRINGS],
        "opening_at, seen before": lambda: [opening_at(text, WHERE, NOW) for text in STRINGS],
        "opening_at on a Saturday night": lambda: [
            opening_at(text, WHERE, NOW + timedelta(hours=12)) for text in STRINGS
        ],
        "describe_week": lambda: [describe_week(text, WHERE, NOW) for text in STRINGS],
    }
    costs = {name: min(timeit.repeat(step, number=1, repeat=5)) / len(STRINGS) * 1e6 for name, step in steps.items()}
    base = next(iter(costs.values()))
    print(f"{len(STRINGS)} strings")
    for name, cost in costs.items():
        print(f"{name:<45} {cost:8.1f} µs  × {cost / base:.2f}")


def _read_again() -> None:
    read_expression.cache_clear()
    for text in STRINGS:
        read_expression(text)


if __name__ == "__main__":
    main()
