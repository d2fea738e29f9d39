"""The web channel: the chat page, the widget for other sites, and what a person takes away (sheet, calendar)."""

from __future__ import annotations

from pathlib import Path

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Route

from bot.channels.web.assets import Assets
from bot.channels.web.chat import ChatPage
from bot.channels.web.embed import load_sites
from bot.channels.web.notice import NoticePages
from bot.channels.web.ports import Session, Turn, WebServices
from bot.channels.web.render import Renderer
from bot.channels.web.sheet import SheetPage
from bot.channels.web.widget import WidgetFiles
from bot.channels.web.words import Interface

__all__ = ["Session", "Turn", "WebServices", "routes"]

BUILT = Path(__file__).parents[2] / "static" / "built"
LIGHT = [Middleware(GZipMiddleware, minimum_size=500)]


def routes(services: WebServices) -> list[BaseRoute]:
    """Every route of the web channel, for the application to mount.

    Reads `data/interface/`, `data/widgets/` and the built files, once.
    """
    data = services.settings.data
    interface, sites, assets = Interface.load(data / "interface"), load_sites(data / "widgets"), Assets.load(BUILT)
    renderer = Renderer(services.settings, interface, assets)
    files = WidgetFiles(services, interface, sites, assets, renderer)
    chat = ChatPage(services, interface, sites, renderer)
    notices = NoticePages(services, interface, renderer, data / "interface" / "pages")
    sheets = SheetPage(services, interface, renderer)
    return [*_chat(chat), Route("/pages/{name}", notices.show, middleware=LIGHT), *_sheets(sheets), *_files(files)]


def _chat(page: ChatPage) -> list[BaseRoute]:
    return [
        Route("/", page.show, middleware=LIGHT),
        Route("/", page.send, methods=["POST"], middleware=LIGHT),
        Route("/chat", page.show, middleware=LIGHT),
        Route("/chat", page.send, methods=["POST"], middleware=LIGHT),
        Route("/chat/reprise", page.resume, methods=["POST"], middleware=LIGHT),
        Route("/effacer", page.erase, methods=["POST"]),
        Route("/quitter", page.leave),
    ]


def _sheets(page: SheetPage) -> list[BaseRoute]:
    return [
        Route("/fiche/{site_id:path}/agenda.ics", page.calendar),
        Route("/fiche/{site_id:path}/qr.svg", page.square, middleware=LIGHT),
        Route("/fiche/{site_id:path}", page.show, middleware=LIGHT),
    ]


def _files(files: WidgetFiles) -> list[BaseRoute]:
    return [
        Route("/static/{version}/{name}", files.static, middleware=LIGHT),
        Route("/widget/v1/widget.js", files.floating, middleware=LIGHT),
        Route("/widget/versions.json", files.manifest),
        Route("/widget/theme/{slug}.css", files.theme, middleware=LIGHT),
        Route("/widget/{version}/widget.js", files.pinned, middleware=LIGHT),
        Route("/demo", files.demonstration, middleware=LIGHT),
    ]
