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
    """ "Where are you?", or which of the namesakes, when that is what was asked."""
    if turn.state.awaiting == "clarify" and turn.state.place_choices:
        return _choose(turn, turn.state.place_choices, wanted)
    state = replace(turn.state, awaiting="place", place_choices=None, wanted=wanted or turn.state.wanted)
    return turn.reply(turn.answer("ask_place", turn.say("ask_place"), state=state), state)


def asks_other_town(turn: Turn) -> bool:
    """Whether the person pressed (or typed) the choice "une autre ville": it names no town, not even Ville (60)."""
    return plain(turn.text).strip(" .!") == plain(turn.house.texts.say("message_other_town").text)


def ask_other_town(turn: Turn) -> Reply:
    """The question again, the town forgotten and the wish kept."""
    return ask_place(replace(turn, state=replace(turn.state, place=None, awaiting=None, place_choices=None)))


def clarify(turn: Turn, resolution: Resolution, wanted: dict[str, Any] | None = None) -> Reply:
    """Several places bear that name: at most four choices, and another way."""
    return _choose(turn, [to_json(candidate) for candidate in resolution.candidates[:4]], wanted)


def clarify_again(turn: Turn) -> Reply:
    """ "Je sais pas", "oui" to a choice between namesakes: the same choices, then a person."""
    misses = turn.state.misses + 1
    if misses >= _MISSES_TO_HUMAN or not turn.state.place_choices:
        return unknown_place(turn)
    return _choose(replace(turn, state=replace(turn.state, misses=misses)), turn.state.place_choices, None)


def _choose(turn: Turn, offered: list[dict[str, Any]], wanted: dict[str, Any] | None) -> Reply:
    state = replace(
        turn.state, awaiting="clarify", place_choices=offered, place=None, wanted=wanted or turn.state.wanted
    )
    other = turn.say("other_place_label").text
    choices = tuple(Choice(place["label"], place["label"]) for place in offered)
    namesakes = len({plain(place["name"]) for place in offered}) == 1
    question = turn.say("clarify_place" if namesakes else "clarify_places")
    answer = turn.answer("clarify_place", question, state=state, choices=(*choices, Choice(other, "une autre ville")))
    return turn.reply(answer, state)


def puzzled_by_postcode(turn: Turn) -> Reply | None:
    """ "Je connais pas mon code postal", "c'est quoi un code postal" while the town is asked: an easier question."""
    asked = turn.state.awaiting == "place" and "postal" in plain(turn.text)
    if not asked or any(character.isdigit() for character in turn.text):
        return None
    choices = turn.choices("human", "explain")
    return turn.reply(turn.answer("ask_place", turn.say("ask_place_otherwise"), choices=choices), turn.state)


def unknown_place(turn: Turn, wanted: dict[str, Any] | None = None) -> Reply:
    """The place was not recognised: a postal code is asked and a person offered; at the third miss, the person."""
    misses = turn.state.misses + 1
    state = replace(turn.state, awaiting="place", place_choices=None, misses=misses, wanted=wanted or turn.state.wanted)
    if misses >= _MISSES_TO_HUMAN:
        return human_answer(turn, replace(state, misses=0, awaiting="human"), intro="human_instead")
    knows_not = hears("does_not_know", turn.text)
    again = "unknown_place" if misses == 1 else "unknown_place_again"
    kind, sentence = ("ask_place", "ask_place_otherwise") if knows_not else ("unknown_place", again)
    choices = turn.choices("human") if turn.channel == "sms" else turn.choices("human", "explain")
    return turn.reply(turn.answer(kind, turn.say(sentence), state=state, choices=choices), state)
