"""What goes between an operator and the core: the same five shapes for every operator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

GSM7, UCS2 = "gsm7", "ucs2"


@dataclass(frozen=True)
class Incoming:
    """An HTTP request of an operator, before anything of it is believed. Header names are in lower case."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def header(self, name: str) -> str:
        """One header, empty when absent."""
        return self.headers.get(name.lower(), "")

    @property
    def tail(self) -> str:
        """The last step of the path."""
        return urlsplit(self.path).path.rstrip("/").rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Part:
    """One part of a long message that the operator did not join: `index` of `total` (from 1), under `ref`."""

    ref: str
    index: int
    total: int


@dataclass(frozen=True)
class InboundSms:
    """A message from a person. `provider_id` is None when the operator gives none; `sent_at` is the operator's clock."""

    sender: str
    to: str
    text: str
    provider_id: str | None = None
    sent_at: datetime | None = None
    part: Part | None = None
    media: bool = False


@dataclass(frozen=True)
class OptOut:
    """The operator says that the person wrote STOP (`back`: that they came back)."""

    sender: str
    provider_id: str | None = None
    back: bool = False


@dataclass(frozen=True)
class Receipt:
    """What became of a message that we sent, by our reference or the operator's id. `state`: sent, delivered, failed."""

    state: str
    ref: str | None = None
    provider_id: str | None = None
    code: str | None = None


Event = InboundSms | OptOut | Receipt


@dataclass(frozen=True)
class OutboundSms:
    """A message to send. `ref` is ours: unguessable, the same at every try."""

    ref: str
    to: str
    text: str
    coding: str = GSM7


@dataclass(frozen=True)
class Accepted:
    """The operator took the message."""

    provider_id: str | None = None


@dataclass(frozen=True)
class Temporary:
    """The operator may take it later."""

    code: str
    retry_after: float | None = None


@dataclass(frozen=True)
class Permanent:
    """The operator will never take it. `opted_out`: because the person wrote STOP to the operator."""

    code: str
    opted_out: bool = False


Outcome = Accepted | Temporary | Permanent


@dataclass(frozen=True)
class Acknowledgement:
    """What the operator's request is answered with."""

    status: int = 204
    body: str = ""
    media_type: str = "text/plain"


@dataclass(frozen=True)
class Caps:
    """What an operator can do. `idempotent`: the same `ref` sent twice leaves once; `receipts`: it tells what became."""

    idempotent: bool = False
    receipts: bool = True
    max_parts: int = 4
    links: bool = False
