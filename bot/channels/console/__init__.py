"""The hotline console: one box, and an answer to read aloud before the caller has finished the sentence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.channels.console.access import Access
from bot.channels.console.acts import Acts
from bot.channels.console.box import Box
from bot.channels.console.errors import ConsoleClosed, NotSignedIn
from bot.channels.console.outcomes import Outcomes
from bot.channels.console.pages import Pages
from bot.channels.console.ports import ConsoleServices, SmsPort
from bot.channels.console.render import Renderer
from bot.channels.console.tables import MIGRATIONS
from bot.channels.web.assets import Assets
from bot.errors import BadRequest
from bot.secret import deployment_secret
from directory.database import migrate

__all__ = ["MIGRATIONS", "SmsPort", "routes"]

BUILT = Path(__file__).parents[2] / "static" / "built"
LIGHT = [Middleware(GZipMiddleware, minimum_size=500)]
Handler = Callable[[Request], Awaitable[Response]]


def routes(services: ConsoleServices, sms: SmsPort | None = None) -> list[BaseRoute]:
    """Every route of the console, its table brought up to date. Without `sms`, messages are prepared to be copied."""
    house, settings = services.directory, services.settings
    migrate(house.engine, [MIGRATIONS])
    access = Access(settings, deployment_secret(settings))
    renderer, box = Renderer(settings, Assets.load(BUILT)), Box(house)
    pages = Pages(services, box, renderer, sends=sms is not None)
    acts = Acts(services, box, access, Outcomes(house.engine, house.gazetteer), renderer, sms)
    door = _Door(services, access, renderer)
    return [*_pages(pages, door), *_acts(acts, door)]


def _pages(pages: Pages, door: _Door) -> list[BaseRoute]:
    # What follows each keystroke is not compressed: on a town's network, that would cost more than it saves.
    return [
        Route("/console", door(pages.show), middleware=LIGHT),
        Route("/console", door(pages.search), methods=["POST"], middleware=LIGHT),
        Route("/console/cherche", door(pages.find), methods=["POST"]),
        Route("/console/lieu", door(pages.site), methods=["POST"]),
        Route("/console/sans", door(pages.remove), methods=["GET"]),
        Route("/console/sans", door(pages.without_chip), methods=["POST"]),
        Route("/console/papier", door(pages.paper), middleware=LIGHT),
    ]


def _acts(acts: Acts, door: _Door) -> list[BaseRoute]:
    return [
        Route("/console/sms/texte", door(acts.message), methods=["POST"]),
        Route("/console/sms/apercu", door(acts.preview), methods=["POST"]),
        Route("/console/sms", door(acts.send), methods=["POST"]),
        Route("/console/issue", door(acts.outcome), methods=["POST"]),
        Route("/console/nouvel-appel", door(acts.new_call), methods=["POST"]),
        Route("/console/entrer", acts.enter, methods=["POST"]),
        Route("/console/sortir", door(acts.leave), methods=["POST"]),
    ]


class _Door:
    """Lets agents through to a handler; shows the others where to sign in, or nothing."""

    def __init__(self, services: ConsoleServices, access: Access, renderer: Renderer) -> None:
        self._services = services
        self._access = access
        self._renderer = renderer

    def __call__(self, handler: Handler) -> Handler:
        async def guarded(request: Request) -> Response:
            try:
                request.state.agent = self._access.agent(request, self._services.clock.now())
            except ConsoleClosed as closed:
                raise BadRequest(404, "not_found", str(closed)) from closed
            except NotSignedIn as refusal:
                if request.method != "GET":
                    raise BadRequest(401, "sign_in", str(refusal)) from refusal
                return self._renderer.page("enter.html", 401, problem="", base=request.scope.get("root_path", ""))
            return await handler(request)

        return guarded
