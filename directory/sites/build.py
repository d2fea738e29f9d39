"""From the columns of the standard to the row of `sites`: lists filled in, and what search needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from directory.sites.names import fold
from directory.sites.search_boxes import band
from directory.sites.traits import site_traits
from directory.sites.vocabulary import COLUMNS, LISTS, NO_PUBLIC

_TEXTS = tuple(column for column in COLUMNS if column not in LISTS and column != "date_maj")


def standard_row(values: Mapping[str, Any]) -> dict[str, Any]:
    """Every column of the standard: lists as lists, `date_maj` as a date, None for blanks."""
    row: dict[str, Any] = {column: values.get(column) for column in _TEXTS}
    row.update((column, list(values.get(column) or ())) for column in LISTS)
    day = values.get("date_maj")
    row["date_maj"] = date.fromisoformat(day) if day else None
    return row


def search_columns(values: Mapping[str, Any], *, retired: bool) -> dict[str, Any]:
    """What search reads: the strip of latitude, the packed values, the folded name, and whether the site may be shown."""
    lat = values.get("latitude")
    hidden = NO_PUBLIC in (values.get("modalites_acces") or ())
    return {
        "band": None if lat is None else band(lat),
        "traits": site_traits(values),
        "name_key": fold(str(values.get("nom") or "")),
        "listed": lat is not None and not hidden and not retired,
    }
