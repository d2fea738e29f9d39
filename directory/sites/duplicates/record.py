"""A record as duplicates are looked for: its values, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Record:
    """One cleaned record of one source. `values` holds the columns of the standard that are filled."""

    id: str
    source_slug: str
    place_key: str
    values: dict[str, Any]
    aliases: tuple[str, ...]
    origin_file: str
    licence: str
    imported_at: datetime
    retired_at: datetime | None
    is_example: bool

    @property
    def freshness(self) -> tuple[str, str]:
        """What orders records from old to new: the day of last change ("" when unknown), then the id."""
        return str(self.values.get("date_maj") or ""), self.id

    @property
    def told_by(self) -> tuple[str, str]:
        """The delivery and the source named inside it: one source does not tell the same place twice."""
        return self.source_slug, str(self.values.get("source") or "")
