"""Open, closed or unknown, at the site's own clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from directory.hours.expression import CLOSED, OPEN, UNKNOWN, Expression, Span, read_expression
from directory.hours.wording import say_today
from directory.hours.zones import Where, holidays, zone

__all__ = ["Opening", "When", "Where", "matches", "opening_at", "state_at"]

# How far a next change is looked for: a seasonal site closes for months, none for more than a year.
_HORIZON_DAYS = 370
# A site open only five minutes of the wished evening is no answer.
_USEFUL = timedelta(minutes=30)


@dataclass(frozen=True)
class When:
    """A wished moment, on the person's calendar.

    `kind` "now" is an instant; every other kind is read on the site's own clock. "days_hours" means the hours
    from `start` to `end` on each day between them.
    """

    start: datetime
    end: datetime
    label: str
    kind: str


@dataclass(frozen=True)
class Opening:
    """The state of a site at an instant.

    `today` is plain French or None; `next_change` (aware, at the site) is the next instant when the site surely opens,
    or stops being surely open; `holiday` is the day's name when it is one; `comment` is the producer's words.
    """

    state: str
    today: str | None
    next_change: datetime | None
    zone: ZoneInfo
    holiday: str | None = None
    comment: str | None = None


def opening_at(horaires: str | None, where: Where, at: datetime) -> Opening:
    """The state of a site with these hours, standing there, at the aware instant `at`."""
    clock = zone(where)
    local = at.astimezone(clock)
    holiday = holidays(where).get(local.date())
    expression = read_expression(horaires)
    if expression is None:
        return Opening(UNKNOWN, None, None, clock, holiday)
    naive = local.replace(tzinfo=None)
    now = _at(expression, where, naive)
    change = _next_change(expression, where, naive, now.state)
    return Opening(
        state=now.state,
        today=say_today(day_spans(expression, where, local.date()), holiday),
        next_change=change.replace(tzinfo=clock) if change else None,
        zone=clock,
        holiday=holiday,
        comment=now.comment.strip('"') or None,
    )


def state_at(horaires: str | None, where: Where, at: datetime) -> str:
    """Only the state: "open", "closed" or "unknown" at the aware instant `at`."""
    expression = read_expression(horaires)
    if expression is None:
        return UNKNOWN
    return _at(expression, where, at.astimezone(zone(where)).replace(tzinfo=None)).state


def matches(horaires: str | None, where: Where, when: When) -> bool | None:
    """Whether the site is open during `when`: True, False, or None when its hours do not tell."""
    expression = read_expression(horaires)
    if expression is None:
        return None
    states = [_state_between(expression, where, start, end) for start, end in _windows(where, when)]
    if OPEN in states:
        return True
    return None if UNKNOWN in states else False


def day_spans(expression: Expression, where: Where, day: date) -> tuple[Span, ...]:
    """The spans of one day at the site, its holidays counted."""
    return expression.day(day, is_holiday=day in holidays(where))


def _at(expression: Expression, where: Where, naive: datetime) -> Span:
    return next(span for span in day_spans(expression, where, naive.date()) if span.start <= naive < span.end)


def _days(expression: Expression, where: Where, first: datetime, count: int) -> Iterator[Span]:
    for number in range(count):
        yield from day_spans(expression, where, first.date() + timedelta(days=number))


def _next_change(expression: Expression, where: Where, naive: datetime, state: str) -> datetime | None:
    if state == UNKNOWN or (expression.always and state == OPEN):
        return None
    for span in _days(expression, where, naive, _HORIZON_DAYS):
        # From closed, an unknown stretch (a holiday) is no promise that it opens: go on to a sure one.
        if span.start > naive and span.state != state and (state == OPEN or span.state == OPEN):
            return span.start
    return None


def _windows(where: Where, when: When) -> list[tuple[datetime, datetime]]:
    clock = zone(where)
    if when.kind == "now" and when.start.tzinfo:
        start, end = (moment.astimezone(clock).replace(tzinfo=None) for moment in (when.start, when.end))
        return [(start, end)]
    start, end = when.start.replace(tzinfo=None), when.end.replace(tzinfo=None)
    if when.kind != "days_hours":
        return [(start, end)]
    days = [start.date() + timedelta(days=number) for number in range((end.date() - start.date()).days + 1)]
    return [(_combine(day, start.time()), _combine(day, end.time())) for day in days]


def _combine(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock)


def _state_between(expression: Expression, where: Where, start: datetime, end: datetime) -> str:
    useful = min(_USEFUL, end - start)
    days = (end.date() - start.date()).days + 1
    held = dict.fromkeys((OPEN, UNKNOWN, CLOSED), timedelta())
    for span in _days(expression, where, start, days):
        held[span.state] += max(min(span.end, end) - max(span.start, start), timedelta())
    return next((state for state in (OPEN, UNKNOWN) if held[state] >= useful and held[state]), CLOSED)
