"""Sites as lines of a phone: name, distance, opening and always the whole number. Shorter and shorter until they fit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.channels.sms.form.clean import without_links
from directory.texts import Texts

# With these, the person's point is known well enough to give metres.
_PRECISE = frozenset({"housenumber", "street", "position"})

# A cut name does not end on these.
_LOOSE_END = re.compile(r"(?:[\s'’]+(?:de|du|des|d|la|le|les|l|et|à|au|aux|en|pour|par|sur|&|-))+$", re.I)


@dataclass(frozen=True)
class Level:
    """How much is said: the longest name, the opening ("full", "short" or nothing), the commune."""

    name: int
    opening: str
    commune: bool


LEVELS = (
    Level(60, "full", True),
    Level(44, "full", True),
    Level(36, "full", False),
    Level(30, "short", True),
    Level(30, "short", False),
    Level(24, "short", False),
    Level(24, "", False),
    Level(18, "", False),
    Level(12, "", False),
)


@dataclass(frozen=True)
class Teller:
    """Tells sites in one language, as seen from `place` (the contract's `understood.place`) at `now`."""

    texts: Texts
    lang: str
    now: datetime
    place: Mapping[str, Any] | None = None

    def line(self, number: int, view: Mapping[str, Any], level: Level) -> str:
        """One site, its number in the menu first."""
        said = (
            short_name(without_links(view["name"] or "") or view.get("commune") or "?", level.name),
            self._commune(view) if level.commune else "",
            self._distance(view.get("distance_m")),
            self._opening(view, level.opening),
            self._call_first(view) if level.opening == "full" else "",
            self._phone(view),
        )
        return f"{number} " + ", ".join(part for part in said if part)

    def _say(self, name: str, **values: Any) -> str:
        return self.texts.say(name, channel="sms", lang=self.lang, **values).text

    def _commune(self, view: Mapping[str, Any]) -> str:
        commune = view.get("commune") or ""
        here = self.place is not None and self.place.get("insee") == view.get("insee")
        return "" if here or commune.lower() in (view["name"] or "").lower() else commune

    def _distance(self, metres: float | None) -> str:
        if metres is None:
            return ""
        exact = bool(self.place) and (self.place or {}).get("precision") in _PRECISE
        if metres < 1000:
            return f"{max(50, round(metres / 50) * 50)} m" if exact else "<1 km"
        told = (
            f"{metres / 1000:.1f}".replace(".", ",").removesuffix(",0") if metres < 10_000 else f"{metres / 1000:.0f}"
        )
        return f"{told} km" if exact else self._say("sms_about", distance=f"{told} km")

    def _phone(self, view: Mapping[str, Any]) -> str:
        shown = view.get("phone_display") or view.get("phone")
        return self._say("sms_phone", phone=shown) if shown else self._say("sms_no_phone")

    def _call_first(self, view: Mapping[str, Any]) -> str:
        return self._say("sms_site_call_first") if view.get("stale") and view.get("phone") else ""

    def _opening(self, view: Mapping[str, Any], detail: str) -> str:
        state = view.get("open")
        if not detail or state not in ("open", "closed"):
            return ""
        when = self._change(view.get("next_change")) if detail == "full" else ""
        if state == "open":
            return self._say("sms_site_open_until", until=when) if when else self._say("sms_site_open")
        return self._say("sms_site_opens", when=when) if when else self._say("sms_site_closed")

    def _change(self, written: str | None) -> str:
        """ "17h", "demain 9h", "lundi 9h30"; empty when it is more than six days away."""
        if not written:
            return ""
        change = datetime.fromisoformat(written)
        days = (change.date() - self.now.astimezone(change.tzinfo).date()).days
        clock = f"{change.hour}h{change.minute:02}".removesuffix("h00") + ("h" if not change.minute else "")
        if days <= 0:
            return clock
        if days == 1:
            return self._say("sms_tomorrow", clock=clock)
        return f"{self._say('sms_weekdays').split()[change.weekday()]} {clock}" if days < 7 else ""


def short_name(name: str, limit: int) -> str:
    """A name of at most `limit` characters, cut after a word where one fits, with a full stop that shows it."""
    name = " ".join(name.split())
    if len(name) <= limit:
        return name
    words = name[: limit - 1].rsplit(" ", 1)
    kept = words[0] if len(words) == 2 and len(words[0]) * 2 > limit else name[: limit - 1]
    return _LOOSE_END.sub("", kept).rstrip(" ,;:-(\"'") + "."
