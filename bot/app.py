"""The web application: every channel over HTTP, in one process with Rasa's agent."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from bot.assistant import Assistant
from bot.channels import api, console, health, openapi, rest, web
from bot.channels.console.outbox import outbox
from bot.channels.sms import Channel as SmsChannel
from bot.errors import BadRequest
from bot.services import Services
from directory.importer.first_start import synchronise_first
from directory.wiring import Directory

log = structlog.get_logger(__name__)
_PURGE_SECONDS = 3600


def create_app(directory: Directory) -> Starlette:
    """The application on `directory`. Raises `ModelMissing` when nothing is trained."""
    services = Services(Assistant.load(directory))
    sms = SmsChannel.open(services)
    routes: list[BaseRoute] = [
        *health.routes(services),
        *api.routes(services),
        *rest.routes(services),
        *web.routes(services),
        *openapi.routes(),
        *console.routes(services, outbox(sms.gateway, services.settings)),
        *sms.routes(),
    ]
    return Starlette(
        routes=routes,
        lifespan=lambda app: _life(services, sms),
        exception_handlers={BadRequest: _bad_request, HTTPException: _http_error, Exception: _unforeseen},
    )


@contextlib.asynccontextmanager
async def _life(services: Services, sms: SmsChannel) -> AsyncIterator[None]:
    """While the server runs: forget old conversations; fetch the national file once; answer SMS."""
    tasks = [asyncio.create_task(_purge(services)), asyncio.create_task(_first_synchronisation(services.directory))]
    try:
        async with sms.running():
            yield
    finally:
        for task in tasks:
            task.cancel()


async def _purge(services: Services) -> None:
    while True:
        try:
            forgotten = await asyncio.to_thread(services.assistant.conversations.purge)
            log.info("conversations.purged", count=forgotten)
        except Exception as error:
            log.error("conversations.purge_failed", error=type(error).__name__)
        await asyncio.sleep(_PURGE_SECONDS)


async def _first_synchronisation(directory: Directory) -> None:
    outcome = await asyncio.to_thread(synchronise_first, directory.engine, directory.settings)
    if outcome:
        print(outcome, flush=True)


async def _bad_request(_request: Request, error: Exception) -> Response:
    assert isinstance(error, BadRequest)
    return api.error_response(error)


async def _http_error(request: Request, error: Exception) -> Response:
    """404, 405…: JSON for programmes, one plain sentence for people."""
    assert isinstance(error, HTTPException)
    code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "http_error")
    sentence = {404: "Cette page n'existe pas.", 405: "Cette méthode n'est pas permise ici."}.get(
        error.status_code, "La requête n'est pas acceptée."
    )
    return JSONResponse({"error": {"code": code, "message": sentence}}, error.status_code, headers=error.headers)


async def _unforeseen(request: Request, error: Exception) -> Response:
    log.error("request.failed", path=request.url.path, error=type(error).__name__)
    return JSONResponse(
        {"error": {"code": "internal", "message": "Une panne est survenue. Réessayez, ou appelez votre mairie."}}, 500
    )
