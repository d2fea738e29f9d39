"""The words of hours in each language (`words.yml`), and how a clock time is written, spoken, shortened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FRENCH = "fr"
_FILE = Path(__file__).with_name("words.yml")

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)

Clock = Callable[[str], str]


class Words:
    """The words of one language."""

    def __init__(self, lang: str, entries: dict[str, Any]) -> None:
        self.lang = lang
        self.weekdays: list[str] = entries["weekdays"]
        self.months: list[str] = entries.get("months") or list(MONTHS)
        self._entries = entries

    def say(self, name: str, /, **values: str) -> str:
        """One phrase, its `{values}` filled in."""
        phrase: str = self._entries[name]
        return phrase.format(**values)

    def clock(self, clock: str) -> str:
        """ "16:30" → "16 h 30"; noon and midnight by name."""
        hours, minutes = clock.split(":")
        if (hours, minutes) == ("12", "00"):
            return self.say("noon")
        if minutes == "00" and hours in ("00", "24"):
            return self.say("midnight")
        half, twelve = ("am" if int(hours) < 12 else "pm"), (int(hours) - 1) % 12 + 1
        name = "clock_round" if minutes == "00" else "clock"
        return self.say(name, h=str(int(hours)), m=minutes, h12=str(twelve), half=half)

    def join(self, parts: Sequence[str]) -> str:
        """ "lundi, mardi et jeudi"."""
        if len(parts) == 1:
            return parts[0]
        return self.say("comma").join(parts[:-1]) + self.say("and") + parts[-1]

    def ordinal(self, day: int, month: int) -> str:
        """ "1er novembre", "21 novembre", "November 21"."""
        if self.lang == "en":
            return f"{self.months[month - 1]} {day}"
        return f"{'1er' if day == 1 and self.lang == FRENCH else day} {self.months[month - 1]}"


@cache
def words(lang: str = FRENCH) -> Words:
    """The words of `lang`, or French where it is not translated."""
    known = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return Words(lang, known[lang]) if lang in known else Words(FRENCH, known[FRENCH])


def spoken_clock(clock: str) -> str:
    """ "16:30" → "16 heures 30": what a French voice should say."""
    hours, minutes = clock.split(":")
    if minutes == "00" and hours in ("00", "12", "24"):
        return words().clock(clock)
    said = f"{int(hours)} heure{'s' if int(hours) > 1 else ''}"
    return said if minutes == "00" else f"{said} {int(minutes)}"


def short_clock(clock: str) -> str:
    """ "16:30" → "16h30"."""
    hours, minutes = clock.split(":")
    return f"{int(hours)}h" if minutes == "00" else f"{int(hours)}h{minutes}"
