"""Templates to responses: the one place where HTML is made. Everything is escaped (Jinja2 autoescape)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from bot.channels.web.assets import Assets
from bot.channels.web.form import LIMIT
from bot.channels.web.headers import private
from bot.channels.web.page import Page, human
from bot.channels.web.words import Interface, Words
from directory.settings import Settings

TEMPLATES = Path(__file__).parents[2] / "templates"


class Renderer:
    """Draws pages for one deployment."""

    def __init__(self, settings: Settings, interface: Interface, assets: Assets) -> None:
        self._settings = settings
        self._interface = interface
        self._assets = assets
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )

    def chat(self, page: Page, status: int = 200) -> Response:
        """The chat page."""
        values = {
            "page": page,
            "languages": self._interface.choices(),
            "human": human(self._settings, page.words),
            "limit": LIMIT,
        }
        response = self._html("chat.html", page.words, page.base, status, **values)
        return private(response, page.site.origins if page.site else (), self._settings.tiles_url)

    def sheet(self, words: Words, base: str, status: int = 200, **values: Any) -> Response:
        """The sheet of one site, to be printed."""
        return private(self._html("sheet.html", words, base, status, **values))

    def notice(self, words: Words, base: str, **values: Any) -> Response:
        """A notice: data, accessibility."""
        return private(self._html("notice.html", words, base, 200, **values))

    def demonstration(self, words: Words, base: str, **values: Any) -> Response:
        """The made-up town hall's page that carries the widget."""
        return private(self._html("demo.html", words, base, 200, **values))

    def _html(self, template: str, words: Words, base: str, status: int, **values: Any) -> HTMLResponse:
        context = {"w": words, "base": base, "assets": self._assets, "settings": self._settings, **values}
        return HTMLResponse(self._templates.get_template(template).render(context), status_code=status)
