"""`/health/live` (the process answers), `/health/ready` (it can work), `/metrics` (Prometheus)."""

from __future__ import annotations

import asyncio

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.services import Services


def routes(services: Services) -> list[Route]:
    """The routes for those who watch the service."""

    async def live(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def ready(_request: Request) -> Response:
        try:
            await asyncio.to_thread(_database_answers, services)
        except Exception as error:
            return JSONResponse({"status": "unavailable", "database": type(error).__name__}, 503)
        return JSONResponse({"status": "ok"})

    async def figures(_request: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/health/live", live), Route("/health/ready", ready), Route("/metrics", figures)]


def _database_answers(services: Services) -> None:
    with services.directory.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
