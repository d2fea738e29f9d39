"""One fact card: what may be said about a scheme, a number or a date, with its source and the day it was checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

FRENCH = "fr"
STATUSES = ("active", "shrinking", "ended", "unknown")
CONFIDENCES = ("high", "medium", "low")
KINDS = ("scheme", "safety", "number", "figure", "service")


@dataclass(frozen=True)
class Source:
    """Where a fact comes from; `date` as the source gives it ("2024-02-08", "2025-26"), None when it bears none."""

    title: str
    date: str | None = None

    def __str__(self) -> str:
        return f"{self.title} ({self.date or 'sans date'})"


@dataclass(frozen=True)
class FollowUp:
    """What the person can ask next; sending `message` as typed text has the same effect."""

    label: str
    message: str


@dataclass(frozen=True)
class Words:
    """The variants of one text. Empty = the French `plain` is said instead."""

    plain: str
    simpler: str = ""
    sms: str = ""
    agent: str = ""

    def choose(self, channel: str, simpler: bool) -> str:
        """The variant for a channel (web, sms, console, rest, cli…)."""
        wanted = self.sms if channel == "sms" else self.agent if channel == "console" else ""
        return (self.simpler if simpler and channel != "sms" else "") or wanted or self.plain


@dataclass(frozen=True)
class SideAnswer:
    """The answer to one precise question about the card ("remboursement"), found by its own `aliases`."""

    ask: str
    aliases: tuple[str, ...]
    words: Words


@dataclass(frozen=True)
class LocalNote:
    """What is true of the card in one territory only, with its own source and dates."""

    territory: str
    words: Words
    sources: tuple[Source, ...]
    checked_on: date
    review_by: date
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Number:
    """A phone number that a card vouches for.

    `number` is what one dials ("3919"), `display` what is written; `e164` is None for a number of France only.
    `context`: words of which one at least must stand beside the number wherever it is given.
    """

    number: str
    display: str
    e164: str | None = None
    hours: str | None = None
    cost: str | None = None
    by: str = "voice"
    context: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """A card. `plain` is complete on its own; `for_whom`, `cost`, `how` answer one facet each (None = not known).

    `programme`: the value of `dispositif_programmes_nationaux` that the card is about; `ends_on`: its last day.
    """

    slug: str
    title: str
    kind: str
    status: str
    words: Words
    sources: tuple[Source, ...]
    checked_on: date
    review_by: date
    confidence: str
    aliases: tuple[str, ...]
    what: str = ""
    for_whom: str | None = None
    cost: str | None = None
    how: str | None = None
    ends_on: date | None = None
    territory: str | None = None
    programme: str | None = None
    claims: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    answers: tuple[SideAnswer, ...] = ()
    quotes: tuple[str, ...] = ()
    number: Number | None = None
    ask_place: bool = False
    search: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    translations: Mapping[str, Words] = field(default_factory=dict)
    local: Mapping[str, LocalNote] = field(default_factory=dict)

    @property
    def plain(self) -> str:
        """The web text, in French."""
        return self.words.plain

    @property
    def simpler(self) -> str:
        """The same content in easier words."""
        return self.words.simpler or self.words.plain

    @property
    def sms(self) -> str:
        """The SMS text: GSM-7, two segments at most."""
        return self.words.sms or self.words.plain

    @property
    def agent(self) -> str:
        """The dense line for a hotline agent, with what is not documented."""
        return self.words.agent or self.words.plain

    def speaks(self, lang: str) -> str:
        """The language that `text` will really use: `lang` where it is translated, else French."""
        return lang if lang in self.translations else FRENCH

    def text(
        self, channel: str = "web", simpler: bool = False, territory: str | None = None, lang: str = FRENCH
    ) -> str:
        """What to say on `channel`, followed by what is true only in `territory` (a slug), in `lang` or in French."""
        translated = self.translations.get(lang)
        if translated:
            return translated.choose(channel, simpler)
        said = self.words.choose(channel, simpler)
        note = self.local.get(territory or "")
        return f"{said}\n{note.words.choose(channel, simpler)}" if note and channel != "sms" else said

    def expired(self, on: date) -> bool:
        """True when the card should have been checked again before `on`."""
        return on > self.review_by

    def source_line(self) -> str:
        """One French line: "Source : … Vérifié le 21/11/2026."."""
        titles = " ; ".join(str(source) for source in self.sources)
        return f"Source : {titles}. Vérifié le {self.checked_on:%d/%m/%Y}."
