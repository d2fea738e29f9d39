"""The chat page: shown, sent to, resumed, erased, left in a hurry. Complete without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.channels.web.cookie import forget, held, remember
from bot.channels.web.embed import EmbeddingSite
from bot.channels.web.errors import BadFormError
from bot.channels.web.form import Form, check, read_form, same_site
from bot.channels.web.headers import private
from bot.channels.web.page import Page, human
from bot.channels.web.ports import Session, Turn, WebServices
from bot.channels.web.render import Renderer
from bot.channels.web.turn import turn
from bot.channels.web.words import Interface, Words
from bot.message import Message

logger = structlog.get_logger(__name__)
LAST = "derniere"  # the anchor of the newest turn


class ChatPage:
    """The handlers of the chat page."""

    def __init__(
        self, services: WebServices, interface: Interface, sites: Mapping[str, EmbeddingSite], renderer: Renderer
    ) -> None:
        self._services = services
        self._interface = interface
        self._sites = sites
        self._renderer = renderer

    async def show(self, request: Request) -> Response:
        """GET: the page, with the conversation so far. Stores nothing."""
        form = Form(
            lang=request.query_params.get("lang", ""),
            simpler=request.query_params.get("simple") == "1",
            site=request.query_params.get("site", ""),
        )
        session = self._services.open_session(held(request))
        turns = [] if session.is_new else await self._history(session)
        words = self._words(form)
        status = words.erased if "efface" in request.query_params else ""
        return self._renderer.chat(self._page(request, form, session, turns, status=status))

    async def send(self, request: Request) -> Response:
        """POST: one message, answered; the page again, or JSON for the script."""
        form = Form()
        try:
            form = await read_form(request, self._services.settings.public_url)
            check(form)
            session = self._services.open_session(form.token or None)
            self._let_through(request, session)
            answers = await self._answers(form, session)
        except BadFormError as refusal:
            return await self._refused(request, form, refusal)
        response = await self._answered(request, form, session, answers)
        remember(request, response, session.token, self._services.settings)
        return response

    async def resume(self, request: Request) -> Response:
        """POST, for the script in a frame without cookies: the conversation that the token names."""
        try:
            form = await read_form(request, self._services.settings.public_url)
        except BadFormError as refusal:
            return await self._refused(request, Form(), refusal)
        session = self._services.open_session(form.token or None)
        turns = [] if session.is_new else await self._history(session)
        shown = [self._turn(request, form, said["you"], said["answers"]) for said in turns]
        return private(JSONResponse({"session": session.token, "turns": shown}))

    async def erase(self, request: Request) -> Response:
        """POST: the conversation is forgotten, here and now."""
        try:
            form = await read_form(request, self._services.settings.public_url)
        except BadFormError as refusal:
            return await self._refused(request, Form(), refusal)
        await self._forget(form.token)
        page = self._page(request, form, self._services.open_session(None), ())
        response: Response = RedirectResponse(page.query(efface="1"), status_code=303)
        if _wants_json(request):
            response = JSONResponse({"session": page.token, "status": page.words.erased})
        forget(request, response)
        return private(response)

    async def leave(self, request: Request) -> Response:
        """GET: away from here at once, the conversation erased. Only our own pages may erase by this address."""
        response = RedirectResponse(self._services.settings.exit_url, status_code=303)
        if same_site(request, self._services.settings.public_url):
            await self._forget(held(request))
            forget(request, response)
        return private(response)

    async def _forget(self, token: str | None) -> None:
        session = self._services.open_session(token or None)
        if not session.is_new:
            await self._services.erase(session.id)

    def _let_through(self, request: Request, session: Session) -> None:
        seconds = self._services.wait_seconds(request, session.id)
        if seconds > 0:
            raise BadFormError(429, "too_many", seconds=seconds)

    async def _answers(self, form: Form, session: Session) -> Sequence[Mapping[str, Any]]:
        lang = form.lang if self._interface.knows(form.lang) else None
        message = Message(
            self._said(form),
            session.id,
            "web",
            form.message_id,
            lang,
            form.lat,
            form.lon,
            simpler=form.simpler or form.rephrase,
        )
        try:
            return await self._services.answer(message)
        except Exception as error:
            logger.error("web.answer_failed", error=type(error).__name__)
            raise BadFormError(503, "broken") from error

    def _said(self, form: Form) -> str:
        """The words that reach the assistant: it is spoken to in French when the button says « plus simple »."""
        return str(self._interface.words(None).simpler_message) if form.rephrase else form.words

    async def _history(self, session: Session) -> Sequence[Turn]:
        try:
            return await self._services.history(session.id)
        except Exception as error:  # a page without its past is better than no page
            logger.error("web.history_failed", error=type(error).__name__)
            return []

    async def _answered(
        self, request: Request, form: Form, session: Session, answers: Sequence[Mapping[str, Any]]
    ) -> Response:
        if _wants_json(request):
            shown = self._turn(request, form, self._said(form), answers)
            return private(JSONResponse({"session": session.token, "turn": shown}))
        if self._services.open_session(held(request)).id == session.id:
            return private(RedirectResponse(self._page(request, form, session, ()).query() + f"#{LAST}", 303))
        # No cookie yet (first message), or never (a frame): a redirect would lead to an empty page.
        turns = await self._history(session) or [
            Turn(you=self._said(form), answers=[dict(answer) for answer in answers])
        ]
        return self._renderer.chat(self._page(request, form, session, turns))

    async def _refused(self, request: Request, form: Form, refusal: BadFormError) -> Response:
        alert = self._alert(self._words(form), refusal)
        if _wants_json(request):
            error = {"code": refusal.sentence, "message": alert}
            response: Response = private(JSONResponse({"error": error}, refusal.status))
        else:
            session = self._services.open_session(form.token or held(request))
            turns = [] if session.is_new else await self._history(session)
            page = self._page(request, form, session, turns, alert=alert, draft=form.text or form.choice)
            response = self._renderer.chat(page, refusal.status)
        if refusal.status == 429:
            response.headers["Retry-After"] = str(refusal.values["seconds"])
        return response

    def _alert(self, words: Words, refusal: BadFormError) -> str:
        someone = human(self._services.settings, words)
        sentences = [words.say(refusal.sentence, **refusal.values)]
        if someone and refusal.status in {429, 503}:
            sentences.append(words.say("or_call", phone=someone.display))
        return " ".join(sentences)

    def _page(self, request: Request, form: Form, session: Session, turns: Sequence[Turn], **values: str) -> Page:
        return Page(
            words=self._words(form),
            token=session.token,
            turns=[self._turn(request, form, said["you"], said["answers"]) for said in turns],
            simple=form.simpler or form.rephrase,
            site=self._sites.get(form.site),
            base=request.scope.get("root_path", ""),
            picked=form.lang if self._interface.knows(form.lang) else "",
            **values,
        )

    def _turn(
        self, request: Request, form: Form, you: str | None, answers: Sequence[Mapping[str, Any]]
    ) -> dict[str, Any]:
        return turn(you, answers, self._words(form), self._services.clock.now(), request.scope.get("root_path", ""))

    def _words(self, form: Form) -> Words:
        return self._interface.words(form.lang)


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
