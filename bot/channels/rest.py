"""Rasa's own `rest` channel, in Rasa's usual shape; the whole answer rides in `custom`.

Unlike Rasa's: no `sender` is an error (in Rasa everybody then shares one conversation), a message that begins with "/" is
only text, and an empty list is never sent.
"""

from __future__ import annotations

import hashlib
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.api import message_text, read_json
from bot.errors import BadRequest
from bot.message import Message
from bot.services import Services


def routes(services: Services) -> list[Route]:
    """`POST /webhooks/rest/webhook {"sender", "message"}`."""

    async def webhook(request: Request) -> Response:
        body = await read_json(request)
        sender, text = _sender(body), message_text(body.get("message"))
        wait = services.limits.wait_seconds(request)
        if wait:
            raise BadRequest(429, "too_many_requests", "Trop de messages d'un coup.", {"Retry-After": str(wait)})
        answers = await services.answer(Message(text, _session(sender), "rest"))
        return JSONResponse([_rasa_shape(sender, answer) for answer in answers])

    return [Route("/webhooks/rest/webhook", webhook, methods=["POST"])]


def _sender(body: dict[str, Any]) -> str:
    sender = body.get("sender")
    if not isinstance(sender, str) or not 0 < len(sender) <= 200:
        raise BadRequest(400, "missing_sender", "« sender » est obligatoire : un texte de 1 à 200 caractères.")
    return sender


def _session(sender: str) -> str:
    # A namespace of its own: a sender can never be the id of a web conversation.
    return "rest:" + hashlib.sha256(sender.encode("utf-8", "replace")).hexdigest()


def _rasa_shape(sender: str, answer: Any) -> dict[str, Any]:
    buttons = [{"title": choice["label"], "payload": choice["message"]} for choice in answer["choices"]]
    shaped = {"recipient_id": sender, "text": answer["text"], "custom": answer}
    return shaped | ({"buttons": buttons} if buttons else {})
