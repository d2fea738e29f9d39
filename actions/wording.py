"""How sites are told in words: the list, one line a site, its distance, hours, phone, date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from actions.turn import Turn
from actions.wanted import when
from directory.facts.distance import PRECISE, say_distance
from directory.facts.freshness import say_doubt
from directory.finder import Listed, where_of
from directory.hours.opening import When
from directory.hours.wording import describe_day
from directory.view import place_view

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()


def site_line(turn: Turn, number: int, listed: Listed) -> str:
    """One site in one line."""
    view = place_view(listed)
    said = turn.say(
        "site_line",
        n=number,
        name=view["name"],
        distance=distance(turn, listed),
        open=opening(turn, listed),
        phone=phone(turn, view),
        address=address(view),
        date=dated(turn, view),
    ).text
    return " ".join([said, *_unstated(turn, view)])


def doubts(turn: Turn, several: Sequence[Listed]) -> list[str]:
    """What must be said of doubtful records, each sentence once, with the numbers it is about when not about all."""
    said: dict[str, list[int]] = {}
    for number, listed in enumerate(several, start=1):
        doubt = say_doubt(listed.freshness, turn.lang)
        if doubt:
            said.setdefault(doubt, []).append(number)
    return [
        sentence if len(numbers) == len(several) else _about(turn, numbers, sentence)
        for sentence, numbers in said.items()
    ]


def _about(turn: Turn, numbers: list[int], sentence: str) -> str:
    if len(numbers) == 1:
        return turn.say("about_number", number=numbers[0], sentence=sentence).text
    first, last = ", ".join(map(str, numbers[:-1])), numbers[-1]
    return turn.say("about_numbers", numbers=first, last=last, sentence=sentence).text


def distance(turn: Turn, listed: Listed) -> str:
    """ "à 400 m à vol d'oiseau", "à environ 3 km" when only a commune is known; empty without a distance."""
    metres = listed.found.distance_m
    if metres is None:
        return ""
    precisions = (turn.state.place or {}).get("precision"), listed.found.site.point_precision
    if turn.written == "fr" and turn.channel != "sms":
        return say_distance(metres, precisions)
    name = "distance_exact" if PRECISE.issuperset(precisions) else "distance_about"
    return turn.say(name, km=_kilometres(metres)).text


def _kilometres(metres: float) -> str:
    return (
        f"{metres / 1000:.1f}".replace(".", ",").removesuffix(",0")
        if 950 < metres < 9950
        else str(max(1, round(metres / 1000)))
    )


def opening(turn: Turn, listed: Listed) -> str:
    """Whether the site is open now, at its own clock."""
    wished = when(turn.state.wanted or {})
    if wished and wished.kind != "now":
        return _on_day(turn, listed, wished) + " "
    state = listed.opening
    if state.state == "unknown":
        return turn.say("site_hours_unknown").text + " "
    if state.state == "open":
        until = _clock(listed, state.next_change)
        return (turn.say("site_open_until", until=until) if until else turn.say("site_open")).text + " "
    if not state.today or state.today.startswith("fermé"):
        return turn.say("site_closed_today").text + " "
    opens = _clock(listed, state.next_change) if _today(turn, listed) else ""
    return (turn.say("site_opens_at", at=opens) if opens else turn.say("site_closed_now")).text + " "


def _on_day(turn: Turn, listed: Listed, wished: When) -> str:
    """The hours of the wished day, at the site."""
    local = wished.start.astimezone(listed.opening.zone).date()
    hours = describe_day(listed.found.site.horaires, where_of(listed.found), turn.house.clock.now(), local, turn.lang)
    label = wished.label.capitalize()
    said = (
        turn.say("site_on_day", hours=hours[:1].upper() + hours[1:])
        if hours
        else turn.say("site_on_day_unknown", when=label)
    )
    return said.text


def _today(turn: Turn, listed: Listed) -> bool:
    """Whether the next change is still today, at the site's own clock."""
    zone, change = listed.opening.zone, listed.opening.next_change
    return change is not None and change.astimezone(zone).date() == turn.house.clock.now().astimezone(zone).date()


def phone(turn: Turn, view: Mapping[str, Any]) -> str:
    """The phone in pairs, or that it is not known."""
    said = turn.say("site_phone", phone=view["phone_display"]) if view["phone_display"] else turn.say("site_no_phone")
    return said.text + " "


def address(view: Mapping[str, Any]) -> str:
    """Street, postal code and commune."""
    parts = (view["address"], " ".join(filter(None, (view["postcode"], town_of(view)))))
    return ", ".join(part for part in parts if part) + "."


def town_of(view: Mapping[str, Any]) -> str:
    """The commune's name; empty when the record has a number in its place."""
    name = view["commune"] or ""
    return "" if name.isdigit() else name


def dated(turn: Turn, view: Mapping[str, Any]) -> str:
    """The source and the date of the record."""
    if not view["updated_on"]:
        return turn.say("site_no_date", source=view["source"]).text
    return turn.say("site_date", source=view["source"], date=french_date(date.fromisoformat(view["updated_on"]))).text


def french_date(day: date) -> str:
    """ "3 mars 2022"."""
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"


def wish_label(turn: Turn, wanted: Mapping[str, Any]) -> str:
    """What was understood, in plain words: "démarches administratives, seniors, samedi"."""
    values: Iterable[str] = (
        value
        for name in ("services", "publics", "special_care", "cost", "support", "programmes")
        for value in wanted.get(name) or ()
    )
    labels = [label(turn, value) for value in values]
    if wanted.get("when"):
        labels.append(wanted["when"]["label"])
    return ", ".join(labels)


def label(turn: Turn, value: str) -> str:
    """A value of the standard in plain words."""
    return turn.say(f"label {value}").text


def _unstated(turn: Turn, view: Mapping[str, Any]) -> list[str]:
    """What was asked and the record does not say: never taken for a yes, never for a no."""
    wanted = turn.state.wanted or {}
    asked = [value for name in ("special_care", "publics") if not view[name] for value in wanted.get(name) or ()]
    if turn.channel == "sms":
        return []
    return [turn.say("not_stated", what=label(turn, value).capitalize()).text for value in asked[:1]]


def _clock(listed: Listed, moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(listed.opening.zone)
    return f"{local.hour} h {local.minute:02}".removesuffix(" 00") if local.minute else f"{local.hour} h"
