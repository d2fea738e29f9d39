"""Reading opening hours into a week: clauses of days, then times.

A day said twice: in OSM the later rule replaces the earlier one (a comma adds to it); in French nobody can tell, so the
text is set aside.
"""

from __future__ import annotations

from functools import lru_cache

from directory.importer.rules.hours_words import Token, tokens
from directory.importer.rules.week import DAYS, Range, Week, merged

_DAY_MINUTES = 24 * 60


class _Wrong(Exception):
    """The text is understood, and cannot be hours."""


def read_week(text: str) -> Week | None:
    """The week that a text says; an empty one when it is understood but wrong; None when it is not understood."""
    found = tokens(text)
    if not found:
        return None
    try:
        return _Reader(found).week()
    except _Wrong:
        return {}


@lru_cache(maxsize=20_000)
def read_cell(cell: str) -> tuple[Range, ...] | None:
    """The ranges of one day's cell (`09:00 - 12:30 / 13:30 - 16:30`).

    Empty for « fermé » and for a dash; None when it is wrong.
    """
    if not cell.strip(" -–—/."):
        return ()
    found = tokens(cell)
    if found is None:
        return None
    if found and all(token.kind == "closed" for token in found):
        return ()
    try:
        reader = _Reader(found)
        ranges = reader.ranges()
        return merged(ranges) if ranges and reader.ended() else None
    except _Wrong:
        return None


class _Reader:
    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._place = 0
        self._osm = all(token.osm for token in found if token.kind == "day")
        self._week: Week = {}

    def week(self) -> Week:
        """The whole text."""
        if [token.kind for token in self._tokens] == ["always"]:
            return {(day, ""): ((0, _DAY_MINUTES),) for day in DAYS}
        if self._next() in ("time", "number"):
            return self._times_first()
        adds = False
        while not self.ended():
            adds = self._clause(adds)
        return self._week

    def ended(self) -> bool:
        """Whether every token was read."""
        return self._place >= len(self._tokens)

    def ranges(self) -> list[Range]:
        """Time ranges, one after the other."""
        found: list[Range] = []
        while self._next() in ("time", "number"):
            found.append(self._range())
            if self._next() == "sep" and self._next(1) in ("time", "number"):
                self._place += 1
        return found

    def _clause(self, adds: bool) -> bool:
        """One clause; whether the next one adds to it (it follows a comma)."""
        parity = self._parity()
        self._take("colon")
        closed_first = self._take("closed")
        days = self._days()
        parity = parity or self._parity()
        self._take("colon")
        if self._take("holiday") and not days:
            return self._separators()
        if closed_first or self._take("closed"):
            self._set(days, parity, (), adds=False)
        else:
            self._set(days, parity, self._opened(), adds)
        if self._take("except"):
            self._set(self._days(), parity, (), adds=False)
        return self._separators()

    def _opened(self) -> tuple[Range, ...]:
        found = merged(self.ranges())
        if not found or self._next() in ("to", "number", "colon"):
            raise _Wrong
        return found

    def _times_first(self) -> Week:
        """« de 9h à 12h du lundi au vendredi »: only when nothing follows."""
        opened = merged(self.ranges())
        self._take("sep")
        days = self._days() if self._next() == "day" else []
        if not opened or not days or not self.ended():
            raise _Wrong
        self._set(days, "", opened, adds=False)
        return self._week

    def _days(self) -> list[int]:
        found: list[int] = []
        while self._next() == "day":
            first = self._take_value()
            last = first
            if self._next() == "to" and self._next(1) == "day":
                self._place += 1
                last = self._take_value()
            found += _span(first, last)
            if self._next() == "sep" and self._next(1) == "day":
                self._place += 1
        if not found and self._next() != "holiday":
            raise _Wrong
        return found

    def _range(self) -> Range:
        first_kind, start = self._next(), self._take_value()
        if not self._take("to") or self._next() not in ("time", "number"):
            raise _Wrong
        last_kind, end = self._next(), self._take_value()
        if last_kind == "number" or (first_kind == "number" and start > 24):
            raise _Wrong
        start = start * 60 if first_kind == "number" else start
        end = _DAY_MINUTES if end == 0 else end
        if not 0 <= start < end <= _DAY_MINUTES or start % 60 > 59:
            raise _Wrong
        return start, end

    def _set(self, days: list[int], parity: str, ranges: tuple[Range, ...], adds: bool) -> None:
        for place in days:
            key = (DAYS[place], parity)
            held = self._week.get(key)
            ranges_here = self._again(held, ranges, adds) if held and ranges and held != ranges else ranges
            self._week[key] = ranges_here
            if not ranges_here:
                del self._week[key]

    def _again(self, held: tuple[Range, ...], ranges: tuple[Range, ...], adds: bool) -> tuple[Range, ...]:
        if not self._osm:
            raise _Wrong
        return merged([*held, *ranges]) or () if adds else ranges

    def _separators(self) -> bool:
        """Skip what separates clauses; whether it was a comma."""
        if not self.ended() and self._next() not in ("sep", "clause", "day", "parity", "closed", "holiday"):
            raise _Wrong
        comma = self._next() == "sep"
        while self._next() in ("sep", "clause"):
            self._place += 1
        return comma

    def _parity(self) -> str:
        if self._next() != "parity":
            return ""
        odd = self._take_value()
        return "odd" if odd else "even"

    def _next(self, ahead: int = 0) -> str:
        place = self._place + ahead
        return self._tokens[place].kind if place < len(self._tokens) else ""

    def _take(self, kind: str) -> bool:
        if self._next() != kind:
            return False
        self._place += 1
        return True

    def _take_value(self) -> int:
        self._place += 1
        return self._tokens[self._place - 1].value


def _span(first: int, last: int) -> list[int]:
    return [place % 7 for place in range(first, (last if last >= first else last + 7) + 1)]
