"""A site of the contract, made into a card: every string ready to be shown, for the template and the script alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from bot.channels.web import links, opening
from bot.channels.web.week import week
from bot.channels.web.words import Words

Place = Mapping[str, Any]
# What nearly everybody does next stands on the card; the rest is one press away.
FIRST = ("call", "route", "book", "sms")


def card(place: Place, words: Words, now: datetime, base: str = "") -> dict[str, Any]:
    """The card of one contract site. `base` is the path under which the service is mounted ("" at the root)."""
    said, actions = opening.say(place, words, now), _actions(place, words, now, base)
    return {
        "id": str(place.get("id") or ""),
        "name": str(place.get("name") or ""),
        "distance": distance(place.get("distance_m"), words),
        "state": said.state,
        "opening": said.text,
        "today": str(place.get("hours_today") or ""),
        "facts": _facts(place, words),
        "more": _more(place, words),
        "notes": _notes(place, words),
        "source": source(place, words),
        "actions": [action for action in actions if action["kind"] in FIRST],
        "others": [action for action in actions if action["kind"] not in FIRST],
        "lat": place.get("lat"),
        "lon": place.get("lon"),
    }


def distance(metres: float | None, words: Words) -> str:
    """« à 1,2 km à vol d'oiseau », or "" when unknown."""
    if metres is None:
        return ""
    if metres < 1000:
        return words.say("distance", distance=f"{max(10, round(metres, -1)):.0f} m")
    kilometres = f"{metres / 1000:.1f}" if metres < 10_000 else f"{metres / 1000:.0f}"
    return words.say("distance", distance=f"{kilometres.removesuffix('.0').replace('.', _point(words))} km")


def address(place: Place) -> str:
    """The postal address on one line."""
    town = " ".join(str(part) for part in (place.get("postcode"), place.get("commune")) if part)
    street = str(place.get("address") or "")
    if town and town.lower() in street.lower():
        return street
    return ", ".join(part for part in (street, town) if part)


def source(place: Place, words: Words) -> str:
    """Where the record comes from, and its date when it has one."""
    if not place.get("source"):
        return ""
    day = iso_date(place.get("updated_on"))
    if day is None:
        return words.say("source", source=place["source"])
    return words.say("source_dated", source=place["source"], date=words.date(day))


def plain(place: Place, now: datetime) -> str:
    """Name, phone, address and the week's hours: what one copies, or sends by text message, and reads another day."""
    parts = (place.get("name"), place.get("phone_display"), address(place), *week(place, now))
    return "\n".join(str(part) for part in parts if part)


def iso_date(text: Any) -> date | None:
    """The date in an ISO text, None when there is none to be read."""
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def _point(words: Words) -> str:
    return "." if words.lang == "en" else ","


def _facts(place: Place, words: Words) -> list[dict[str, str]]:
    facts = [
        (words.phone, str(place.get("phone_display") or ""), links.call(place.get("phone"))),
        (words.address, address(place), None),
        (words.access, ", ".join(place.get("access") or ()), None),
    ]
    return [{"label": label, "text": text, "href": href or ""} for label, text, href in facts if text]


def _more(place: Place, words: Words) -> list[dict[str, str]]:
    named = [
        (getattr(words, key), ", ".join(place.get(key) or ())) for key in ("services", "publics", "cost", "support")
    ]
    return [{"label": label, "text": text, "href": ""} for label, text in named if text]


def _notes(place: Place, words: Words) -> list[str]:
    said = (("example", words.example), ("stale", words.stale), ("itinerant", words.itinerant))
    return [sentence for key, sentence in said if place.get(key)]


def _actions(place: Place, words: Words, now: datetime, base: str) -> list[dict[str, str]]:
    taken = plain(place, now)
    sheet = f"{base}/fiche/{quote(str(place['id']))}" if place.get("id") else None
    targets = {
        "call": links.call(place.get("phone")),
        "route": links.route(place),
        "book": links.web(place.get("appointment_url")),
        "sms": links.text_message(taken),
        "copy": taken,
        "website": links.web(place.get("website")),
        "accessible": links.web(place.get("accessibility_url")),
        "sheet": sheet,
        "calendar": f"{sheet}/agenda.ics" if sheet and place.get("hours_osm") else None,
    }
    name = place.get("name") or ""
    return [
        {"kind": kind, "target": target, "text": getattr(words, kind), "label": words.say(f"{kind}_site", name=name)}
        for kind, target in targets.items()
        if target
    ]
