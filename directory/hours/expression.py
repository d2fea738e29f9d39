"""Reading an OSM `opening_hours` string, and refusing those that parse but may not mean what their author meant.

opening-hours-py evaluates. Before it does, the string must be made of rules of one plain shape:

    [week 1-53/2] [Mar-Oct] [Mo-Fr,PH] 09:00-12:00,14:00-17:00 | off | 24/7  ["sur rendez-vous"]

Anything else is refused (None): `Mo, Tu, Th 09:00-12:00` (Monday and Tuesday would be open day and night), `Mo-Fr`
alone, a comment alone, `||`, `SH` (school holidays are not known here), `14:00-14:00`, `17:00-12:00`,
a rule that later ones hide wholly.

Public holidays are not left to opening-hours-py, which knows the national days only: the string is compiled twice, once
for ordinary days, once for holidays (`PH` replaced by every day), and the caller says which day is a holiday.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, validate

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
OPEN, CLOSED, UNKNOWN = "open", "closed", "unknown"

_TIME = r"\d{1,2}:\d{2}"
_SPAN = rf"{_TIME}-{_TIME}"
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_DAY_RANGE = rf"{_DAY}(?:-{_DAY})?(?:\[-?\d(?:[-,]-?\d)*\])?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATE = rf"(?:\d{{4}} ?)?{_MONTH}(?: \d{{1,2}})?"
_DATES = rf"{_DATE}(?:-(?:{_DATE}|\d{{1,2}}))?"
_WEEK = r"\d{1,2}(?:-\d{1,2})?(?:/\d{1,2})?"
_RULE = re.compile(
    rf"(?P<wide>(?:week ?{_WEEK}(?:,{_WEEK})*:? |{_DATES}(?:,{_DATES})*:? )*)"
    rf"(?:(?P<days>{_DAY_RANGE}(?:,{_DAY_RANGE})*):? )?"
    rf"(?P<body>{_SPAN}(?:,{_SPAN})*|24/7|off|closed)"
    r'(?: ?(?P<comment>"[^"]*"))?'
)
# Rules follow one another after ";", or after ", " when the next one names its days (OSM's additional rule).
_SEPARATOR = re.compile(rf"\s*;\s*|(?<=\d\d:\d\d), (?={_DAY})")
# A night beyond this is a slip of the pen for a place that helps people ("17:00-12:00").
_NIGHT_STARTS, _NIGHT_ENDS = 16 * 60, 6 * 60


@dataclass(frozen=True)
class Span:
    """A stretch of one day, local naive times, with its state and the comment of the rule."""

    start: datetime
    end: datetime
    state: str
    comment: str = ""


@dataclass(frozen=True)
class Rule:
    """One rule, cut into its parts."""

    wide: str
    days: str
    body: str
    comment: str
    joiner: str = "; "

    @property
    def on_holidays(self) -> bool:
        """Whether the rule speaks of public holidays, or of always."""
        return "PH" in self.days or self.body == "24/7"

    @property
    def plain_days(self) -> frozenset[str] | None:
        """The weekdays of a rule with nothing else in its selector; None for any other rule."""
        if self.wide or "[" in self.days or "PH" in self.days:
            return None
        return _expand(self.days) if self.days else frozenset(DAYS)

    def written(self) -> str:
        """The rule again, in a plain form."""
        return " ".join(part for part in (self.wide.strip(), self.days, self.body, self.comment) if part)


@dataclass(frozen=True)
class Expression:
    """A string that may be trusted. `irregular`: not every week is the same (even weeks, months, first Monday)."""

    ordinary: OpeningHours
    holiday: OpeningHours | None
    always: bool
    irregular: bool

    def day(self, day: date, *, is_holiday: bool) -> tuple[Span, ...]:
        """The spans of that day, midnight to midnight, in order.

        On a holiday of which the string says nothing, what would be open is unknown: did its author think of holidays?
        """
        evaluated = self.holiday if is_holiday and self.holiday else self.ordinary
        start = datetime(day.year, day.month, day.day)
        spans = _spans(evaluated, start, start + timedelta(days=1))
        if is_holiday and self.holiday is None:
            return tuple(Span(one.start, one.end, UNKNOWN if one.state == OPEN else one.state) for one in spans)
        return spans


@lru_cache(maxsize=8192)
def read_expression(text: str | None) -> Expression | None:
    """The expression of `horaires`, or None when it is empty, broken, or not to be trusted."""
    rules = _rules(" ".join((text or "").replace("–", "-").split()).rstrip("; "))
    if not rules or _hidden(rules) or not validate(_join(rules)):
        return None
    return Expression(
        ordinary=_compile(rules),
        holiday=_for_holidays(rules),
        always=any(rule.body == "24/7" for rule in rules),
        irregular=any(rule.wide or "[" in rule.days for rule in rules),
    )


def _rules(text: str) -> list[Rule] | None:
    text = re.sub(rf"({_TIME}) ?- ?({_TIME})", r"\1-\2", text)
    text = re.sub(rf"({_TIME}), ?(?={_TIME})", r"\1,", text)
    joiners = ["; ", *("; " if ";" in found else ", " for found in _SEPARATOR.findall(text))]
    matched = [_RULE.fullmatch(part) for part in _SEPARATOR.split(text)]
    rules = [
        Rule(found["wide"], found["days"] or "", found["body"], found["comment"] or "", joiner)
        for found, joiner in zip(matched, joiners, strict=True)
        if found and _sensible(found["body"])
    ]
    return rules if len(rules) == len(matched) else None


def _sensible(body: str) -> bool:
    return all(_sensible_span(*found) for found in re.findall(rf"({_TIME})-({_TIME})", body))


def _sensible_span(start: str, end: str) -> bool:
    first, last = _minutes(start), _minutes(end)
    if first < last:
        return last <= 24 * 60
    return first >= _NIGHT_STARTS and last <= _NIGHT_ENDS


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes) if int(minutes) < 60 else 10**6


def _hidden(rules: list[Rule]) -> bool:
    """Whether a rule is wholly overridden by later ones: `Mo 09:00-12:00; Mo 14:00-17:00` loses its morning."""
    later: set[str] = set()
    for rule in reversed(rules):
        days = rule.plain_days
        if days is None:
            continue
        if days <= later:
            return True
        later |= days if rule.joiner == "; " else set()
    return False


def _expand(days: str) -> frozenset[str]:
    found: set[str] = set()
    for part in days.split(","):
        first, _, last = part.partition("-")
        start, stop = DAYS.index(first), DAYS.index(last or first)
        found |= {DAYS[(start + step) % 7] for step in range((stop - start) % 7 + 1)}
    return frozenset(found)


def _for_holidays(rules: list[Rule]) -> OpeningHours | None:
    if not any(rule.on_holidays for rule in rules):
        return None
    # "PH off; Mo-Fr 09:00-12:00" can only mean one thing: what is said of holidays wins, wherever it stands.
    ordered = [rule for rule in rules if "PH" not in rule.days] + [
        Rule(rule.wide, "Mo-Su", rule.body, rule.comment) for rule in rules if "PH" in rule.days
    ]
    return _compile(ordered)


def _compile(rules: list[Rule]) -> OpeningHours:
    return OpeningHours(_join(rules), auto_country=False, auto_timezone=False)


def _join(rules: list[Rule]) -> str:
    return "".join((rule.joiner if index else "") + rule.written() for index, rule in enumerate(rules))


def _spans(hours: OpeningHours, start: datetime, end: datetime) -> tuple[Span, ...]:
    return tuple(Span(first, last, str(state), comment) for first, last, state, comment in hours.intervals(start, end))
