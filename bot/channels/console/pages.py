"""The console's pages: the box and what it finds, one site beside the list, a sheet on paper."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import segno
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.console import sms, view
from bot.channels.console.audit import note
from bot.channels.console.box import Answered, Box
from bot.channels.console.chips import canonical, facts
from bot.channels.console.form import read_form
from bot.channels.console.ports import ConsoleServices
from bot.channels.console.remove import without
from bot.channels.console.render import Renderer
from bot.errors import BadRequest

# More threads than this only wait for one another.
AT_ONCE = 2


@dataclass(frozen=True)
class Asked:
    """What the page asks: words, the search before, the site and the card that are open."""

    q: str = ""
    before: str = ""
    site: str = ""
    card: str = ""
    more: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> Asked:
        """From a form's or an address's fields."""
        return cls(fields.get("q", ""), fields.get("avant", ""), fields.get("lieu", ""), fields.get("fiche", ""))


class Pages:
    """The handlers that show something."""

    def __init__(self, services: ConsoleServices, box: Box, renderer: Renderer, *, sends: bool) -> None:
        self._services = services
        self._box = box
        self._renderer = renderer
        self._sends = sends
        self._places = asyncio.Semaphore(AT_ONCE)

    async def show(self, request: Request) -> Response:
        """GET: the whole page, at the state that its address tells."""
        asked = Asked.of(request.query_params)
        return await self._page(request, asked)

    async def search(self, request: Request) -> Response:
        """POST without JavaScript: to the address of what was understood, which holds none of the words typed."""
        asked = Asked.of(await read_form(request))
        answered = await asyncio.to_thread(self._box.answer, asked.q, asked.before)
        if answered.reading.candidate and not answered.named and not answered.cards:
            return RedirectResponse(_base(request) + view.address(answered), status_code=303)
        return await self._page(request, asked)

    async def find(self, request: Request) -> Response:
        """POST, for the script: what was found, as a piece of page."""
        asked = Asked.of(await read_form(request))
        return await self._in_turn(request, lambda: self._found(asked, True, _base(request)))

    async def site(self, request: Request) -> Response:
        """POST, for the script: one site, as a piece of page."""
        asked = Asked.of(await read_form(request))
        return await self._in_turn(request, lambda: self._one(asked, _base(request)))

    async def remove(self, request: Request) -> Response:
        """GET: to the address without one chip."""
        q, key = request.query_params.get("q", ""), request.query_params.get("quoi", "")
        rest = await asyncio.to_thread(self.without, q, key)
        answered = await asyncio.to_thread(self._box.answer, rest)
        return RedirectResponse(_base(request) + view.address(answered), status_code=303)

    async def without_chip(self, request: Request) -> Response:
        """POST, for the script: the words of the box without those of one chip."""
        fields = await read_form(request)
        rest = await asyncio.to_thread(self.without, fields.get("q", ""), fields.get("quoi", ""))
        return Response(rest, media_type="text/plain")

    async def paper(self, request: Request) -> Response:
        """GET: the orientation sheet of one site, to be printed."""
        return await asyncio.to_thread(self._paper, request)

    def without(self, text: str, key: str) -> str:
        """`text` without the words that give the chip `key` ("publics:Seniors")."""
        kind, _, value = key.partition(":")
        return without(text[:300], (kind, value), lambda words: set(facts(self._box.read(words))))

    async def _in_turn(self, request: Request, draw: Callable[[], Response]) -> Response:
        """Draw when a place is free; not at all when the page has asked something newer and hung up."""
        async with self._places:
            if await request.is_disconnected():
                return Response(status_code=499)
            return await asyncio.to_thread(draw)

    async def _page(self, request: Request, asked: Asked) -> Response:
        return await asyncio.to_thread(self._draw, request, asked)

    def _draw(self, request: Request, asked: Asked) -> Response:
        note("opened", request.state.agent)
        values = self._values(asked, live=False, base=_base(request))
        return self._renderer.page("page.html", **values, languages=sms.languages(), sends=self._sends)

    def _found(self, asked: Asked, live: bool, base: str) -> Response:
        return self._renderer.page("found.html", **self._values(asked, live=live, base=base))

    def _one(self, asked: Asked, base: str) -> Response:
        answered = self._box.answer(asked.q, asked.before)
        values = self._beside(answered, asked)
        address = view.address(answered, lieu=asked.site, fiche=asked.card)
        return self._renderer.page(
            "beside.html", **values, canonical=canonical(answered.reading), base=base, here=address
        )

    def _values(self, asked: Asked, *, live: bool, base: str) -> dict[str, Any]:
        answered, now = self._box.answer(asked.q, asked.before), self._services.clock.now()
        place = answered.reading.candidate
        beside = self._beside(answered, asked)
        return {
            **beside,
            "q": answered.text if asked.q else "",
            "canonical": canonical(answered.reading),
            "here": view.address(answered, fiche=asked.card, lieu=asked.site),
            "chips": view.chip_views(answered),
            "messages": view.messages(answered),
            "choices": [(label, text) for label, text in view.choices(answered)],
            "rows": [view.row(one, now, place.precision if place else None) for one in answered.listed],
            "cards": answered.cards,
            "urgent": answered.urgent,
            "need": next(iter(answered.reading.services), ""),
            "insee": place.insee if place else "",
            "live": live,
            "base": base,
        }

    def _beside(self, answered: Answered, asked: Asked) -> dict[str, Any]:
        """What stands beside the list: the card asked for, or the site asked for, or the first of what was found."""
        card = self._card(answered, asked)
        listed = None if card else self._listed(answered, asked)
        now, public = self._services.clock.now(), self._services.settings.public_url
        return {
            "card": card,
            "detail": view.detail(self._box, answered, listed, now, public) if listed else None,
        }

    def _listed(self, answered: Answered, asked: Asked) -> Any:
        if asked.site:
            return self._box.site(answered, asked.site)
        return answered.listed[0] if answered.listed else None

    def _card(self, answered: Answered, asked: Asked) -> dict[str, Any] | None:
        chosen = next((card for card in answered.cards if card.slug == asked.card), None)
        if chosen is None and asked.card:
            chosen = next((card for card in self._services.directory.cards if card.slug == asked.card), None)
        if chosen is None and answered.cards and not asked.site and (answered.urgent or not answered.listed):
            chosen = answered.cards[0]
        territories = self._services.directory.territories
        return view.card_view(chosen, territories[0].slug if territories else None) if chosen else None

    def _paper(self, request: Request) -> Response:
        asked = Asked.of(request.query_params)
        answered = self._box.answer(asked.q)
        listed = self._box.site(answered, asked.site) if asked.site else None
        if listed is None:
            raise BadRequest(404, "unknown_place", "Ce lieu n'existe pas dans l'annuaire.")
        now, public = self._services.clock.now(), self._services.settings.public_url.rstrip("/")
        address = f"{public or str(request.base_url).rstrip('/')}/fiche/{asked.site}"
        detail = view.detail(self._box, answered, listed, now, public)
        square = segno.make(address, error="m").svg_data_uri(border=2, omitsize=True)
        return self._renderer.page(
            "paper.html",
            detail=detail,
            base=_base(request),
            address=address,
            square=square,
            bring=self._bring(),
            printed=f"{now:%d/%m/%Y}",
        )

    def _bring(self) -> list[str]:
        cards = self._services.directory.cards
        return (
            cards.get("documents-a-apporter").simpler.splitlines() if "documents-a-apporter" in cards.topics() else []
        )


def _base(request: Request) -> str:
    return str(request.scope.get("root_path", ""))
