"""The JSON interface: `POST /api/messages`, `GET /api/places`, `GET /api/places/{id}` (docs/api.md)."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.errors import BadRequest
from bot.message import Message
from bot.services import Services
from directory.lookup import Query, look_up, one_site

MAX_TEXT = 1000
MAX_BODY = 64 * 1024
_LANGUAGES = frozenset(["fr", "en", "ar", "gcf", "pt", "tr", "es", "it", "de", "pl", "ru"])


def routes(services: Services) -> list[Route]:
    """The JSON routes."""

    async def messages(request: Request) -> Response:
        body = await read_json(request)
        message, token = parse_message(body, services)
        _check_rate(services, request)
        answers = await services.answer(message)
        return JSONResponse({"session": token, "answers": list(answers)})

    async def places(request: Request) -> Response:
        query = parse_query(dict(request.query_params))
        return JSONResponse(await asyncio.to_thread(look_up, services.directory, query))

    async def place(request: Request) -> Response:
        view = await asyncio.to_thread(one_site, services.directory, request.path_params["id"])
        if view is None:
            raise BadRequest(404, "unknown_place", "Ce lieu n'existe pas dans l'annuaire.")
        return JSONResponse(view)

    return [
        Route("/api/messages", messages, methods=["POST"]),
        Route("/api/places", places, methods=["GET"]),
        Route("/api/places/{id:path}", place, methods=["GET"]),
    ]


def error_response(error: BadRequest) -> JSONResponse:
    """The contract's error: `{"error": {"code", "message"}}`."""
    body = {"error": {"code": error.code, "message": str(error)}}
    return JSONResponse(body, status_code=error.status, headers=error.headers)


async def read_json(request: Request) -> dict[str, Any]:
    """The JSON object of the request. Raises `BadRequest` (400, 413, 415)."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise BadRequest(
            415, "unsupported_media_type", "Envoyez du JSON, avec l'en-tête Content-Type: application/json."
        )
    raw = await read_body(request)
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadRequest(400, "invalid_json", "Le corps de la requête n'est pas du JSON lisible.") from error
    if not isinstance(body, dict):
        raise BadRequest(400, "invalid_body", 'Envoyez un objet, par exemple {"message": "bonjour"}.')
    return body


async def read_body(request: Request) -> bytes:
    """The body, at most 64 KiB. Raises `BadRequest` (413)."""
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > MAX_BODY:
            raise BadRequest(413, "too_large", "La requête dépasse 64 Ko.")
    return bytes(received)


def parse_message(body: dict[str, Any], services: Services) -> tuple[Message, str]:
    """The message, and the token of its session. Raises `BadRequest` (400, 413)."""
    text = message_text(body.get("message"))
    lang = _optional(body, "lang", str)
    if lang is not None and lang not in _LANGUAGES:
        raise BadRequest(400, "invalid_lang", f"La langue « lang » est l'une de : {', '.join(sorted(_LANGUAGES))}.")
    message_id = _optional(body, "message_id", str)
    if message_id is not None and not 0 < len(message_id) <= 200:
        raise BadRequest(400, "invalid_message_id", "« message_id » a de 1 à 200 caractères.")
    session = services.open_session(_optional(body, "session", str))
    lat, lon = position(body.get("lat"), body.get("lon"))
    return Message(text, session.id, "web", message_id, lang, lat, lon, body.get("simpler") is True), session.token


def message_text(value: Any) -> str:
    """The person's words. Raises `BadRequest`: not a string, empty, over 1,000 characters."""
    if not isinstance(value, str):
        raise BadRequest(400, "invalid_message", "« message » doit être un texte.")
    if len(value) > MAX_TEXT:
        raise BadRequest(413, "message_too_long", f"Le message dépasse {MAX_TEXT} caractères. Raccourcissez-le.")
    if not value.strip():
        raise BadRequest(400, "empty_message", "Le message est vide.")
    # A lone surrogate can be neither stored nor sent back.
    return value.encode("utf-8", "replace").decode("utf-8")


def position(lat: Any, lon: Any) -> tuple[float | None, float | None]:
    """Latitude and longitude in degrees, both or none. Raises `BadRequest`."""
    if lat is None and lon is None:
        return None, None
    try:
        degrees = float(lat), float(lon)
    except (TypeError, ValueError) as error:
        raise BadRequest(400, "invalid_position", "« lat » et « lon » vont ensemble, en degrés.") from error
    if not (-90 <= degrees[0] <= 90 and -180 <= degrees[1] <= 180):
        raise BadRequest(400, "invalid_position", "« lat » va de -90 à 90, « lon » de -180 à 180.")
    return degrees


def parse_query(parameters: dict[str, str]) -> Query:
    """The search of `GET /api/places`. Raises `BadRequest` naming the parameter."""
    lat, lon = position(parameters.get("lat"), parameters.get("lon"))
    if not any(parameters.get(name, "").strip() for name in ("q", "insee", "lat")):
        raise BadRequest(400, "missing_place", "Donnez « q », « insee », ou « lat » et « lon ».")
    if len(parameters.get("q", "")) > MAX_TEXT:
        raise BadRequest(413, "query_too_long", f"« q » dépasse {MAX_TEXT} caractères.")
    try:
        return Query.from_parameters(parameters | {"lat": lat, "lon": lon})  # type: ignore[dict-item]
    except ValueError as error:
        raise BadRequest(400, "invalid_parameter", str(error)) from error


def _check_rate(services: Services, request: Request) -> None:
    wait = services.limits.wait_seconds(request)
    if wait:
        sentence = "Trop de messages d'un coup. Attendez un peu, puis recommencez."
        raise BadRequest(429, "too_many_requests", sentence, {"Retry-After": str(wait)})


def _optional(body: dict[str, Any], name: str, kind: type) -> Any:
    value = body.get(name)
    if value is not None and not isinstance(value, kind):
        raise BadRequest(400, f"invalid_{name}", f"« {name} » doit être un texte.")
    return value
