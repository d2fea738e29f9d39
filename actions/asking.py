"""Asking where the person is: the question, the choice between namesakes, and the ways out of a misunderstanding."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.heard import hears
from actions.people import human_answer
from actions.places import to_json
from actions.turn import Reply, Turn
from directory.answers import Choice
from directory.places.results import Resolution
from directory.writing.fold import plain

# Two misses: a simpler question. Three: a person.
_MISSES_TO_HUMAN = 3


def ask_place(turn: Turn, wanted: dict[str, Any] | None = None) -> Reply:
    """ "Where are you?" """
    state = replace(turn.state, awaiting="place", place_choices=None, wanted=wanted or turn.state.wanted)
    return turn.reply(turn.answer("ask_place", turn.say("ask_place"), state=state), state)


def asks_other_town(turn: Turn) -> bool:
    """Whether the person pressed (or typed) the choice "une autre ville": it names no town, not even Ville (60)."""
    return plain(turn.text).strip(" .!") == plain(turn.house.texts.say("message_other_town").text)


def ask_other_town(turn: Turn) -> Reply:
    """The question again, the town forgotten and the wish kept."""
    return ask_place(replace(turn, state=replace(turn.state, place=None)))


def clarify(turn: Turn, resolution: Resolution, wanted: dict[str, Any] | None = None) -> Reply:
    """Several places bear that name: at most four choices, and another way."""
    offered = resolution.candidates[:4]
    state = replace(
        turn.state,
        awaiting="clarify",
        place_choices=[to_json(candidate) for candidate in offered],
        place=None,
        wanted=wanted or turn.state.wanted,
    )
    other = turn.say("other_place_label").text
    choices = tuple(Choice(candidate.label, candidate.label) for candidate in offered)
    namesakes = len({plain(candidate.name) for candidate in offered}) == 1
    question = turn.say("clarify_place" if namesakes else "clarify_places")
    answer = turn.answer("clarify_place", question, state=state, choices=(*choices, Choice(other, "une autre ville")))
    return turn.reply(answer, state)


def unknown_place(turn: Turn, wanted: dict[str, Any] | None = None) -> Reply:
    """The place was not recognised: a postal code is asked, then a person is offered."""
    misses = turn.state.misses + 1
    state = replace(turn.state, awaiting="place", place_choices=None, misses=misses, wanted=wanted or turn.state.wanted)
    if misses >= _MISSES_TO_HUMAN:
        return human_answer(turn, replace(state, misses=0, awaiting="human"), intro="human_instead")
    if hears("does_not_know", turn.text):
        return turn.reply(turn.answer("ask_place", turn.say("ask_place_otherwise"), state=state), state)
    return turn.reply(turn.answer("unknown_place", turn.say("unknown_place"), state=state), state)
