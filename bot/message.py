"""One message from a person, as every channel hands it over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """A person's message.

    `session` is the server-issued conversation id (never a phone number); `channel` one of web, sms, console, rest, cli;
    `message_id` makes a retry safe; `lang` the language picked by the person (ISO 639-1) or None; `lat`, `lon` the
    browser's position in degrees, when the person shared it; `simpler` asks for the simpler variant.
    """

    text: str
    session: str
    channel: str = "web"
    message_id: str | None = None
    lang: str | None = None
    lat: float | None = None
    lon: float | None = None
    simpler: bool = False
