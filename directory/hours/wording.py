"""Saying hours: plain words for a day and a week, read aloud, and short for SMS (GSM-7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from directory.hours.expression import OPEN, UNKNOWN, Expression, Span, read_expression
from directory.hours.words import FRENCH, MONTHS, Clock, Words, short_clock, spoken_clock, words
from directory.hours.zones import Where, holidays, zone

__all__ = [
    "MONTHS",
    "describe_day",
    "describe_today",
    "describe_week",
    "open_times",
    "say_date",
    "say_times",
    "say_today",
    "short",
    "short_day",
    "speak",
    "spoken_clock",
]

SHORT_WEEKDAYS = ("lu", "ma", "me", "je", "ve", "sa", "di")

Times = tuple[tuple[str, str, str], ...]
_ALL_DAY: Times = (("00:00", "24:00", ""),)
# How far ahead a seasonal site is looked for.
_A_YEAR = 370
# What an SMS says instead: shorter, and without the letters that GSM-7 lacks.
_BRIEF = (
    ("cette semaine et la prochaine : ", ""),
    ("cette semaine : ", "cette sem. "),
    ("semaine prochaine : ", "sem. proch. "),
    ("août", "aout"),
)


def say_times(times: Times, said: Words, clock: Clock | None = None) -> str:
    """ "de 9 h à midi et de 14 h à 17 h", with the producer's comments."""
    if times == _ALL_DAY:
        return said.say("all_day")
    write = clock or said.clock
    spans = [said.say("span", start=write(start), end=write(end)) + _remark(note) for start, end, note in times]
    return said.join(spans)


def say_today(spans: Sequence[Span], holiday: str | None = None, lang: str = FRENCH) -> str:
    """ "ouvert aujourd'hui de 9 h à midi", "fermé aujourd'hui (jour férié : Noël)"."""
    said, times = words(lang), open_times(spans)
    remark = said.say("holiday", name=holiday) if holiday else ""
    if any(span.state == UNKNOWN for span in spans):
        return said.say("unsure_today", holiday=remark)
    if not times:
        return said.say("closed_today", holiday=remark)
    return said.say("open_today", times=say_times(times, said), holiday=remark)


def describe_today(horaires: str | None, where: Where, at: datetime, lang: str = FRENCH) -> str | None:
    """`say_today` for the site's own day at the aware instant `at`; None when the hours are not known."""
    expression, day = read_expression(horaires), at.astimezone(zone(where)).date()
    if expression is None:
        return None
    holiday = holidays(where).get(day)
    return say_today(expression.day(day, is_holiday=holiday is not None), holiday, lang)


def describe_day(horaires: str | None, where: Where, at: datetime, day: date, lang: str = FRENCH) -> str | None:
    """One day: "samedi 21 novembre, de 9 h à midi", "fermé …". None when the hours are not known."""
    expression = read_expression(horaires)
    if expression is None:
        return None
    holiday, said = holidays(where).get(day), words(lang)
    spans = expression.day(day, is_holiday=holiday is not None)
    named = {"day": say_date(day, lang), "holiday": said.say("holiday", name=holiday) if holiday else ""}
    if any(span.state == UNKNOWN for span in spans):
        return said.say("day_unsure", **named)
    times = open_times(spans)
    return said.say("day_open", times=say_times(times, said), **named) if times else said.say("day_closed", **named)


def describe_week(horaires: str | None, where: Where, at: datetime, lang: str = FRENCH) -> str | None:
    """The ordinary week: "mardi et jeudi, de 9 h à midi". When this week and the next differ, both are said.

    None when the hours are not known. Holidays are left out: `opening_at` and `describe_day` count them.
    """
    said = words(lang)
    return _week(horaires, where, at, said, lambda week: _say_week(week, said))


def speak(horaires: str | None, where: Where, at: datetime) -> str | None:
    """The same in French, to be read aloud: "mardi et jeudi, de 9 heures à midi"."""
    return _week(horaires, where, at, words(), lambda week: _say_week(week, words(), spoken_clock))


def short(horaires: str | None, where: Where, at: datetime) -> str | None:
    """The same in French for SMS, in GSM-7: "ma,je 9h-12h"."""
    said = _week(horaires, where, at, words(), _shorten_week)
    for long, brief in _BRIEF:
        said = said.replace(long, brief) if said else None
    return said


def short_day(horaires: str | None, where: Where, day: date) -> str | None:
    """One day for SMS: "9h-12h 14h-17h", "fermé"; None when not known."""
    expression = read_expression(horaires)
    spans = expression.day(day, is_holiday=day in holidays(where)) if expression else ()
    if not spans or any(span.state == UNKNOWN for span in spans):
        return None
    return _shorten(open_times(spans)) or "fermé"


def say_date(day: date, lang: str = FRENCH) -> str:
    """ "samedi 21 novembre", "dimanche 1er novembre"."""
    said = words(lang)
    return f"{said.weekdays[day.weekday()]} {said.ordinal(day.day, day.month)}"


def open_times(spans: Sequence[Span]) -> Times:
    """The open stretches of a day as clocks and comments, touching ones joined."""
    joined: list[Span] = []
    for span in spans:
        if span.state != OPEN:
            continue
        if joined and joined[-1].end == span.start and joined[-1].comment == span.comment:
            joined[-1] = Span(joined[-1].start, span.end, OPEN, span.comment)
        else:
            joined.append(span)
    return tuple((f"{one.start:%H:%M}", _end(one), one.comment.strip('"')) for one in joined)


def _end(span: Span) -> str:
    return "24:00" if span.end.date() > span.start.date() else f"{span.end:%H:%M}"


def _week(
    horaires: str | None, where: Where, at: datetime, said: Words, say: Callable[[list[Times]], str]
) -> str | None:
    expression = read_expression(horaires)
    if expression is None:
        return None
    today = at.astimezone(zone(where)).date()
    monday = today - timedelta(days=today.weekday())
    this, following = (_seven_days(expression, monday + timedelta(days=shift)) for shift in (0, 7))
    if not expression.irregular:
        return say(this) or said.say("closed")
    if not any(this) and not any(following):
        return _next_open_day(expression, today, said, say)
    if this == following:
        return said.say("both_weeks", week=say(this))
    weeks = (say(this) or said.say("closed"), say(following) or said.say("closed"))
    return said.say("break").join((said.say("this_week", week=weeks[0]), said.say("next_week", week=weeks[1])))


def _next_open_day(expression: Expression, today: date, said: Words, say: Callable[[list[Times]], str]) -> str:
    """Where two weeks hold nothing: the next day that does, in a seasonal or monthly calendar."""
    for day in (today + timedelta(days=number) for number in range(_A_YEAR)):
        if open_times(expression.day(day, is_holiday=False)):
            week = say(_seven_days(expression, day))
            return said.say("from_day", day=said.ordinal(day.day, day.month), week=week)
    return said.say("closed")


def _seven_days(expression: Expression, first: date) -> list[Times]:
    """The seven days from `first`, set out from Monday to Sunday; holidays left out."""
    days = sorted((first + timedelta(days=number) for number in range(7)), key=date.weekday)
    return [open_times(expression.day(day, is_holiday=False)) for day in days]


def _say_week(week: list[Times], said: Words, clock: Clock | None = None) -> str:
    groups = [
        said.say("group", days=_say_days(days, said), times=say_times(times, said, clock))
        for times, days in _group(week)
    ]
    return said.say("break").join(groups)


def _shorten_week(week: list[Times]) -> str:
    return "; ".join(f"{_shorten_days(days)} {_shorten(times)}" for times, days in _group(week))


def _group(week: list[Times]) -> list[tuple[Times, list[int]]]:
    groups: dict[Times, list[int]] = {}
    for number, times in enumerate(week):
        if times:
            groups.setdefault(times, []).append(number)
    return list(groups.items())


def _runs(days: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _say_days(days: list[int], said: Words) -> str:
    if days == list(range(7)):
        return said.say("every_day")
    parts: list[str] = []
    for run in _runs(days):
        names = [said.weekdays[day] for day in run]
        parts += [said.say("days", first=names[0], last=names[-1])] if len(run) > 2 else names
    return said.join(parts)


def _shorten_days(days: list[int]) -> str:
    parts: list[str] = []
    for run in _runs(days):
        names = [SHORT_WEEKDAYS[day] for day in run]
        parts += [f"{names[0]}-{names[-1]}"] if len(run) > 2 else names
    return ",".join(parts)


def _shorten(times: Times) -> str:
    if times == _ALL_DAY:
        return "24h/24"
    return " ".join(f"{short_clock(start)}-{short_clock(end)}" for start, end, _ in times)


def _remark(comment: str) -> str:
    return f" ({comment})" if comment else ""
