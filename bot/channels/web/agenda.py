"""The next time a site opens, as a calendar event (RFC 5545)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from bot.channels.web.card import address, plain
from bot.channels.web.week import where
from directory.hours import Where, opening_at

PRODUCT = "-//AideNum//FR"


def agenda(place: Mapping[str, Any], now: datetime) -> bytes | None:
    """The event of the next opening after `now` (aware), None when the hours do not say."""
    point = where(place)
    times = next_opening(place.get("hours_osm"), point, now) if point else None
    if times is None:
        return None
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(_event(place, *times, now))
    return bytes(calendar.to_ical())


def next_opening(hours: str | None, point: Where, now: datetime) -> tuple[datetime, datetime] | None:
    """(opens, closes) of the next whole opening; when the site is open now, the one after."""
    at: datetime | None = now
    current = opening_at(hours, point, now)
    if current.state == "open":
        at = current.next_change
        current = opening_at(hours, point, at) if at else current
    if current.state != "closed" or current.next_change is None:
        return None
    opens = current.next_change
    return opens, opening_at(hours, point, opens).next_change or opens + timedelta(hours=1)


def _event(place: Mapping[str, Any], opens: datetime, closes: datetime, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{place.get('id')}-{opens:%Y%m%dT%H%M}@aidenum")
    event.add("dtstamp", now)
    event.add("dtstart", opens)
    event.add("dtend", closes)
    event.add("summary", str(place.get("name") or ""))
    event.add("location", address(place))
    event.add("description", plain(place, now))
    return event
