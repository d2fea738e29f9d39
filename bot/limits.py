"""How many messages one network address may send: a moving window, counted in memory."""

from __future__ import annotations

import time
from ipaddress import ip_address, ip_network

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request

from directory.settings import Settings


class MessageLimits:
    """Counts messages per network address; nothing about the address is stored beyond a minute, nor written."""

    def __init__(self, settings: Settings) -> None:
        self._item = RateLimitItemPerMinute(settings.messages_per_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._proxies = tuple(ip_network(proxy, strict=False) for proxy in settings.trusted_proxies)

    def wait_seconds(self, request: Request) -> int:
        """Count one message: 0 lets it pass, else the seconds to wait."""
        key = self.address(request)
        if self._limiter.hit(self._item, key):
            return 0
        reset = self._limiter.get_window_stats(self._item, key).reset_time
        return max(1, round(reset - time.time()))

    def address(self, request: Request) -> str:
        """The caller's address; behind a trusted proxy, the last one that the proxy did not write itself."""
        direct = request.client.host if request.client else "unknown"
        forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
        chain = [*forwarded, direct]
        while len(chain) > 1 and self._trusted(chain[-1]):
            chain.pop()
        return chain[-1]

    def _trusted(self, address: str) -> bool:
        try:
            return any(ip_address(address) in network for network in self._proxies)
        except ValueError:
            return False
