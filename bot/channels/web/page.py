"""What the chat page shows: one plain record, made from the conversation, for the template."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import phonenumbers

from bot.channels.web.embed import EmbeddingSite
from bot.channels.web.words import Words
from directory.settings import Settings

# What the script says by itself; the rest comes from the server with each turn.
SCRIPT_WORDS = (
    *("you", "bot", "busy", "failed", "offline", "online", "remaining", "retry", "empty"),
    *("listen", "stop", "locating", "locate_failed", "locate_message", "copied", "copy_failed"),
    *("choices", "sites_found", "sources", "more", "map", "map_hint", "map_label", "map_failed"),
)


@dataclass(frozen=True)
class Human:
    """How to reach a person: `phone` (E.164), as shown, and who answers."""

    phone: str
    display: str
    name: str


@dataclass(frozen=True)
class Page:
    """One rendering of the chat page."""

    words: Words
    token: str
    turns: Sequence[Mapping[str, Any]] = ()
    simple: bool = False
    site: EmbeddingSite | None = None
    draft: str = ""
    alert: str = ""
    status: str = ""
    base: str = ""
    picked: str = ""
    sent: str = field(default_factory=lambda: secrets.token_urlsafe(9))

    def query(self, **changes: str) -> str:
        """The page's own address with its state (language, simple, site), some of it changed; "" removes."""
        state = {"lang": self.picked, "simple": "1" if self.simple else "", "site": self.site.slug if self.site else ""}
        kept = {name: value for name, value in {**state, **changes}.items() if value}
        return f"{self.base}/chat" + (f"?{urlencode(kept)}" if kept else "")

    def script_words(self) -> dict[str, str]:
        """The words that the script needs."""
        return {key: getattr(self.words, key) for key in SCRIPT_WORDS}


def human(settings: Settings, words: Words) -> Human | None:
    """Who can be called, None when the deployment has not said so."""
    if not settings.human_phone:
        return None
    return Human(settings.human_phone, in_pairs(settings.human_phone), settings.human_name or words.human_name)


def in_pairs(phone: str) -> str:
    """An E.164 number as one reads it in its country: « 01 23 45 67 89 »."""
    try:
        number = phonenumbers.parse(phone, "FR")
    except phonenumbers.NumberParseException:
        return phone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
