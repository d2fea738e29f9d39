"""Templates to responses. Everything is escaped; nothing is stored by the browser."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from bot.channels.console.view import interface
from bot.channels.web.assets import Assets
from bot.channels.web.headers import private
from directory.settings import Settings

TEMPLATES = Path(__file__).parents[2] / "templates"
_POLICY = "base-uri 'none'; frame-ancestors 'none'"


class Renderer:
    """Draws the console of one deployment."""

    def __init__(self, settings: Settings, assets: Assets) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            auto_reload=False,
        )
        self._templates.globals.update(w=SimpleNamespace(**interface()), settings=settings, assets=assets)

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """One page or one piece of a page, as a private response that no other site may frame."""
        text = self._templates.get_template(f"console/{template}").render(values)
        response = private(HTMLResponse(text, status_code=status))
        policy = response.headers["Content-Security-Policy"]
        response.headers["Content-Security-Policy"] = policy.split("base-uri")[0] + _POLICY
        # No address of the console is told to anybody, not even to our own pages.
        response.headers["Referrer-Policy"] = "same-origin"
        return response
