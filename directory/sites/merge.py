"""Several records of one place → one site: the newest wins column by column, lists are united."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from directory.sites.duplicates.record import Record
from directory.sites.vocabulary import LISTS, vocabulary

# Columns that only make sense together come from one record.
_TOGETHER = ("latitude", "longitude", "point_precision")
_PRECISIONS = ("exact", "address", "commune")
# United, these would say things that no record said.
_NOT_UNITED = frozenset(("itinerance", "frais_a_charge"))


def merge(cluster: Sequence[Record]) -> tuple[dict[str, Any], Record, list[dict[str, str]]]:
    """(values, the newest record, provenances, the newest first). The site's id is the smallest of the records' ids."""
    newest_first = sorted(cluster, key=lambda record: record.freshness, reverse=True)
    values: dict[str, Any] = {}
    for record in newest_first:
        for column, value in record.values.items():
            if column not in _TOGETHER:
                _add(values, column, value)
    values.update(_best_point(newest_first))
    values["id"] = min(record.id for record in cluster)
    return values, newest_first[0], [_provenance(record) for record in newest_first]


def _add(values: dict[str, Any], column: str, value: Any) -> None:
    if column not in values:
        values[column] = value
    elif column in LISTS and column not in _NOT_UNITED:
        values[column] = _united(column, values[column], value)


def _united(column: str, held: list[str], more: list[str]) -> list[str]:
    order = vocabulary().get(column)
    together = dict.fromkeys([*held, *more])
    return [value for value in order if value in together] if order else list(together)


def _best_point(newest_first: Sequence[Record]) -> dict[str, Any]:
    """The most precise point; among equals, the newest record's."""
    pointed = [record for record in newest_first if record.values.get("latitude") is not None]
    if not pointed:
        return {}
    best = min(pointed, key=lambda record: _PRECISIONS.index(record.values.get("point_precision") or "exact"))
    return {column: best.values.get(column) for column in _TOGETHER}


def _provenance(record: Record) -> dict[str, str]:
    return {
        "id": record.id,
        "source_slug": record.source_slug,
        "source": str(record.values.get("source") or ""),
        "file": record.origin_file,
        "licence": record.licence,
        "date_maj": str(record.values.get("date_maj") or ""),
    }
