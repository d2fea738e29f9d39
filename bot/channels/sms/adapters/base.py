"""What every operator's adapter does, and what most of them share."""

from __future__ import annotations

import hmac
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from bot.channels.sms.adapters.http import HttpClient
from bot.channels.sms.model import Acknowledgement, Caps, Event, Incoming, OutboundSms, Outcome
from bot.channels.sms.numbers import e164
from directory.clock import Clock

# A signed request older than this may be a replay.
WINDOW_SECONDS = 300


@dataclass(frozen=True)
class Context:
    """What an adapter is built with: its account (var/sms.yml), the client, the clock, and our public address."""

    name: str
    account: Mapping[str, Any]
    client: HttpClient
    clock: Clock = field(default_factory=Clock)
    public_url: str = ""


class Adapter(ABC):
    """One operator. `verify` is called before `parse`; `parse` may return several events; `send` never raises on purpose."""

    caps: Caps = Caps()
    # Fields of the account, with what they are (said when one is missing).
    needs: ClassVar[Mapping[str, str]] = {}

    def __init__(self, context: Context) -> None:
        self.context = context
        self.name = context.name
        self.account = context.account

    @property
    def sender(self) -> str:
        """The number or name that our messages come from."""
        return str(self.account.get("sender") or "")

    def own_numbers(self) -> list[str]:
        """Our own numbers, never answered."""
        return [number for number in [e164(self.sender)] if number]

    @abstractmethod
    def verify(self, request: Incoming) -> str | None:
        """None when the request is the operator's; else why not. Compares in constant time."""

    @abstractmethod
    def parse(self, request: Incoming) -> list[Event]:
        """The events of a verified request. Raises `ValueError` when it cannot be read."""

    def acknowledge(self, request: Incoming) -> Acknowledgement:
        """What the operator wants to hear once everything is stored."""
        return Acknowledgement()

    @abstractmethod
    async def send(self, sms: OutboundSms) -> Outcome:
        """Hand one message over."""

    def receipt_url(self, ref: str) -> str:
        """Where the operator tells what became of a message; empty without a public address."""
        base = str(self.account.get("callback") or self.context.public_url).rstrip("/")
        secret = f"/{self.account['secret']}" if self.account.get("secret") else ""
        return f"{base}/sms/{self.name}{secret}/receipt?ref={ref}" if base else ""

    def secret_in_path(self, request: Incoming) -> str | None:
        """For operators that sign nothing: the account's secret is a step of the address."""
        secret = str(self.account.get("secret") or "")
        steps = request.path.strip("/").split("/")
        return None if secret and any(same(secret, step) for step in steps) else "secret"


def same(one: str, other: str) -> bool:
    """Equality in constant time."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def moment(written: Any, pattern: str | None = None, zone: str = "UTC") -> datetime | None:
    """An operator's date in UTC: ISO 8601, seconds or milliseconds since 1970, or `pattern` (strptime) in `zone`."""
    text = str(written or "").strip()
    if not text:
        return None
    try:
        if pattern:
            read = datetime.strptime(text, pattern)
        elif text.replace(".", "", 1).isdigit():
            seconds = float(text)
            return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
        else:
            read = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except (ValueError, OverflowError, OSError):
        return None
    return (read if read.tzinfo else read.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def fresh(stamp: str, clock: Clock) -> bool:
    """Whether a signed time stamp (seconds since 1970) is of the last five minutes."""
    try:
        return abs(clock.now().timestamp() - float(stamp)) <= WINDOW_SECONDS
    except ValueError:
        return False


__all__ = ["Adapter", "Context", "fresh", "moment", "same"]
