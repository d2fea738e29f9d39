"""Saying hours: plain French for a day and a week, read aloud, and short for SMS (GSM-7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from directory.hours.expression import OPEN, UNKNOWN, Expression, Span, read_expression
from directory.hours.zones import Where, holidays, zone

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SHORT_WEEKDAYS = ("lu", "ma", "me", "je", "ve", "sa", "di")
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)

# What an SMS says instead: shorter, and without the letters that GSM-7 lacks.
_BRIEF = (
    ("cette semaine et la prochaine : ", ""),
    ("cette semaine : ", "cette sem. "),
    ("semaine prochaine : ", "sem. proch. "),
    ("août", "aout"),
)

Times = tuple[tuple[str, str, str], ...]
Clock = Callable[[str], str]
_ALL_DAY: Times = (("00:00", "24:00", ""),)


def written_clock(clock: str) -> str:
    """ "16:30" → "16 h 30"; noon and midnight by name."""
    hours, minutes = clock.split(":")
    if minutes == "00" and hours in ("00", "12", "24"):
        return "midi" if hours == "12" else "minuit"
    return f"{int(hours)} h" if minutes == "00" else f"{int(hours)} h {minutes}"


def spoken_clock(clock: str) -> str:
    """ "16:30" → "16 heures 30": what a voice should say."""
    hours, minutes = clock.split(":")
    if minutes == "00" and hours in ("00", "12", "24"):
        return written_clock(clock)
    said = f"{int(hours)} heure{'s' if int(hours) > 1 else ''}"
    return said if minutes == "00" else f"{said} {int(minutes)}"


def short_clock(clock: str) -> str:
    """ "16:30" → "16h30"."""
    hours, minutes = clock.split(":")
    return f"{int(hours)}h" if minutes == "00" else f"{int(hours)}h{minutes}"


def say_times(times: Times, clock: Clock = written_clock) -> str:
    """ "de 9 h à midi et de 14 h à 17 h", with the producer's comments."""
    if times == _ALL_DAY:
        return "jour et nuit"
    parts = [f"de {clock(start)} à {clock(end)}{_remark(comment)}" for start, end, comment in times]
    return _and(parts)


def say_today(spans: Sequence[Span], holiday: str | None = None) -> str:
    """ "ouvert aujourd'hui de 9 h à midi", "fermé aujourd'hui (jour férié : Noël)"."""
    remark = f" (jour férié : {holiday})" if holiday else ""
    if any(span.state == UNKNOWN for span in spans):
        return f"horaires à vérifier aujourd'hui{remark}"
    times = open_times(spans)
    return f"ouvert aujourd'hui {say_times(times)}{remark}" if times else f"fermé aujourd'hui{remark}"


def describe_day(horaires: str | None, where: Where, at: datetime, day: date) -> str | None:
    """One day: "samedi 21 novembre, de 9 h à midi", "fermé le …". None when the hours are not known."""
    expression = read_expression(horaires)
    if expression is None:
        return None
    holiday = holidays(where).get(day)
    spans = expression.day(day, is_holiday=holiday is not None)
    remark = f" (jour férié : {holiday})" if holiday else ""
    if any(span.state == UNKNOWN for span in spans):
        return f"{say_date(day)}{remark}, horaires à vérifier"
    times = open_times(spans)
    return f"{say_date(day)}{remark}, {say_times(times)}" if times else f"fermé {say_date(day)}{remark}"


def describe_week(horaires: str | None, where: Where, at: datetime) -> str | None:
    """The ordinary week: "mardi et jeudi, de 9 h à midi". When this week and the next differ, both are said.

    None when the hours are not known. Holidays are left out: `opening_at` and `describe_day` count them.
    """
    return _week(horaires, where, at, _say_week)


def speak(horaires: str | None, where: Where, at: datetime) -> str | None:
    """The same, to be read aloud: "mardi et jeudi, de 9 heures à midi"."""
    return _week(horaires, where, at, lambda week: _say_week(week, spoken_clock))


def short(horaires: str | None, where: Where, at: datetime) -> str | None:
    """The same for SMS, in GSM-7: "ma,je 9h-12h"."""
    said = _week(horaires, where, at, _shorten_week)
    return (
        said.replace("semaine prochaine : ", "sem. proch. ").replace("cette semaine : ", "cette sem. ")
        if said
        else None
    )


def short_day(horaires: str | None, where: Where, day: date) -> str | None:
    """One day for SMS: "9h-12h 14h-17h", "fermé"; None when not known."""
    expression = read_expression(horaires)
    spans = expression.day(day, is_holiday=day in holidays(where)) if expression else ()
    if not spans or any(span.state == UNKNOWN for span in spans):
        return None
    return _shorten(open_times(spans)) or "fermé"


def say_date(day: date) -> str:
    """ "samedi 21 novembre", "dimanche 1er novembre"."""
    return f"{WEEKDAYS[day.weekday()]} {_ordinal(day)}"


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


def _week(horaires: str | None, where: Where, at: datetime, say: Callable[[list[Times]], str]) -> str | None:
    expression = read_expression(horaires)
    if expression is None:
        return None
    today = at.astimezone(zone(where)).date()
    monday = today - timedelta(days=today.weekday())
    this, following = (_ordinary(expression, monday + timedelta(days=shift)) for shift in (0, 7))
    if not expression.irregular:
        return say(this)
    if not any(this) and not any(following):
        return _next_open_day(expression, today, say)
    if this == following:
        return f"cette semaine et la prochaine : {say(this)}"
    return f"cette semaine : {say(this)} ; semaine prochaine : {say(following)}"


def _next_open_day(expression: Expression, today: date, say: Callable[[list[Times]], str]) -> str:
    """Where two weeks hold nothing: the next day that does, in a seasonal or monthly calendar."""
    for day in (today + timedelta(days=number) for number in range(370)):
        if open_times(expression.day(day, is_holiday=False)):
            seven = {(day + timedelta(days=n)).weekday(): day + timedelta(days=n) for n in range(7)}
            week = [open_times(expression.day(seven[number], is_holiday=False)) for number in range(7)]
            return f"à partir du {_ordinal(day)} : {say(week)}"
    return "fermé"


def _ordinary(expression: Expression, monday: date) -> list[Times]:
    return [open_times(expression.day(monday + timedelta(days=n), is_holiday=False)) for n in range(7)]


def _say_week(week: list[Times], clock: Clock = written_clock) -> str:
    groups = [f"{_say_days(days)}, {say_times(times, clock)}" for times, days in _group(week)]
    return " ; ".join(groups) or "fermé"


def _shorten_week(week: list[Times]) -> str:
    return "; ".join(f"{_shorten_days(days)} {_shorten(times)}" for times, days in _group(week)) or "fermé"


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


def _say_days(days: list[int]) -> str:
    if days == list(range(7)):
        return "tous les jours"
    words: list[str] = []
    for run in _runs(days):
        names = [WEEKDAYS[day] for day in run]
        words += [f"du {names[0]} au {names[-1]}"] if len(run) > 2 else names
    return _and(words)


def _shorten_days(days: list[int]) -> str:
    words: list[str] = []
    for run in _runs(days):
        names = [SHORT_WEEKDAYS[day] for day in run]
        words += [f"{names[0]}-{names[-1]}"] if len(run) > 2 else names
    return ",".join(words)


def _shorten(times: Times) -> str:
    if times == _ALL_DAY:
        return "24h/24"
    return " ".join(f"{short_clock(start)}-{short_clock(end)}" for start, end, _ in times)


def _remark(comment: str) -> str:
    return f" ({comment})" if comment else ""


def _ordinal(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]}"


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} et {parts[-1]}"
