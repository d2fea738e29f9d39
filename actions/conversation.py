"""About the conversation itself: erase, start again, repeat, simpler, language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.amend import serve_amendment
from actions.asking import ask_place
from actions.base import Ability
from actions.explain import card_reply
from actions.fallback import Fallback
from actions.spoken import WRITTEN
from actions.state import State
from actions.turn import Reply, Turn
from actions.wording import town_of
from directory.answers import Answer, Choice

# What cannot be undone is done on an order, or when the model has no doubt.
_SURE = 0.8


class Erase(Ability):
    """ "EFFACER": everything is forgotten at once; the tracker store deletes the conversation."""

    action_name = "action_erase"

    def answer(self, turn: Turn) -> Reply:
        """The confirmation. Nothing of the conversation is left, not even the town. A vague guess erases nothing."""
        if turn.confidence < _SURE:
            return serve_amendment(turn) or Fallback().answer(turn)
        empty = replace(turn, state=State())
        return Reply((empty.answer("erased", turn.say("erased")),), State())


class RestartSearch(Ability):
    """ "Recommencer": a new search; the town is forgotten."""

    action_name = "action_restart"

    def answer(self, turn: Turn) -> Reply:
        """The first question again."""
        fresh = replace(turn, state=turn.state.forget_search(), text="")
        return ask_place(fresh)


class Repeat(Ability):
    """ "Répétez": the last answer again, as it was."""

    action_name = "action_repeat"
    amends = True

    def answer(self, turn: Turn) -> Reply:
        """The last answer, or help when there is none."""
        if not turn.previous:
            return _help(turn)
        return Reply((again(turn, turn.previous),), turn.state)


def again(turn: Turn, previous: Any) -> Answer:
    """An answer as it was given before."""
    return turn.answer(
        previous["kind"],
        previous["text"],
        lang=previous["lang"],
        topic=previous["topic"],
        places=tuple(previous["places"]),
        choices=tuple(Choice(**choice) for choice in previous["choices"]),
    )


class Simpler(Ability):
    """ "Plus simple": the same content in easier words; for a list, its first site only."""

    action_name = "action_simpler"

    def answer(self, turn: Turn) -> Reply:
        """The simpler variant of the last answer."""
        last = turn.state.last_answer or {}
        if last.get("topic"):
            return card_reply(replace(turn, simpler=True), turn.house.cards.get(last["topic"]), last["kind"])
        if last.get("kind") in ("places", "place") and turn.previous and turn.previous["places"]:
            return _first_site(turn, turn.previous["places"][0])
        return _help(turn)


def _first_site(turn: Turn, view: Any) -> Reply:
    phone = view["phone_display"]
    name = "simple_site" if phone else "simple_site_no_phone"
    said = turn.say(name, name=view["name"], commune=town_of(view) or view["postcode"], phone=phone)
    notice = f"{turn.say('examples_notice').text}\n" if view.get("example") else ""
    return turn.reply(
        turn.answer("place", notice + said.text, lang=said.lang, places=(view,)), replace(turn.state, focus=view["id"])
    )


def _help(turn: Turn) -> Reply:
    return turn.reply(
        turn.answer("help", turn.say("help"), choices=turn.choices("find", "explain", "human")), turn.state
    )


class Language(Ability):
    """ "English please": the core answers in the language where it is written, else honestly in French."""

    action_name = "action_language"

    def answer(self, turn: Turn) -> Reply:
        """The language is kept for what follows."""
        asked = turn.entity("lang") or turn.lang
        lang = asked if asked in WRITTEN else "fr"
        state = replace(turn.state, lang=lang)
        spoken = replace(turn, lang=lang, state=state)
        said = spoken.say("language_switched" if asked in WRITTEN else "language_unknown")
        if not state.place:
            said = replace(said, text=f"{said.text} {spoken.say('ask_place').text}")
        return spoken.reply(
            spoken.answer("language", said, state=state, choices=spoken.choices("find", "human")), state
        )
