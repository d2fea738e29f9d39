"""A week of opening hours, and its OSM spelling."""

from __future__ import annotations

from collections.abc import Mapping

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

# Minutes from midnight, start and end.
Range = tuple[int, int]
# (day, parity) → ranges. Parity: "" every week, "odd" or "even" weeks.
Week = dict[tuple[str, str], tuple[Range, ...]]

_PARITY = {"": "", "odd": "week 1-53/2 ", "even": "week 2-52/2 "}


def merged(ranges: list[Range]) -> tuple[Range, ...] | None:
    """Ranges in order, repeated and overlapping ones united; None when one ends before it begins."""
    if any(not 0 <= start < end <= 24 * 60 for start, end in ranges):
        return None
    whole: list[Range] = []
    for start, end in sorted(set(ranges)):
        if whole and start < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return tuple(whole)


def written(week: Mapping[tuple[str, str], tuple[Range, ...]]) -> str:
    """The OSM spelling of a week, days with the same hours together."""
    if all(week.get((day, "")) == ((0, 24 * 60),) for day in DAYS):
        return "24/7"
    rules = []
    for parity in _PARITY:
        days = {day: ranges for (day, held), ranges in week.items() if held == parity and ranges}
        for ranges in sorted(set(days.values()), key=lambda one: min(DAYS.index(d) for d in days if days[d] == one)):
            named = _days([day for day in DAYS if days.get(day) == ranges])
            rules.append(f"{_PARITY[parity]}{named} {','.join(map(_range, ranges))}")
    return "; ".join(rules)


def _days(days: list[str]) -> str:
    """`Mo-We,Fr` for Mo, Tu, We, Fr: runs of three or more are joined by a dash, pairs by a comma."""
    runs: list[list[str]] = []
    for day in days:
        if runs and DAYS.index(day) == DAYS.index(runs[-1][-1]) + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ",".join(run) for run in runs)


def _range(one: Range) -> str:
    return f"{one[0] // 60:02d}:{one[0] % 60:02d}-{one[1] // 60:02d}:{one[1] % 60:02d}"
