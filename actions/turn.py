"""One turn: what the person just wrote, with all that an ability needs to answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from rasa_sdk import Tracker

from actions.spoken import FRENCH, WRITTEN, spoken_language
from actions.state import State
from directory.answers import Answer, Choice, Source, Understood
from directory.needs.read import Wanted, read_needs
from directory.texts import Said
from directory.wiring import Directory


@dataclass(frozen=True)
class Reply:
    """What an ability gives back: the answers, and the conversation's new memory."""

    answers: tuple[Answer, ...]
    state: State


@dataclass(frozen=True, eq=False)
class Turn:
    """A message in its conversation. `first` is true for the first message of a conversation."""

    text: str
    intent: str
    entities: tuple[Mapping[str, Any], ...]
    channel: str
    lang: str
    state: State
    house: Directory
    sender: str
    first: bool = False
    simpler: bool = False
    position: tuple[float, float] | None = None
    confidence: float = 1.0
    previous: Mapping[str, Any] | None = None

    @classmethod
    def read(cls, tracker: Tracker, house: Directory) -> Turn:
        """The turn that `tracker` stands at."""
        message = tracker.latest_message or {}
        metadata = _metadata(tracker)
        state, previous = State.from_slots(tracker.current_slot_values()), _previous(tracker)
        return cls(
            text=message.get("text") or "",
            intent=(message.get("intent") or {}).get("name") or "nlu_fallback",
            confidence=float((message.get("intent") or {}).get("confidence") or 0.0),
            entities=tuple(message.get("entities") or ()),
            channel=tracker.get_latest_input_channel() or "web",
            lang=spoken_language(message, metadata.get("lang"), state.lang, previous),
            state=state,
            house=house,
            sender=tracker.sender_id,
            first=previous is None,
            simpler=bool(metadata.get("simpler")),
            position=_position(metadata),
            previous=previous,
        )

    @cached_property
    def needs(self) -> Wanted:
        """What the words ask for."""
        return read_needs(self.text, self.house.clock.now())

    def entity(self, name: str) -> Any:
        """The value of the first entity of that name, or None."""
        return next((entity.get("value") for entity in self.entities if entity.get("entity") == name), None)

    def say(self, name: str, /, **values: Any) -> Said:
        """A written sentence for this channel and language."""
        return self.house.texts.say(name, channel=self.channel, lang=self.lang, **values)

    def choices(self, *names: str) -> tuple[Choice, ...]:
        """Written choices: the sentence `choice_<name>` is the label, `message_<name>` what it sends."""
        return tuple(
            Choice(self.say(f"choice_{name}").text, self.house.texts.say(f"message_{name}").text) for name in names
        )

    def answer(self, kind: str, said: Said | str, *, state: State | None = None, **fields: Any) -> Answer:
        """An answer of that kind, with what was understood filled in from the conversation's (new) memory."""
        text, lang = (said.text, said.lang) if isinstance(said, Said) else (said, self.lang)
        understood = self._understood(state or self.state)
        return Answer(kind=kind, text=text, lang=fields.pop("lang", lang), understood=understood, **fields)

    def reply(self, answer: Answer, state: State, **about: str) -> Reply:
        """One answer and the new memory, which keeps what the answer was about for what follows ("plus simple", "oui").

        `about`: `asked` ("confirm": is it that town?) or `detail` ("action_tell_phone": the thing told of a site).
        """
        return Reply((answer,), replace(state, last_answer={"kind": answer.kind, "topic": answer.topic, **about}))

    @property
    def written(self) -> str:
        """The language in which answers are written to this person."""
        return self.lang if self.lang in WRITTEN else FRENCH

    def last(self, name: str) -> Any:
        """What the last answer was: its `kind`, `topic`, `asked` or `detail`."""
        return (self.state.last_answer or {}).get(name)

    def _understood(self, state: State) -> Understood:
        place = (
            {name: state.place[name] for name in ("insee", "label", "precision", "lat", "lon")} if state.place else None
        )
        if place is not None:
            place["insee"] = place["insee"] or None  # a département or a region has no INSEE code of a commune
        wanted = state.wanted or {}
        filters = {name: value for name, value in wanted.items() if value and name != "services"}
        return Understood(place, tuple(wanted.get("services") or ()), filters, self.lang)


def sources_of(places: tuple[Mapping[str, Any], ...]) -> tuple[Source, ...]:
    """The sources of a list of sites, each once, with its latest date."""
    latest: dict[str, str | None] = {}
    for place in places:
        title, date = place["source"], place["updated_on"]
        latest[title] = max(filter(None, (latest.get(title), date)), default=None)
    return tuple(Source(title, date) for title, date in latest.items())


def _metadata(tracker: Tracker) -> Mapping[str, Any]:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return event.get("metadata") or {}
    return {}


def _previous(tracker: Tracker) -> Mapping[str, Any] | None:
    """The last answer given, as the contract shapes it."""
    for event in reversed(tracker.events):
        if event.get("event") == "bot":
            custom: Mapping[str, Any] | None = (event.get("data") or {}).get("custom")
            return custom
    return None


def _position(metadata: Mapping[str, Any]) -> tuple[float, float] | None:
    lat, lon = metadata.get("lat"), metadata.get("lon")
    return (float(lat), float(lon)) if lat is not None and lon is not None else None
