"""The second opinion on hours: what opening-hours-py makes of an OSM text, compared with what we read."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

from directory.importer.rules.week import DAYS, Range, Week, merged

# A Monday of an odd ISO week, without a public holiday in it or in the next week.
_ODD_MONDAY = datetime(2027, 1, 18)
_TIMES = re.compile(r"\d{1,2}:\d{2}")
_WEEKDAY_LIST_WITH_SPACE = re.compile(r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)\s*,\s+(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)\b")
_ALL_DAY = re.compile(r"24/7|00:00-24:00|00:00-00:00|00:00-23:59")


def agrees(osm: str, week: Week) -> bool:
    """Whether an OSM text, evaluated, opens exactly as `week` says, in odd and in even weeks."""
    opened = _evaluated(osm)
    return opened is not None and opened == (_flat(week, "odd"), _flat(week, "even"))


@lru_cache(maxsize=20_000)
def valid_osm(text: str) -> str | None:
    """An OSM text with selectors that we do not read ourselves (months, comments, nth weekdays), when it can be trusted.

    It must parse, hold no weekday list that the parser is known to misread, keep every time of day once normalised, and
    not open whole days that nobody wrote.
    """
    if _WEEKDAY_LIST_WITH_SPACE.search(text):
        return None
    try:
        hours = OpeningHours(text)
        normal = str(hours.normalize())
    except (ParserError, ValueError):
        return None
    if not _TIMES.search(text) and not _ALL_DAY.search(text) and "off" not in text:
        return None
    if not _ALL_DAY.search(text) and _ALL_DAY.search(normal):
        return None
    return None if _opens_whole_days(hours, text) else text


def _opens_whole_days(hours: OpeningHours, text: str) -> bool:
    if _ALL_DAY.search(text):
        return False
    start = _ODD_MONDAY
    spans = hours.intervals(start, start + timedelta(days=371))
    return any(
        str(span[2]).endswith("open") and _length(span[0], span[1], start) >= timedelta(hours=23) for span in spans
    )


def _length(start: datetime | None, end: datetime | None, first: datetime) -> timedelta:
    return (end or first + timedelta(days=400)) - (start or first)


def _evaluated(osm: str) -> tuple[dict[str, tuple[Range, ...]], dict[str, tuple[Range, ...]]] | None:
    try:
        hours = OpeningHours(osm)
    except (ParserError, ValueError):
        return None
    return _one_week(hours, _ODD_MONDAY), _one_week(hours, _ODD_MONDAY + timedelta(days=7))


def _one_week(hours: OpeningHours, monday: datetime) -> dict[str, tuple[Range, ...]]:
    found: dict[str, tuple[Range, ...]] = {}
    for place, day in enumerate(DAYS):
        midnight = monday + timedelta(days=place)
        spans = hours.intervals(midnight, midnight + timedelta(days=1))
        ranges = [_minutes(span[0], span[1], midnight) for span in spans if str(span[2]).endswith("open")]
        if ranges:
            found[day] = _joined(ranges)
    return found


def _minutes(start: datetime | None, end: datetime | None, midnight: datetime) -> Range:
    first = max(start or midnight, midnight) - midnight
    last = min(end or midnight + timedelta(days=1), midnight + timedelta(days=1)) - midnight
    return int(first.total_seconds() // 60), int(last.total_seconds() // 60)


def _joined(ranges: list[Range]) -> tuple[Range, ...]:
    """Touching ranges united, as evaluation does: `10-13,13-18` opens from 10 to 18."""
    whole: list[Range] = []
    for start, end in merged(ranges) or ():
        if whole and start == whole[-1][1]:
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return tuple(whole)


def _flat(week: Week, parity: str) -> dict[str, tuple[Range, ...]]:
    """What a week of that parity opens."""
    found: dict[str, tuple[Range, ...]] = {}
    for day in DAYS:
        ranges = [*week.get((day, ""), ()), *week.get((day, parity), ())]
        if ranges:
            found[day] = _joined(ranges)
    return found
