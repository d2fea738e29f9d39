"""Open, closed or unknown at the site's own clock, and the words for it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.facts.gsm import foreign
from directory.hours import (
    When,
    Where,
    describe_day,
    describe_week,
    holidays,
    matches,
    opening_at,
    short,
    speak,
    state_at,
    zone,
)
from directory.hours.expression import read_expression
from directory.hours.wording import describe_today, short_day

CASES: dict[str, list[Any]] = yaml.safe_load(Path(__file__).with_name("opening_cases.yml").read_text(encoding="utf-8"))
NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
ARRAS = Where(50.29, 2.78, "62041")


@pytest.mark.parametrize(("hours", "insee", "at", "state", "today", "change"), CASES["openings"])
def test_opening(hours: str, insee: str, at: str, state: str, today: str, change: str | None) -> None:
    """State, words of the day and next change, each at the site's own clock."""
    opening = opening_at(hours, Where(code_insee=insee), datetime.fromisoformat(at))
    assert (opening.state, opening.today) == (state, today)
    assert (opening.next_change.isoformat() if opening.next_change else None) == change
    assert state_at(hours, Where(code_insee=insee), datetime.fromisoformat(at)) == state


@pytest.mark.parametrize("hours", [*CASES["refused"], None, "", "  "])
def test_what_may_mean_something_else_is_unknown(hours: str | None) -> None:
    """It parsed is not validation: a string that is not plainly understood is neither open nor closed."""
    for at in (NOW, NOW + timedelta(hours=14), NOW + timedelta(days=2)):
        opening = opening_at(hours, ARRAS, at)
        assert (opening.state, opening.today, opening.next_change) == ("unknown", None, None)
    assert describe_week(hours, ARRAS, NOW) is None
    assert describe_day(hours, ARRAS, NOW, NOW.date()) is None
    assert speak(hours, ARRAS, NOW) is None
    assert short(hours, ARRAS, NOW) is None
    assert short_day(hours, ARRAS, NOW.date()) is None


@pytest.mark.parametrize(("hours", "week", "spoken", "sms"), CASES["weeks"])
def test_week(hours: str, week: str, spoken: str, sms: str) -> None:
    """The week in plain French, for a voice, and for an SMS (GSM-7)."""
    assert describe_week(hours, ARRAS, NOW) == week
    assert speak(hours, ARRAS, NOW) == spoken
    assert short(hours, ARRAS, NOW) == sms
    assert not foreign(sms)


@pytest.mark.parametrize(("hours", "day", "words"), CASES["days"])
def test_day(hours: str, day: str, words: str) -> None:
    """One day, its holiday named."""
    assert describe_day(hours, ARRAS, NOW, date.fromisoformat(day)) == words


@pytest.mark.parametrize(("hours", "start", "end", "kind", "insee", "expected"), CASES["matches"])
def test_matches(hours: str | None, start: str, end: str, kind: str, insee: str, expected: bool | None) -> None:
    """A wished moment is read on the site's clock, except "now"; a quarter of an hour is no opening."""
    when = When(datetime.fromisoformat(start), datetime.fromisoformat(end), "", kind)
    assert matches(hours, Where(code_insee=insee), when) is expected


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (Where(48.85, 2.35, "75056"), "Europe/Paris"),
        (Where(14.6, -61.07, None), "America/Martinique"),
        (Where(None, None, "97105"), "America/Guadeloupe"),
        (Where(4.9, -52.3, None), "America/Cayenne"),
        (Where(None, None, "97502"), "America/Miquelon"),
        (Where(-12.8, 45.2, None), "Indian/Mayotte"),
        (Where(-20.9, 55.4, None), "Indian/Reunion"),
        (Where(None, None, "97701"), "America/St_Barthelemy"),
        (Where(None, None, "97801"), "America/Marigot"),
        (Where(None, None, "98612"), "Pacific/Wallis"),
        (Where(None, None, "98735"), "Pacific/Tahiti"),
        (Where(None, None, "98731"), "Pacific/Marquesas"),
        (Where(None, None, "98719"), "Pacific/Gambier"),
        (Where(-22.3, 166.4, None), "Pacific/Noumea"),
        (Where(None, None, None), "Europe/Paris"),
        (Where(41.9, 8.7, "2A004"), "Europe/Paris"),
    ],
)
def test_zones(where: Where, name: str) -> None:
    """The INSEE code first, the coordinates otherwise."""
    assert zone(where).key == name


def test_21_july_is_not_a_holiday() -> None:
    """The law keeps 22 May in Martinique; neither 21 July nor Good Friday."""
    days = holidays(Where(code_insee="97209"))
    assert date(2026, 5, 22) in days
    assert date(2026, 7, 21) not in days
    assert date(2026, 4, 3) not in days
    assert date(2027, 5, 1) in days


def test_the_same_minute_in_arras_and_le_lorrain() -> None:
    """10:30 in Arras is 05:30 in Le Lorrain: one door is open, the other is not yet."""
    at = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    arras, lorrain = (opening_at("Mo-Sa 08:00-12:00", Where(code_insee=code), at) for code in ("62041", "97214"))
    assert (arras.state, lorrain.state) == ("open", "closed")
    assert lorrain.next_change is not None
    assert lorrain.next_change - at == timedelta(hours=2, minutes=30)


def test_half_past_four_stays_half_past_four() -> None:
    """No rounding: another public site showed 16h30 as 17h."""
    assert "16 h 30" in (describe_week("Mo-Fr 14:00-16:30", ARRAS, NOW) or "")
    assert "16h30" in (short("Mo-Fr 14:00-16:30", ARRAS, NOW) or "")


@pytest.mark.parametrize(
    ("lang", "week", "day"),
    [
        (
            "en",
            "Monday to Friday, 8:30 am to noon and 1:30 pm to 4:30 pm",
            "closed on Wednesday November 11 (public holiday)",
        ),
        ("ar", "من الاثنين إلى الجمعة، من 8:30 إلى 12:00 ومن 13:30 إلى 16:30", "مغلق الأربعاء 11 نوفمبر (يوم عطلة)"),
        (
            "gcf",
            "di lendi pou vandrèdi, dépi 8 h 30 jik midi épi dépi 13 h 30 jik 16 h 30",
            "fèmé mèrkrèdi 11 novanm (jou férié)",
        ),
    ],
)
def test_other_languages(lang: str, week: str, day: str) -> None:
    """The core flows are answered in English, Arabic and Martinican Creole; another language falls back to French."""
    hours = "Mo-Fr 08:30-12:00,13:30-16:30; PH off"
    assert describe_week(hours, ARRAS, NOW, lang) == week
    assert describe_day(hours, ARRAS, NOW, date(2026, 11, 11), lang) == day
    assert describe_week(hours, ARRAS, NOW, "tr") == describe_week(hours, ARRAS, NOW)
    assert describe_today(hours, ARRAS, NOW, lang) != describe_today(hours, ARRAS, NOW)


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_gets_an_answer(text: str) -> None:
    """Whatever a producer types, the answer is a state, never an exception."""
    assert opening_at(text, ARRAS, NOW).state in {"open", "closed", "unknown"}


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_next_change_is_a_change(at: datetime) -> None:
    """Just before the next change nothing has changed; at it, something has."""
    instant = at.replace(tzinfo=UTC)
    hours = "Mo-Fr 08:30-12:00,13:30-17:00; Sa 09:00-12:00; PH off"
    opening = opening_at(hours, ARRAS, instant)
    assert opening.next_change is not None
    assert opening.next_change > instant
    before = opening.next_change - timedelta(minutes=1)
    assert opening_at(hours, ARRAS, before).state == opening.state
    assert opening_at(hours, ARRAS, opening.next_change).state != opening.state


def test_an_expression_is_read_once() -> None:
    """Strings repeat a lot: reading is cached."""
    assert read_expression("Mo-Fr 09:00-12:00") is read_expression("Mo-Fr 09:00-12:00")
