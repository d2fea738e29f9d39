"""What a conversation remembers between two messages, read from and written to Rasa's slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

SLOTS = ("place", "wanted", "awaiting", "place_choices", "results", "shown", "focus", "misses", "lang", "last_answer")


@dataclass(frozen=True)
class State:
    """A conversation's memory. Every value is plain JSON, because Rasa stores it so.

    `place`: `{insee, label, name, departement, lat, lon, precision}`; `wanted`: see `actions.wanted`; `awaiting`: the
    question asked last ("place", "clarify", "postcode", "report") or None; `place_choices`: the places offered;
    `results`: ids of the sites of the last list; `shown`: ids already shown for this search; `focus`: id of the site
    talked about; `misses`: how many times in a row the person was not
    understood; `last_answer`: kind and topic of the last answer, and what else `Turn.reply` says.
    """

    place: dict[str, Any] | None = None
    wanted: dict[str, Any] | None = None
    awaiting: str | None = None
    place_choices: list[dict[str, Any]] | None = None
    results: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    focus: str | None = None
    misses: int = 0
    lang: str | None = None
    last_answer: dict[str, Any] | None = None

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> State:
        """The state that `slots` hold; what is missing takes its default."""
        return cls(**{name: slots[name] for name in SLOTS if slots.get(name) is not None})

    def changes(self, later: State) -> dict[str, Any]:
        """The slots to set to go from this state to `later`."""
        return {name: getattr(later, name) for name in SLOTS if getattr(later, name) != getattr(self, name)}

    def forget_search(self) -> State:
        """The same person, a new search: town, wish and lists are gone; the language stays."""
        return State(lang=self.lang)

    def understood_now(self) -> State:
        """Nothing is pending and nobody is lost any more."""
        return replace(self, awaiting=None, place_choices=None, misses=0)
