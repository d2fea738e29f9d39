"""Points found by address, put in place of the commune's point when sites are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from directory.sites.duplicates.record import Record
from directory.sites.names import fold
from directory.sites.tables import GeocodedAddress


def address_key(values: dict[str, Any]) -> str | None:
    """What an address is filed under, or None when there is nothing to ask: no street, or a point already."""
    if (
        values.get("point_precision") not in (None, "commune")
        or not values.get("adresse")
        or not values.get("code_insee")
    ):
        return None
    return f"{values['code_insee']} {fold(str(values['adresse']))}"


def with_addresses(connection: Connection, records: Sequence[Record]) -> list[Record]:
    """The records, those without a point of their own moved to their address where it is known."""
    keys = {record.id: key for record in records if (key := address_key(record.values))}
    if not keys:
        return list(records)
    table = GeocodedAddress
    asked = select(table.key, table.latitude, table.longitude).where(table.key.in_(set(keys.values())))
    points = {row[0]: (row[1], row[2]) for row in connection.execute(asked.where(table.latitude.is_not(None)))}
    return [_moved(record, points.get(keys.get(record.id, ""))) for record in records]


def _moved(record: Record, point: tuple[float | None, float | None] | None) -> Record:
    if point is None:
        return record
    values = {**record.values, "latitude": point[0], "longitude": point[1], "point_precision": "address"}
    return replace(record, values=values)
