"""A record on its way: what the source said, as columns of the standard, and what was mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Raw:
    """One record as read. `line` is its line in a CSV, its rank in a JSON file (both from 1). `fault`: why it is broken."""

    line: int
    values: Mapping[str, Any]
    fault: str | None = None


@dataclass(frozen=True)
class Note:
    """One thing a rule did to one column."""

    rule: str
    column: str
    before: str
    after: str


class Refused(Exception):
    """Raised by a rule: the record cannot be kept. `reason` is a key of `data/sources/words/refusals.yml`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason} {detail}".strip())


@dataclass
class Draft:
    """A record being mended. `values` holds columns of the standard: texts, numbers, or lists of texts; never blanks.

    `hours_by_day` holds OSM weekday → text of that day's cell, for sources with a column per weekday.
    """

    line: int
    values: dict[str, Any]
    notes: list[Note] = field(default_factory=list)
    hours_by_day: dict[str, str] | None = None
    precision: str | None = None

    def text(self, column: str) -> str:
        """The column as text; "" when it is blank."""
        value = self.values.get(column)
        return value if isinstance(value, str) else "" if value is None else str(value)

    def words(self, column: str) -> list[str]:
        """The column as a list; empty when it is blank."""
        value = self.values.get(column)
        return list(value) if isinstance(value, list) else []

    def mend(self, rule: str, column: str, value: Any) -> None:
        """Set a column, and note it under `rule` when that changes it. A blank removes the column."""
        before = self.values.get(column)
        if value == before or (not value and not before and value != 0):
            return
        self.note(rule, column, before, value)
        if value in (None, "", []):
            self.values.pop(column, None)
        else:
            self.values[column] = value

    def note(self, rule: str, column: str, before: Any, after: Any) -> None:
        """Record what a rule did."""
        self.notes.append(Note(rule, column, _shown(before), _shown(after)))


def _shown(value: Any) -> str:
    text = " | ".join(str(one) for one in value) if isinstance(value, list) else "" if value is None else str(value)
    return text if len(text) <= 120 else text[:119] + "…"
