"""What the console needs from the rest of the house: one small port, so that it can be tried on its own."""

from __future__ import annotations

from typing import Protocol

from starlette.requests import Request

from directory.clock import Clock
from directory.settings import Settings
from directory.wiring import Directory


class Limits(Protocol):
    """Counts attempts, by network address."""

    def wait_seconds(self, request: Request) -> int:
        """Count one: 0 lets it pass, else the seconds to wait."""

    def address(self, request: Request) -> str:
        """The caller's address, trusted proxies taken into account."""


class ConsoleServices(Protocol):
    """The rest of the house, as the console sees it."""

    @property
    def limits(self) -> Limits:
        """Counts attempts to sign in."""

    @property
    def settings(self) -> Settings:
        """The settings."""

    @property
    def clock(self) -> Clock:
        """The clock."""

    @property
    def directory(self) -> Directory:
        """All that AideNum knows."""


class SmsPort(Protocol):
    """The SMS channel's way out."""

    def send(self, number: str, text: str) -> None:
        """Hand `text` over for `number` (E.164). Keeps neither. Raises an `AideNumError` when the gateway refuses."""
