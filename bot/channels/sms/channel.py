"""The SMS channel as the web application sees it: routes, and what runs while the server does."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.channels.sms.accounts import adapters
from bot.channels.sms.gateway import Gateway
from bot.channels.sms.model import Acknowledgement, Incoming
from bot.channels.sms.ports import SmsHouse

MAX_BODY = 64 * 1024
_METHODS = ["GET", "POST"]


class Channel:
    """The channel of one deployment; without an account it has no route and does nothing."""

    def __init__(self, gateway: Gateway | None) -> None:
        self.gateway = gateway

    @classmethod
    def open(cls, house: SmsHouse) -> Channel:
        """The channel that var/sms.yml describes. Raises `AccountsUnreadable` or `PresetUnreadable`."""
        found = adapters(house.settings, house.clock)
        return cls(Gateway(house, found) if found else None)

    def routes(self) -> list[BaseRoute]:
        """`/sms/<operator>` and what is below it."""
        if self.gateway is None:
            return []
        return [
            Route("/sms/{name}", self._endpoint, methods=_METHODS),
            Route("/sms/{name}/{rest:path}", self._endpoint, methods=_METHODS),
        ]

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Answer and send, until the end of the block."""
        if self.gateway is None:
            yield
            return
        async with self.gateway.running():
            yield

    async def _endpoint(self, request: Request) -> Response:
        assert self.gateway is not None
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        incoming = Incoming(
            method="GET" if request.method == "HEAD" else request.method,
            path=request.scope["path"],
            query=request.url.query,
            headers=_headers(request),
            body=body,
        )
        return _response(await self.gateway.receive(request.path_params["name"], incoming))


def _headers(request: Request) -> dict[str, str]:
    return {name.lower(): value for name, value in request.headers.items()}


def _response(acknowledgement: Acknowledgement) -> Response:
    if not acknowledgement.body:
        return Response(status_code=acknowledgement.status)
    return Response(acknowledgement.body, acknowledgement.status, media_type=acknowledgement.media_type)


async def _body(request: Request) -> bytes | None:
    """The body, None when it is over 64 KiB."""
    received = bytearray()
    try:
        async for chunk in request.stream():
            received += chunk
            if len(received) > MAX_BODY:
                return None
    except ClientDisconnect:
        return None
    return bytes(received)
