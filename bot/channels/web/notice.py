"""The two notices a public service owes: data and accessibility. Texts in `data/interface/pages/`, one file each."""

from __future__ import annotations

from pathlib import Path

import yaml
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.page import human
from bot.channels.web.ports import WebServices
from bot.channels.web.render import Renderer
from bot.channels.web.words import Interface

UNSAID = "votre mairie"


class NoticePages:
    """The handler of the notices."""

    def __init__(self, services: WebServices, interface: Interface, renderer: Renderer, folder: Path) -> None:
        self._services = services
        self._words = interface.words(None)
        self._renderer = renderer
        self._notices = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yml"))}

    async def show(self, request: Request) -> Response:
        """GET `/pages/{name}`."""
        notice = self._notices.get(request.path_params["name"])
        if notice is None:
            raise HTTPException(404)
        paragraphs = [str(text).format(**self._values()) for text in notice["paragraphs"]]
        base = request.scope.get("root_path", "")
        return self._renderer.notice(self._words, base, title=str(notice["title"]), paragraphs=paragraphs)

    def _values(self) -> dict[str, str]:
        settings = self._services.settings
        someone = human(settings, self._words)
        contact = f"{someone.name} au {someone.display}" if someone else UNSAID
        return {"hours": str(settings.retention_hours), "service": settings.service_name, "contact": contact}
