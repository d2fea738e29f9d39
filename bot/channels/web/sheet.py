"""One site on paper, in a calendar, in a square to photograph: what a person takes away from the counter."""

from __future__ import annotations

import io

import segno
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.agenda import agenda
from bot.channels.web.assets import HOUR
from bot.channels.web.card import card
from bot.channels.web.headers import FIXED
from bot.channels.web.ports import WebServices
from bot.channels.web.render import Renderer
from bot.channels.web.week import week
from bot.channels.web.words import Interface


class SheetPage:
    """The handlers of a site's sheet."""

    def __init__(self, services: WebServices, interface: Interface, renderer: Renderer) -> None:
        self._services = services
        self._interface = interface
        self._renderer = renderer

    async def show(self, request: Request) -> Response:
        """GET: the sheet, made to be printed."""
        words, base = self._interface.words(request.query_params.get("lang")), request.scope.get("root_path", "")
        place = await self._services.site(request.path_params["site_id"])
        now = self._services.clock.now()
        if place is None:
            return self._renderer.sheet(words, base, 404, card=None, name="", week=None, printed="", address="")
        return self._renderer.sheet(
            words,
            base,
            card=card(place, words, now, base),
            name=place["name"],
            week=week(place, now),
            printed=words.date(now.date()),
            address=self._address(request),
        )

    async def square(self, request: Request) -> Response:
        """GET: the QR code of the sheet's address (SVG)."""
        if await self._services.site(request.path_params["site_id"]) is None:
            return Response(status_code=404)
        drawing = io.BytesIO()
        address = self._address(request).removesuffix("/qr.svg")
        segno.make(address, error="m").save(drawing, kind="svg", border=2, omitsize=True)
        return Response(drawing.getvalue(), media_type="image/svg+xml", headers={**FIXED, "Cache-Control": HOUR})

    async def calendar(self, request: Request) -> Response:
        """GET: the site's next opening as a calendar event; back to the sheet when nothing is known."""
        place = await self._services.site(request.path_params["site_id"])
        event = agenda(place, self._services.clock.now()) if place else None
        if place is None or event is None:
            return RedirectResponse(request.url.path.removesuffix("/agenda.ics"), status_code=303)
        headers = {**FIXED, "Content-Disposition": 'attachment; filename="agenda.ics"', "Cache-Control": "no-store"}
        return Response(event, media_type="text/calendar", headers=headers)

    def _address(self, request: Request) -> str:
        """The public address of this very page: from the settings, else as it was asked for."""
        public = self._services.settings.public_url.rstrip("/")
        return public + request.scope["path"] if public else str(request.url.replace(query=""))
