"""The answer contract, version 1: what an answer says about itself, for every channel, test and figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

VERSION = 1
_SMALL_TALK = ("greeting", "thanks", "goodbye", "help")
_ASKING = ("ask_place", "clarify_place", "unknown_place", "ask_need")
_ANSWERING = (
    "places",
    "place",
    "no_places",
    "explain",
    "safety",
    "human",
    "refusal",
    "privacy",
    "erased",
    "report",
    "language",
)
_FAILING = ("fallback", "error")
KINDS = frozenset(_SMALL_TALK + _ASKING + _ANSWERING + _FAILING)


@dataclass(frozen=True)
class Choice:
    """What the person can pick next: sending `message` as typed text has the same effect."""

    label: str
    message: str


@dataclass(frozen=True)
class Source:
    """Where a fact comes from, and when it was checked (ISO date) or null."""

    title: str
    checked_on: str | None = None


@dataclass(frozen=True)
class Understood:
    """What was understood: place `{insee, label, precision, lat, lon}`, services, filters, language (ISO 639)."""

    place: Mapping[str, Any] | None = None
    needs: tuple[str, ...] = ()
    filters: Mapping[str, Any] = field(default_factory=dict)
    lang: str = "fr"

    def as_dict(self) -> dict[str, Any]:
        """The contract's `understood` object."""
        return {
            "place": dict(self.place) if self.place else None,
            "need": self.needs[0] if self.needs else None,
            "needs": list(self.needs),
            "filters": dict(self.filters),
            "lang": self.lang,
        }


@dataclass(frozen=True)
class Answer:
    """One structured answer. `places` are contract sites (see `directory.sites.view`), nearest first."""

    kind: str
    text: str
    topic: str | None = None
    places: tuple[Mapping[str, Any], ...] = ()
    choices: tuple[Choice, ...] = ()
    understood: Understood = Understood()
    sources: tuple[Source, ...] = ()
    lang: str = "fr"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"'{self.kind}' is not a kind of the answer contract")

    def as_dict(self) -> dict[str, Any]:
        """The contract's JSON object."""
        return {
            "v": VERSION,
            "kind": self.kind,
            "text": self.text,
            "topic": self.topic,
            "places": [dict(place) for place in self.places],
            "choices": [{"label": choice.label, "message": choice.message} for choice in self.choices],
            "understood": self.understood.as_dict(),
            "sources": [{"title": source.title, "checked_on": source.checked_on} for source in self.sources],
            "lang": self.lang,
        }
