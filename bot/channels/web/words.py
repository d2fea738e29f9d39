"""The words of the page, by language: `data/interface/*.yml`. What a language lacks is said in French."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

FRENCH = "fr"


class Words:
    """The words of one language. In a template: `w.send`, `w.say("remaining", count=12)`."""

    def __init__(self, strings: Mapping[str, Any], fallback: Mapping[str, Any]) -> None:
        self._strings = {**fallback, **strings}

    def __getattr__(self, key: str) -> Any:
        try:
            return self._strings[key]
        except KeyError:
            raise AttributeError(f"data/interface/ holds no '{key}'") from None

    def say(self, key: str, **values: Any) -> str:
        """The sentence `key`, its `{values}` filled in."""
        return str(self._strings[key]).format(**values)

    def date(self, day: dt.date) -> str:
        """A date in words: « 12 mars 2026 »."""
        number = "1er" if day.day == 1 and self.lang == FRENCH else day.day
        return self.say("date", day=number, month=self.months[day.month - 1], year=day.year)

    def time(self, at: dt.datetime) -> str:
        """A time of day in words: « 9 h 30 »."""
        key = "time_minutes" if at.minute else "time"
        return self.say(key, hour=at.hour, minute=f"{at.minute:02d}")

    def day(self, day: dt.date, today: dt.date) -> str:
        """A day as one says it: today, tomorrow, a weekday within the week, else the date."""
        ahead = (day - today).days
        if ahead in (0, 1):
            return str(self.tomorrow if ahead else self.today)
        if 0 < ahead < 7:
            return str(self.days[day.weekday()])
        return self.say("on_date", date=self.date(day))


class Interface:
    """All languages of the page."""

    def __init__(self, languages: Mapping[str, Words]) -> None:
        self._languages = dict(languages)

    @classmethod
    def load(cls, folder: Path) -> Interface:
        """Read every `*.yml` of `folder`; the file's name is the language's code."""
        files = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yml"))}
        return cls({code: Words(strings, files[FRENCH]) for code, strings in files.items()})

    def words(self, lang: str | None) -> Words:
        """The words of `lang`, French when it is unknown or None."""
        return self._languages.get(lang or FRENCH, self._languages[FRENCH])

    def knows(self, lang: str | None) -> bool:
        """Whether the page speaks `lang`."""
        return lang in self._languages

    def choices(self) -> list[tuple[str, str, str]]:
        """(code, name in that language, direction), French first."""
        codes = sorted(self._languages, key=lambda code: (code != FRENCH, code))
        return [(code, self._languages[code].name, self._languages[code].dir) for code in codes]
