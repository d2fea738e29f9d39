"""What time it is, or what time a test or `--now` says it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Clock:
    """A clock. `fixed` (aware) freezes it; without it, the real time in UTC."""

    fixed: datetime | None = None

    def now(self) -> datetime:
        """The present instant, always aware."""
        return self.fixed or datetime.now(UTC)
