"""Dates of last change: ISO, or nothing. 1970-01-01 and days to come are unknown."""

from __future__ import annotations

import re
from datetime import date, datetime

from directory.importer.draft import Draft
from directory.importer.rules.context import Context

_FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%d/%m/%y", "%Y%m%d")
_OLDEST = date(1995, 1, 1)


def mend_date(draft: Draft, context: Context) -> None:
    """`date_maj` as YYYY-MM-DD."""
    before = draft.text("date_maj")
    if not before:
        return
    found = read_date(before, context.source.date_formats)
    if found is None:
        draft.mend("date_unreadable", "date_maj", None)
    elif found < _OLDEST or found > context.today:
        draft.mend("date_unknown", "date_maj", None)
    else:
        draft.mend("date_format", "date_maj", found.isoformat())


def read_date(written: str, formats: tuple[str, ...] = ()) -> date | None:
    """A date in one of the source's formats, in ISO (with or without a time), or as the French write it."""
    for form in formats:
        if (found := _parsed(written.strip(), form)) is not None:
            return found
    iso = re.match(r"(\d{4}-\d{2}-\d{2})(?:$|[T ])", written.strip())
    if iso:
        return _parsed(iso[1], "%Y-%m-%d")
    day = written.strip().split(" ")[0]
    return next((found for form in _FORMATS if (found := _parsed(day, form)) is not None), None)


def _parsed(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()
    except ValueError:
        return None
