"""What the console does besides showing: sending a text message, counting an outcome, a new call, signing in and out."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.channels.console import sms
from bot.channels.console.access import Access
from bot.channels.console.audit import note
from bot.channels.console.box import Box
from bot.channels.console.errors import NotSendable, WrongToken
from bot.channels.console.form import read_form
from bot.channels.console.outcomes import Outcomes
from bot.channels.console.ports import ConsoleServices, SmsPort
from bot.channels.console.render import Renderer
from bot.errors import BadRequest
from directory.errors import AideNumError


class Acts:
    """The handlers that do something."""

    def __init__(
        self,
        services: ConsoleServices,
        box: Box,
        access: Access,
        outcomes: Outcomes,
        renderer: Renderer,
        port: SmsPort | None,
    ) -> None:
        self._services = services
        self._box = box
        self._access = access
        self._outcomes = outcomes
        self._renderer = renderer
        self._port = port

    async def message(self, request: Request) -> Response:
        """POST: the message about one site, in one language, and what it costs."""
        fields = await read_form(request)
        return await asyncio.to_thread(self._message, fields)

    async def preview(self, request: Request) -> Response:
        """POST: what a text costs."""
        text = (await read_form(request)).get("texte", "").replace("\r\n", "\n")
        return _json(sms.preview(text[: 2 * sms.LONGEST]).as_dict())

    async def send(self, request: Request) -> Response:
        """POST: send a text to a number, which is not kept."""
        fields = await read_form(request)
        text = fields.get("texte", "").replace("\r\n", "\n")
        try:
            sent = await asyncio.to_thread(sms.send, self._port, fields.get("numero", ""), text)
        except NotSendable as refusal:
            raise BadRequest(422, "not_sendable", str(refusal)) from refusal
        except AideNumError as failure:
            raise BadRequest(422, "gateway_refused", f"{failure} Vous pouvez copier le texte.") from failure
        note("sms_sent", request.state.agent, parts=sent.parts, encoding=sent.encoding)
        return _json({"sent": True, **sent.as_dict()})

    async def outcome(self, request: Request) -> Response:
        """POST: how the call ended."""
        fields = await read_form(request)
        if fields.get("issue") not in ("trouve", "pas-trouve"):
            raise BadRequest(400, "invalid_outcome", "L'issue est « trouve » ou « pas-trouve ».")
        found, day = fields["issue"] == "trouve", self._services.clock.now().date()
        need, insee = fields.get("besoin", ""), fields.get("insee", "")
        await asyncio.to_thread(self._outcomes.add, day, need, insee, found)
        note("outcome", request.state.agent, found=found)
        return _json({"noted": True})

    async def new_call(self, request: Request) -> Response:
        """POST: forget the call. The server has kept nothing of it; the page is shown anew."""
        await read_form(request)
        note("new_call", request.state.agent)
        return RedirectResponse(_home(request), status_code=303, headers={"Cache-Control": "no-store"})

    async def enter(self, request: Request) -> Response:
        """POST: a site's key against a cookie."""
        fields = await read_form(request)
        wait = self._services.limits.wait_seconds(request)
        if wait:
            raise BadRequest(429, "too_many_requests", "Trop d'essais. Attendez un peu.", {"Retry-After": str(wait)})
        try:
            value = self._access.sign_in(fields.get("cle", ""))
        except WrongToken as refusal:
            note("refused")
            return self._renderer.page("enter.html", 401, problem=str(refusal), base=request.scope.get("root_path", ""))
        response = RedirectResponse(_home(request), status_code=303)
        self._access.remember(request, response, value)
        note("signed_in")
        return response

    async def leave(self, request: Request) -> Response:
        """POST: take the cookie back."""
        await read_form(request)
        response = RedirectResponse(_home(request), status_code=303)
        self._access.forget(request, response)
        return response

    def _message(self, fields: dict[str, str]) -> Response:
        answered = self._box.answer(fields.get("q", ""))
        listed = self._box.site(answered, fields.get("lieu", ""))
        if listed is None:
            raise BadRequest(404, "unknown_place", "Ce lieu n'existe pas dans l'annuaire.")
        public, now = self._services.settings.public_url.rstrip("/"), self._services.clock.now()
        link = f"{public}/fiche/{listed.found.site.id}" if public else ""
        text = sms.compose(listed, fields.get("langue", "fr"), now, link)
        return _json({"text": text, **sms.preview(text).as_dict()})


def _json(content: dict[str, object]) -> Response:
    return JSONResponse(content, headers={"Cache-Control": "no-store"})


def _home(request: Request) -> str:
    return f"{request.scope.get('root_path', '')}/console"
