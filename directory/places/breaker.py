"""A circuit breaker: after three failures in a row a service is left alone for a minute."""

from __future__ import annotations

import threading
from collections.abc import Callable

FAILURES, OPEN_SECONDS = 3, 60.0
# A rate limit lasts while one keeps calling: never wait less than this.
LEAST_PAUSE = 5.0


class Breaker:
    """Counts failures and says whether to try. `now`: seconds that only grow (`time.monotonic`)."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._failures = 0
        self._until = 0.0
        self._lock = threading.Lock()

    def closed(self) -> bool:
        """Whether the service may be called."""
        return self._now() >= self._until

    def worked(self) -> None:
        """The service answered."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The service did not answer, or answered nonsense."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._failures, self._until = 0, self._now() + OPEN_SECONDS

    def pause(self, seconds: float | None) -> None:
        """The service asked to be left alone for some seconds."""
        with self._lock:
            self._until = self._now() + max(LEAST_PAUSE, float(seconds or 0))
