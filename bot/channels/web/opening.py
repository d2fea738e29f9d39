"""Whether a site is open, said in one short sentence for a card."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from bot.channels.web.words import Words


class Said(NamedTuple):
    """`state` is open, closed or unknown; `text` is the sentence that says so."""

    state: str
    text: str


def say(place: Mapping[str, Any], words: Words, now: datetime) -> Said:
    """The sentence for one contract site at `now` (aware).

    An answer read again later may be out of date: once its next change is past, only the day's hours are worth saying.
    """
    state, change = place.get("open") or "unknown", _instant(place.get("next_change"))
    if change and change <= now:
        return Said("unknown", words.hours if place.get("hours_osm") else words.hours_unknown)
    if state == "open":
        return Said("open", _open(change, words, now))
    if state == "closed":
        return Said("closed", _closed(change, words, now))
    return Said("unknown", words.hours_unknown)


def _open(change: datetime | None, words: Words, now: datetime) -> str:
    if change is None:
        return str(words.open)
    today = now.astimezone(change.tzinfo).date()
    if change.date() == today:
        return words.say("open_until", time=words.time(change))
    return words.say("open_until_day", day=words.day(change.date(), today), time=words.time(change))


def _closed(change: datetime | None, words: Words, now: datetime) -> str:
    if change is None:
        return str(words.closed)
    today = now.astimezone(change.tzinfo).date()
    return words.say("closed_until", day=words.day(change.date(), today), time=words.time(change))


def _instant(text: str | None) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return instant if instant and instant.tzinfo else None
