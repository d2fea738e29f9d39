"""The day and time that a sentence asks for: "samedi matin", "après 18h", "ouvert maintenant", "le 24 décembre"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache

from directory.hours.opening import When
from directory.needs.rules import settings
from directory.writing.phrases import compile_phrases

CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-4])\s*(?:h(?:eures?|rs?)?|:)\s*([0-5]\d(?!\W*(?:km|ans)\b))?(?!\d|\w)")
AFTER = re.compile(r"(apres|a partir de|after|des|despues de|nach|depois das|dopo le|po|после|بعد)\W*(les )?$")
BEFORE = re.compile(r"(avant|jusqu'a|before|antes de|vor|antes das|prima delle|przed|до|قبل)\W*(les )?$")
RANGE = re.compile(r"^\s*(et|a|-|/|and|to)\s*$")
NUMERIC_DATE = re.compile(r"(?<![\d/])([0-3]?\d)/([01]?\d)(?:/(\d{2,4}))?(?![\d/]|\W*km\b)")
INSTANT = timedelta(minutes=1)


@dataclass(frozen=True)
class _Days:
    """The days meant: `first` included, `count` of them, and how to say them."""

    first: date
    count: int
    label: str
    kind: str


@cache
def _patterns(group: str) -> dict[str, re.Pattern[str]]:
    content = settings("when")[group]
    return {
        str(name): compile_phrases(entry["words"] if isinstance(entry, dict) else entry)
        for name, entry in content.items()
    }


@cache
def _now_words() -> re.Pattern[str]:
    return compile_phrases(settings("when")["now"])


def read_when(text: str, now: datetime, zone: tzinfo) -> When | None:
    """The moment that `text` (already read) asks for, after `now`, on the clock of `zone`; None when it names none."""
    here = now.astimezone(zone)
    hours = _clock_range(text) or _part(text)
    days = _days(text, here.date())
    if days is None and hours is None:
        return (
            When(here, here + INSTANT, settings("when")["labels"]["now"], "now") if _now_words().search(text) else None
        )
    return _moment(days, hours, here)


def _moment(days: _Days | None, hours: tuple[time, time, str] | None, here: datetime) -> When:
    days = days or _Days(here.date(), 1, "", "hours")
    start, end, label = hours or (time(0), time(23, 59), "")
    first = datetime.combine(days.first, start, here.tzinfo)
    last = datetime.combine(days.first + timedelta(days=days.count - 1), end, here.tzinfo)
    kind = days.kind if hours is None else f"{days.kind}_hours" if days.kind != "hours" else "hours"
    return When(first, last, " ".join(filter(None, (days.label, label))), kind)


def _days(text: str, today: date) -> _Days | None:
    return _relative(text, today) or _calendar(text, today) or _weekday(text, today)


def _relative(text: str, today: date) -> _Days | None:
    labels, patterns = settings("when")["labels"], _patterns("days")
    shifts = {"after_tomorrow": (2, 1), "tomorrow": (1, 1), "today": (0, 1), "next_week": (7 - today.weekday(), 7)}
    shifts |= {
        "weekend": (max(5 - today.weekday(), 0), 2 if today.weekday() < 6 else 1),
        "week": (0, 7 - today.weekday()),
    }
    for name, (shift, count) in shifts.items():
        if patterns[name].search(text):
            weekday = _weekday(text, today + timedelta(days=shift)) if name == "next_week" else None
            return weekday or _Days(today + timedelta(days=shift), count, labels[name], "days" if count > 1 else "day")
    return None


def _weekday(text: str, today: date) -> _Days | None:
    for number, pattern in _patterns("weekdays").items():
        if pattern.search(text):
            return _next_weekday(int(number), today)
    for number, pattern in _patterns("short_weekdays").items():
        match = pattern.search(text)
        if match and _beside_a_moment(text, match):
            return _next_weekday(int(number), today)
    return None


def _beside_a_moment(text: str, match: re.Match[str]) -> bool:
    around = text[: match.start()].split()[-1:] + text[match.end() :].split()[:1]
    moments = [*_patterns("parts").values(), compile_phrases(["(ouvert|horaires|rendez-vous|dispo)"])]
    return any(pattern.fullmatch(word) for word in around for pattern in moments) or bool(
        CLOCK.match(text, match.end() + 1)
    )


def _next_weekday(number: int, today: date) -> _Days:
    first = today + timedelta(days=(number - today.weekday()) % 7)
    return _Days(first, 1, settings("when")["weekday_labels"][number], "day")


def _calendar(text: str, today: date) -> _Days | None:
    months = settings("when")["months"]
    for number, month in enumerate(months, start=1):
        match = re.search(rf"(?<!\d)([0-3]?\d)(?:er)? {month.replace('*', '[a-z]*')}\b", text)
        if match:
            return _on(int(match[1]), number, today)
    match = NUMERIC_DATE.search(text)
    return _on(int(match[1]), int(match[2]), today) if match else None


def _on(day: int, month: int, today: date) -> _Days | None:
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return _Days(found, 1, f"le {day} {settings('when')['month_labels'][month - 1]}", "day")
    return None


def _part(text: str) -> tuple[time, time, str] | None:
    parts = settings("when")["parts"]
    for name, pattern in _patterns("parts").items():
        if pattern.search(text):
            start, end = (time.fromisoformat(hour) for hour in parts[name]["hours"])
            return start, end, parts[name]["label"]
    return None


def _clock_range(text: str) -> tuple[time, time, str] | None:
    """ "après 18h", "avant 9h", "entre 14h et 16h30", "à 10h"."""
    found = list(CLOCK.finditer(text))
    if not found:
        return None
    first, said = _hour(found[0]), _said(found[0])
    if len(found) > 1 and RANGE.match(text[found[0].end() : found[1].start()]):
        return first, _hour(found[1]), f"entre {said} et {_said(found[1])}"
    before = text[: found[0].start()]
    if AFTER.search(before):
        return first, time(23, 59), f"après {said}"
    if BEFORE.search(before):
        return time(0), first, f"avant {said}"
    return first, (datetime.combine(date.min, first) + INSTANT).time(), f"à {said}"


def _hour(match: re.Match[str]) -> time:
    return time(int(match[1]) % 24, int(match[2] or 0))


def _said(match: re.Match[str]) -> str:
    return f"{int(match[1])}h{match[2] or ''}"
