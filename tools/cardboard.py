"""A house of cardboard: the chat page on canned answers, without Rasa, model or database.

    .venv/bin/python -m tools.cardboard --port 8010

For whoever works on the page, its tests and its pictures. « #places » asks for the canned answer of that kind
(tests/payloads/answers/); « #lent » answers late, « #panne » breaks; Caudry gives sites, anything else asks where.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import itsdangerous
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.web import Session, Turn, routes
from bot.message import Message
from directory.clock import Clock
from directory.settings import ROOT, Settings

PAYLOADS = ROOT / "tests" / "payloads" / "answers"
SETTINGS = {
    "AIDENUM_HUMAN_PHONE": "+33199001234",
    "AIDENUM_HUMAN_NAME": "l'accueil de la mairie",
    "AIDENUM_TILES_URL": "/tuiles/{z}/{x}/{y}.svg",
    "AIDENUM_EXIT_URL": "/demo",
}
# A few plain words, so that the pictures show a plain conversation.
MEANT = {
    "caudry": "places",
    "59540": "places",
    "saint-denis": "clarify_place",
    "arnaque": "safety",
    "aidants connect": "explain",
    "العربية": "language",
    "panneville": "panne",
    "lenteville": "lent",
}
NOON = datetime.fromisoformat("2026-11-20T10:30:00+01:00")


class Cardboard:
    """The page's port, answered from files. Conversations live in memory; `secret` signs the sessions."""

    def __init__(self, settings: Settings, secret: str = "carton", slow_seconds: float = 2.0) -> None:
        self.settings = settings
        self.clock = Clock(NOON)
        self.said: dict[str, list[Turn]] = defaultdict(list)
        self.received: list[Message] = []
        self.wait = 0
        self._done: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self._signer = itsdangerous.URLSafeSerializer(secret, "session")
        self._slow_seconds = slow_seconds

    def open_session(self, token: str | None) -> Session:
        """The session of `token`, or a new one."""
        try:
            return Session(self._signer.loads(token or ""), token or "", False)
        except itsdangerous.BadSignature:
            name = secrets.token_urlsafe(12)
            return Session(name, str(self._signer.dumps(name)), True)

    async def answer(self, message: Message) -> Sequence[Mapping[str, Any]]:
        """A canned answer; the same one for a retry."""
        key = (message.session, message.message_id or "")
        if message.message_id and key in self._done:
            return self._done[key]
        self.received.append(message)
        answers = [await self._canned(message)]
        self._done[key] = answers
        self.said[message.session].append(Turn(you=message.text, answers=answers))
        return answers

    async def history(self, session: str) -> Sequence[Turn]:
        """What was said."""
        return self.said.get(session, [])

    async def erase(self, session: str) -> None:
        """Forget."""
        self.said.pop(session, None)

    async def site(self, site_id: str) -> Mapping[str, Any] | None:
        """One of the canned sites."""
        return next((place for place in payload("places")["places"] if place["id"] == site_id), None)

    def wait_seconds(self, request: Request, session: str) -> int:
        """As many as the test says."""
        return self.wait

    async def _canned(self, message: Message) -> dict[str, Any]:
        text = message.text.lower()
        text += "".join(f" #{kind}" for words, kind in MEANT.items() if words in text)
        if "#panne" in text:
            raise RuntimeError("a fault, on purpose")
        if "#lent" in text:
            await asyncio.sleep(self._slow_seconds)
        kinds = [word[1:] for word in text.split() if word.startswith("#")]
        kind = next((kind for kind in kinds if (PAYLOADS / f"{kind}.json").exists()), None)
        return payload(kind or ("places" if message.lat is not None else "ask_place"))


def payload(kind: str) -> dict[str, Any]:
    """The canned answer of that kind."""
    content: dict[str, Any] = json.loads((PAYLOADS / f"{kind}.json").read_text(encoding="utf-8"))
    return content


def application(house: Cardboard) -> Starlette:
    """The web channel alone, and a drawn map tile so that no outside server is needed."""
    return Starlette(routes=[*routes(house), Route("/tuiles/{z}/{x}/{y}.svg", _tile)])


async def _tile(request: Request) -> Response:
    ground = "<rect width='256' height='256' fill='#e8efe6' stroke='#c4d2c2'/>"
    drawing = f"{ground}<path d='M0 90 256 170' stroke='#fff' stroke-width='14'/>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='256' height='256'>{drawing}</svg>"
    return Response(svg, media_type="image/svg+xml")


def main() -> None:
    """Serve it on loopback."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--port", type=int, default=8010)
    port = parser.parse_args().port
    uvicorn.run(
        application(Cardboard(Settings.from_env(SETTINGS))), host="127.0.0.1", port=port, log_level="warning", ws="none"
    )


if __name__ == "__main__":
    main()
