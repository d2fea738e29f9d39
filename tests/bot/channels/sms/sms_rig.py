"""A house of cardboard for the SMS channel: real database, real sentences, scripted answers, a clock that one moves."""

from __future__ import annotations

import asyncio
import copy
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT))

from sqlalchemy import Engine, func, select  # noqa: E402

from bot.channels.sms.adapters.base import Adapter, Context  # noqa: E402
from bot.channels.sms.adapters.http import HttpClient  # noqa: E402
from bot.channels.sms.adapters.simulator import Simulator  # noqa: E402
from bot.channels.sms.gateway import Gateway  # noqa: E402
from bot.channels.sms.ledger import Ledger, verify  # noqa: E402
from bot.channels.sms.model import Accepted, Caps, Incoming, OutboundSms, Outcome  # noqa: E402
from bot.channels.sms.tables import DONE, MIGRATIONS, RESERVED, Inbox, Outbox  # noqa: E402
from bot.message import Message  # noqa: E402
from directory.database import migrate, open_engine  # noqa: E402
from directory.settings import Settings  # noqa: E402
from directory.texts import Texts  # noqa: E402

PAYLOADS = ROOT / "tests" / "payloads"
SECRET = "un-secret-assez-long"
NOW = datetime.fromisoformat("2026-11-24T10:30:00+01:00")


class MovingClock:
    """A clock that stands still until one moves it; `None` lets it run."""

    def __init__(self, fixed: datetime | None = NOW) -> None:
        self.fixed = fixed

    def now(self) -> datetime:
        """The instant."""
        return self.fixed or datetime.now(UTC)

    def move(self, **parts: float) -> None:
        """Go forward."""
        assert self.fixed is not None
        self.fixed += timedelta(**parts)


def plain(text: str, kind: str = "goodbye", **more: Any) -> dict[str, Any]:
    """A contract answer."""
    return {
        "kind": kind,
        "text": text,
        "lang": "fr",
        "choices": [],
        "places": [],
        "understood": {},
        "topic": None,
    } | more


def recorded(name: str) -> dict[str, Any]:
    """An answer of tests/payloads/answers."""
    answer: dict[str, Any] = json.loads((PAYLOADS / "answers" / f"{name}.json").read_text("utf-8"))
    return answer


@dataclass
class Tables:
    """Database and sentences."""

    engine: Engine
    texts: Texts


@dataclass
class House:
    """The rest of the house: echoes, unless `script` knows better. `asked` keeps what the assistant was given."""

    settings: Settings
    directory: Tables
    clock: Any
    script: Callable[[str], Sequence[Mapping[str, Any]] | None] = lambda text: None
    asked: list[Message] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)

    async def answer(self, message: Message) -> Sequence[Mapping[str, Any]]:
        """The scripted answer, else an echo."""
        self.asked.append(message)
        scripted = self.script(message.text)
        return copy.deepcopy(list(scripted)) if scripted is not None else [plain(f"Vous dites : {message.text}")]

    async def erase(self, session: str) -> None:
        """Noted."""
        self.erased.append(session)

    async def site(self, site_id: str) -> Mapping[str, Any] | None:
        """A site of the recorded list."""
        return next((one for one in recorded("places")["places"] if one["id"] == site_id), None)


class Sink(Simulator):
    """An operator that takes everything; `outcomes`, when there are some, are said first."""

    def __init__(self, context: Context, *, idempotent: bool = True) -> None:
        super().__init__(context)
        self.caps = Caps(idempotent=idempotent)
        self.sent: list[OutboundSms] = []
        self.tries: list[OutboundSms] = []
        self.outcomes: list[Outcome] = []

    async def send(self, sms: OutboundSms) -> Outcome:
        """Take it, or say the next outcome."""
        self.tries.append(sms)
        outcome = self.outcomes.pop(0) if self.outcomes else Accepted(f"op-{len(self.sent)}")
        if isinstance(outcome, Accepted):
            self.sent.append(sms)
        return outcome


class Rig:
    """A gateway on a folder. `await rig.sms("…")` is one message in; `rig.texts` is what left, in order."""

    def __init__(
        self, folder: Path, *, clock: Any = None, env: Mapping[str, str] | None = None, texts: Texts | None = None
    ) -> None:
        self.clock = clock or MovingClock()
        settings = Settings.from_env({"AIDENUM_VAR": str(folder), "AIDENUM_OFFLINE": "1"} | dict(env or {}))
        engine = open_engine(settings.database)
        if texts is None:  # given: the tables are there too
            migrate(engine, [MIGRATIONS])
            texts = Texts.load(settings.data / "responses")
        self.house = House(settings, Tables(engine, texts), self.clock)
        self.sink = Sink(Context("sink", {"secret": SECRET, "sender": "+33937000000"}, HttpClient(), self.clock))
        self.gateway = Gateway(self.house, {"sink": self.sink})
        self._number = 0

    def with_adapter(self, adapter: Adapter) -> Gateway:
        """A gateway of the same house with one more operator."""
        self.gateway = Gateway(self.house, {"sink": self.sink, adapter.name: adapter})
        return self.gateway

    async def sms(
        self, text: str, *, sender: str = "+33639980001", identity: str | None = None, at: datetime | None = None
    ) -> int:
        """One webhook; the HTTP status."""
        self._number += 1
        body: dict[str, Any] = {"id": identity or f"m{self._number}", "from": sender, "text": text}
        if at is not None:
            body["sent_at"] = at.isoformat()
        request = Incoming(
            "POST", "/sms/sink", headers={"x-secret": SECRET}, body=json.dumps(body).encode("utf-8", "surrogatepass")
        )
        return (await self.gateway.receive("sink", request)).status

    async def settle(self, seconds: float = 20) -> None:
        """Until everything accepted is dealt with and has left (or waits for a later try)."""
        deadline = asyncio.get_running_loop().time() + seconds
        while not await asyncio.to_thread(self._quiet):
            if asyncio.get_running_loop().time() > deadline:
                raise TimeoutError("the SMS channel does not come to rest")
            await asyncio.sleep(0.01)

    async def talk(self, *messages: str, sender: str = "+33639980001") -> list[str]:
        """Messages one after the other; what left for all of them."""
        before = len(self.sink.sent)
        async with self.gateway.running():
            await self.settle()
            for text in messages:
                await self.sms(text, sender=sender)
                await self.settle()
        return [sms.text for sms in self.sink.sent[before:]]

    def ledger(self) -> Ledger:
        """The ledger."""
        return verify(self.gateway.store, timedelta(hours=24))

    def inbox(self) -> list[Inbox]:
        """Every accepted message."""
        with self.gateway.store.read() as session:
            return list(session.scalars(select(Inbox).order_by(Inbox.id)))

    def outbox(self) -> list[Outbox]:
        """Every answer."""
        with self.gateway.store.read() as session:
            return list(session.scalars(select(Outbox).order_by(Outbox.id)))

    def _quiet(self) -> bool:
        now = self.clock.now().astimezone(UTC)
        with self.gateway.store.read() as session:
            waiting = session.scalar(select(Inbox.id).where(Inbox.state != DONE, Inbox.state != "collecting").limit(1))
            # An answer behind one that waits for a later try is at rest too.
            first = select(func.min(Outbox.id)).where(Outbox.state.in_(("ready", "sending"))).group_by(Outbox.person)
            unsent = session.scalar(
                select(Outbox.id)
                .where(Outbox.id.in_(first))
                .where((Outbox.state == "sending") | ((Outbox.state == "ready") & (Outbox.next_at <= now)))
                .where(Outbox.state != RESERVED)
                .limit(1)
            )
        return waiting is None and unsent is None
