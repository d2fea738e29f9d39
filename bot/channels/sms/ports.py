"""What the SMS channel needs from the rest of the house: one small port, so that it can be tried on its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Engine

from bot.message import Message
from directory.clock import Clock
from directory.settings import Settings
from directory.texts import Texts


class Knowledge(Protocol):
    """The part of the directory that the channel reads itself."""

    @property
    def engine(self) -> Engine:
        """The database."""

    @property
    def texts(self) -> Texts:
        """The written sentences."""


class SmsHouse(Protocol):
    """The rest of the house, as the SMS channel sees it."""

    @property
    def settings(self) -> Settings:
        """The settings."""

    @property
    def clock(self) -> Clock:
        """The clock."""

    @property
    def directory(self) -> Knowledge:
        """Database and sentences."""

    async def answer(self, message: Message) -> Sequence[Mapping[str, Any]]:
        """The contract's answers, never empty. The same `message_id` in a session gives the same answers."""

    async def erase(self, session: str) -> None:
        """Forget the session's conversation at once."""

    async def site(self, site_id: str) -> Mapping[str, Any] | None:
        """One site in the contract's shape, or None."""
