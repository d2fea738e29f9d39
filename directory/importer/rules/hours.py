"""Opening hours: valid OSM that means what the source meant, or none.

A text is kept as it is only when our own reading of it and opening-hours-py's give the same week. French text and columns
per weekday are read into a week, then written in OSM. What cannot be read for sure is set aside: unknown is better than wrong.
"""

from __future__ import annotations

from functools import lru_cache

from directory.importer.draft import Draft
from directory.importer.rules.context import Context
from directory.importer.rules.hours_check import agrees, valid_osm
from directory.importer.rules.hours_read import read_cell, read_week
from directory.importer.rules.week import DAYS, Week, written


def mend_hours(draft: Draft, context: Context) -> None:
    """`horaires` from the text, or from the columns per weekday."""
    if draft.hours_by_day is not None:
        _from_days(draft, draft.hours_by_day)
        return
    before = draft.text("horaires")
    if before:
        rule, after = to_osm(before)
        if rule:
            draft.mend(rule, "horaires", after)


@lru_cache(maxsize=20_000)
def to_osm(text: str) -> tuple[str, str | None]:
    """(rule, OSM): the rule that was needed ("" for none), and the hours, or None when they are set aside."""
    asis = " ".join(text.split()).strip(" ;,")
    week = read_week(asis)
    if week is None:
        kept = valid_osm(asis)
        return ("" if kept == text else "hours_spelling", kept) if kept else ("hours_set_aside", None)
    if not week:
        return "hours_set_aside", None
    if agrees(asis, week):
        return ("" if asis == text else "hours_spelling"), asis
    return "hours_rewritten", written(week)


def _from_days(draft: Draft, cells: dict[str, str]) -> None:
    filled = {day: cell for day, cell in cells.items() if cell.strip()}
    if not filled:
        draft.values.pop("horaires", None)
        return
    week: Week = {}
    for day, cell in filled.items():
        ranges = read_cell(cell)
        if ranges is None:
            draft.note(
                "hours_set_aside", "horaires", " ; ".join(f"{one} {filled[one]}" for one in DAYS if one in filled), ""
            )
            return
        if ranges:
            week[(day, "")] = ranges
    shown = " ; ".join(f"{one} {filled[one]}" for one in DAYS if one in filled)
    draft.note("hours_from_days", "horaires", shown, written(week) if week else "")
    if week:
        draft.values["horaires"] = written(week)
