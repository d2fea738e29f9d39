"""A site's week in the short form of a phone: "Horaires : ma,je 9h-12h" instead of a whole sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from directory.hours.wording import short
from directory.hours.zones import Where
from directory.texts import Texts

_MARK = "\0"


def shorten_week(text: str, answer: Mapping[str, Any], texts: Texts, now: datetime) -> str:
    """`text` of a French `place` answer with the line of its week shortened; as it was when there is none."""
    if answer["kind"] != "place" or answer["lang"] != "fr" or len(answer["places"]) != 1:
        return text
    view = answer["places"][0]
    week = short(view.get("hours_osm"), Where(view.get("lat"), view.get("lon"), view.get("insee")), now)
    if not week:
        return text
    before, _, _ = texts.say("site_week", channel="sms", week=_MARK).text.partition(_MARK)
    said = (f"{before}{week}." if line.startswith(before) else line for line in text.split("\n"))
    return "\n".join(said)


def date_once(text: str) -> str:
    """`text` without a second line about the record's date: its doubt ("Fiche de 2022 : …") says it already."""
    lines = text.split("\n")
    about = [line for line in lines if line.startswith("Fiche ")]
    return "\n".join(line for line in lines if line not in about[1:])
