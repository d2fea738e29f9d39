"""Exporting the directory in the national standard, v1.0.2: CSV and JSON that its official schema accepts."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from typing import Any, TextIO

from sqlalchemy import Engine, select

from directory.sites.tables import Site
from directory.sites.vocabulary import COLUMNS, LISTS

# What the schema requires and the directory may not know. The day that says "unknown" is the field's own habit, and our
# importer reads it back as unknown; so do the fourteen zeros.
_UNKNOWN_DAY = "1970-01-01"
_UNKNOWN_PIVOT = "00000000000000"
# A spreadsheet would run a cell that begins so. A leading apostrophe is shown as text, and taken off by our importer.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FORMULA_COLUMNS = frozenset(COLUMNS) - LISTS - {"telephone", "latitude", "longitude", "date_maj"}
# The official schema writes this value without its space, and refuses it with.
_AS_IN_SCHEMA = {"Étapes numériques (La Poste)": "Étapes numériques(La Poste)"}
_BATCH = 500


def export_csv(engine: Engine, out: TextIO, *, examples: bool = False) -> int:
    """Write every living site as a CSV with the 32 columns, by id; how many."""
    writer = csv.DictWriter(out, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    count = 0
    for row in _rows(engine, examples):
        writer.writerow({column: _safe(column, value) for column, value in row.items()})
        count += 1
    return count


def export_json(engine: Engine, out: TextIO, *, examples: bool = False) -> int:
    """Write every living site as a JSON array, absent fields left out; how many."""
    count = 0
    out.write("[")
    for count, row in enumerate(_rows(engine, examples), start=1):
        filled = {column: value for column, value in row.items() if value != ""}
        out.write(("," if count > 1 else "") + "\n" + json.dumps(filled, ensure_ascii=False))
    out.write("\n]\n")
    return count


def _rows(engine: Engine, examples: bool) -> Iterator[dict[str, Any]]:
    """Streamed, so that a directory of any size exports in flat memory."""
    wanted = [Site.retired_at.is_(None)] + ([] if examples else [Site.is_example.is_(False)])
    columns = [getattr(Site, column) for column in COLUMNS]
    with engine.connect() as connection:
        streamed = connection.execution_options(yield_per=_BATCH)
        for row in streamed.execute(select(*columns).where(*wanted).order_by(Site.id)):
            yield {column: _told(column, value) for column, value in zip(COLUMNS, row, strict=True)}


def _told(column: str, value: Any) -> Any:
    if column in LISTS:
        return "|".join(_AS_IN_SCHEMA.get(word, word) for word in value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return " ".join(value.split()) if column != "presentation_detail" else value.replace("\r", " ")
    if value is None:
        return {"date_maj": _UNKNOWN_DAY, "pivot": _UNKNOWN_PIVOT, "adresse": "Adresse non renseignée"}.get(column, "")
    return value


def _safe(column: str, value: Any) -> Any:
    if isinstance(value, str) and column in _FORMULA_COLUMNS and value.startswith(_FORMULA):
        return f"'{value}"
    return value
