"""Calling an operator: plain HTTP in a thread, short limits, and never the outside network when offline."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import requests

_SECONDS = (5, 10)
_TEMPORARY = frozenset({408, 425, 429})


@dataclass(frozen=True)
class HttpReply:
    """An operator's answer. `retry_after` in seconds, when it says so."""

    status: int
    text: str
    retry_after: float | None = None

    @property
    def temporary(self) -> bool:
        """Whether the same call may work later."""
        return self.status >= 500 or self.status in _TEMPORARY

    def json(self) -> Any:
        """The body as JSON, None when it is not."""
        try:
            return json.loads(self.text)
        except ValueError:
            return None


class HttpClient:
    """Calls operators. `offline` refuses every host but loopback."""

    def __init__(self, *, offline: bool = False) -> None:
        self._offline = offline

    async def call(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
    ) -> HttpReply:
        """One call. Raises `ConnectionError` or `TimeoutError` when the operator does not answer."""
        if self._offline and not _loopback(url):
            raise ConnectionError("offline")
        try:
            reply = await asyncio.to_thread(
                requests.request,
                method,
                url,
                params=params,
                data=data,
                headers=dict(headers or {}),
                auth=auth,
                timeout=_SECONDS,
                allow_redirects=False,
            )
        except requests.Timeout as error:
            raise TimeoutError(urlsplit(url).hostname) from error
        except requests.RequestException as error:
            raise ConnectionError(type(error).__name__) from error
        return HttpReply(reply.status_code, reply.text[:20_000], _seconds(reply.headers.get("Retry-After")))


def _loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _seconds(written: str | None) -> float | None:
    return float(written) if written and written.isdigit() else None
