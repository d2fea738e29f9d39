"""What people decided about pairs of records."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from directory.sites.tables import DuplicateVerdict


@dataclass(frozen=True)
class Verdicts:
    """Pair of record ids, in order → whether they are the same place."""

    pairs: dict[tuple[str, str], bool] = field(default_factory=dict)

    @classmethod
    def read(cls, connection: Connection) -> Verdicts:
        """Every verdict of the database."""
        table = DuplicateVerdict
        rows = connection.execute(select(table.first_id, table.second_id, table.same))
        return cls({(row[0], row[1]): bool(row[2]) for row in rows})

    def of(self, one: str, other: str) -> bool | None:
        """What was decided of two records; None when nobody did."""
        return self.pairs.get((min(one, other), max(one, other)))
