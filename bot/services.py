"""What the channels share: the assistant, sessions, limits. The one object that each channel is given."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request

from bot import metrics
from bot.assistant import Assistant
from bot.limits import MessageLimits
from bot.message import Message
from bot.secret import deployment_secret
from bot.sessions import Session, Sessions
from directory.clock import Clock
from directory.lookup import one_site
from directory.settings import Settings
from directory.wiring import Directory


class Services:
    """The house, as channels see it."""

    def __init__(self, assistant: Assistant) -> None:
        settings = assistant.directory.settings
        self.assistant = assistant
        self.limits = MessageLimits(settings)
        self._sessions = Sessions(deployment_secret(settings), settings.retention_hours)

    @property
    def directory(self) -> Directory:
        """All that AideNum knows."""
        return self.assistant.directory

    @property
    def settings(self) -> Settings:
        """The settings."""
        return self.directory.settings

    @property
    def clock(self) -> Clock:
        """The clock."""
        return self.directory.clock

    def open_session(self, token: str | None) -> Session:
        """The session that `token` proves, its life prolonged; else a new one."""
        session = self._sessions.open(token)
        return session if session.is_new else self._sessions.renew(session)

    async def answer(self, message: Message) -> Sequence[Mapping[str, Any]]:
        """The contract's answers, never empty; counted by kind, without a word of the person."""
        with metrics.TURN_SECONDS.labels(message.channel).time():
            answers = await self.assistant.answer(message)
        for answer in answers:
            metrics.ANSWERS.labels(message.channel, answer["kind"]).inc()
        return answers

    async def history(self, session: str) -> Sequence[Any]:
        """What was said in the session, oldest first."""
        return await self.assistant.history(session)

    async def erase(self, session: str) -> None:
        """Forget the session's conversation at once."""
        await self.assistant.erase(session)

    async def site(self, site_id: str) -> Mapping[str, Any] | None:
        """One site in the contract's shape, or None."""
        return await asyncio.to_thread(one_site, self.directory, site_id)

    def wait_seconds(self, request: Request, session: str) -> int:
        """Count one message against the limits: 0 lets it pass, else the seconds to wait."""
        return self.limits.wait_seconds(request)
