"""The telephone in the terminal behind `aidenum sms simulate`: the whole channel, with a simulated operator."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from bot.channels.sms.adapters.base import Context
from bot.channels.sms.adapters.http import HttpClient
from bot.channels.sms.adapters.simulator import Simulator
from bot.channels.sms.alphabet import parts, size
from bot.channels.sms.gateway import Gateway
from bot.channels.sms.model import Incoming, OutboundSms
from bot.channels.sms.ports import SmsHouse
from bot.channels.sms.tables import DONE, MIGRATIONS, UNSENT, Inbox, Outbox
from bot.message import Message
from directory.database import migrate, open_engine
from directory.texts import Texts

NAME = "simulator"
_MANY = 10_000


@dataclass(frozen=True)
class _Tables:
    engine: Engine
    texts: Texts


class TrialHouse:
    """The house with tables, keys and limits of a trial, in `folder`: a trial leaves no trace in the figures."""

    def __init__(self, services: SmsHouse, folder: Path) -> None:
        self._services = services
        engine = open_engine(f"sqlite:///{folder / 'sms.sqlite3'}")
        migrate(engine, [MIGRATIONS])
        self.directory = _Tables(engine, services.directory.texts)
        self.settings = replace(services.settings, var=str(folder), sms_burst=_MANY, sms_day=_MANY)
        self.clock = services.clock

    async def answer(self, message: Message) -> Sequence[Mapping[str, Any]]:
        """The real answers."""
        return await self._services.answer(message)

    async def erase(self, session: str) -> None:
        """Forget the trial's conversation."""
        await self._services.erase(session)

    async def site(self, site_id: str) -> Mapping[str, Any] | None:
        """A real site."""
        return await self._services.site(site_id)


@dataclass(frozen=True)
class Shown:
    """What the telephone shows: the text, its parts, its alphabet and its length in that alphabet."""

    text: str
    parts: int
    coding: str
    size: int


class Phone:
    """One telephone. `say` sends a message and returns the answer, or None for silence."""

    def __init__(self, house: SmsHouse, number: str) -> None:
        self._house = house
        self._number = number
        self._secret = secrets.token_hex(16)
        account = {"secret": self._secret, "sender": "38000"}
        adapter = Simulator(Context(NAME, account, HttpClient(offline=True), house.clock))
        self._arrived: list[OutboundSms] = []
        adapter.deliver = self._arrived.append  # type: ignore[method-assign]
        self.gateway = Gateway(house, {NAME: adapter})

    @asynccontextmanager
    async def on(self) -> AsyncIterator[Phone]:
        """Switched on, until the end of the block."""
        async with self.gateway.running():
            yield self

    async def say(self, text: str) -> Shown | None:
        """Send `text`, and wait for what comes back."""
        identity = secrets.token_hex(8)
        body = json.dumps({"id": identity, "from": self._number, "text": text}).encode()
        request = Incoming("POST", f"/sms/{NAME}", headers={"x-secret": self._secret}, body=body)
        self._arrived.clear()
        await self.gateway.receive(NAME, request)
        while not self._arrived and await asyncio.to_thread(self._waits, identity):
            await asyncio.sleep(0.02)
        return _shown(self._arrived[-1]) if self._arrived else None

    async def forget(self) -> None:
        """Erase the conversation of this telephone."""
        with self.gateway.store.read() as session:
            people = set(session.scalars(select(Inbox.person).where(Inbox.person.is_not(None))))
        for person in people:
            if person:
                await self._house.erase(person)

    def _waits(self, identity: str) -> bool:
        """Whether an answer may still come."""
        with self.gateway.store.read() as session:
            row = session.scalar(select(Inbox).where(Inbox.provider == NAME, Inbox.provider_id == identity))
            if row is None or row.state != DONE:
                return row is not None
            envelope = session.scalar(select(Outbox).where(Outbox.inbox_id == row.id))
            return envelope is not None and envelope.state in UNSENT


def _shown(sms: OutboundSms) -> Shown:
    return Shown(sms.text, parts(sms.text, sms.coding), sms.coding, size(sms.text, sms.coding))
