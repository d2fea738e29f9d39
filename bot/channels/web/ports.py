"""What the chat page needs from the rest of the house: one small port, so that the page can be tried on its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypedDict

from starlette.requests import Request

from bot.message import Message
from bot.sessions import Session as Session
from directory.clock import Clock
from directory.settings import Settings


class Turn(TypedDict):
    """One exchange already had: the person's (redacted) words, or None, and the contract's answers."""

    you: str | None
    answers: list[dict[str, Any]]


class WebServices(Protocol):
    """The rest of the house, as the page sees it."""

    @property
    def settings(self) -> Settings:
        """The settings."""

    @property
    def clock(self) -> Clock:
        """The clock: « ouvre demain » depends on it."""

    def open_session(self, token: str | None) -> Session:
        """The session that `token` proves, or a new one. Never raises; must stay cheap and store nothing."""

    async def answer(self, message: Message) -> Sequence[Mapping[str, Any]]:
        """The contract's answers, never empty. The same `message_id` in a session gives the same answers."""

    async def history(self, session: str) -> Sequence[Turn]:
        """What was said in the session, oldest first; empty when there is nothing (or it was forgotten)."""

    async def erase(self, session: str) -> None:
        """Forget the session's conversation at once."""

    async def site(self, site_id: str) -> Mapping[str, Any] | None:
        """One site in the contract's shape, or None."""

    def wait_seconds(self, request: Request, session: str) -> int:
        """Count one message against the limits: 0 lets it pass, else the seconds to wait."""
