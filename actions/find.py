"""Finding a site: the place and the need are read from the words; what is missing is asked, one question at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions import wanted as wants
from actions.asking import ask_other_town, ask_place, asks_other_town, clarify, unknown_place
from actions.base import Ability
from actions.places import at_position, refine, resolve, to_json
from actions.search import search
from actions.turn import Reply, Turn
from directory.places.results import Resolution


def find(turn: Turn, wanted: dict[str, Any], *, expecting: bool = False) -> Reply:
    """Search for `wanted` around the place that the words, the browser or the conversation give; else ask."""
    here = at_position(turn)
    if here:
        return search(turn, here, wanted)
    resolution = resolve(turn, expecting=expecting)
    if resolution.status in ("found", "confirm"):
        return _around(turn, resolution, wanted)
    if resolution.status == "ambiguous":
        return clarify(turn, resolution, wanted)
    if resolution.status == "unknown":
        return unknown_place(turn, wanted)
    return search(turn, turn.state.place, wanted) if turn.state.place else ask_place(turn, wanted)


def _around(turn: Turn, resolution: Resolution, wanted: dict[str, Any]) -> Reply:
    candidate, unplaced = refine(turn, resolution)
    place = to_json(candidate)
    notes = (turn.say("address_fallback", place=place["label"]).text,) if unplaced else ()
    if resolution.status == "confirm":
        notes = (turn.say("confirm_place", place=place["label"]).text, *notes)
    return search(turn, place, wanted, notes=notes)


def wanted_now(turn: Turn) -> dict[str, Any]:
    """What is wanted after this message: a new need replaces the old search, a detail completes it."""
    new = wants.to_json(turn.needs)
    renewed = "services" in new or "programmes" in new or "procedure" in new
    return new if renewed else wants.merge(turn.state.wanted, new)


class FindSite(Ability):
    """ "Je cherche quelqu'un pour m'aider avec l'ordinateur à Caudry." """

    action_name = "action_find_site"

    def answer(self, turn: Turn) -> Reply:
        """Search, or ask where."""
        return find(turn, wanted_now(turn), expecting=turn.state.awaiting is not None)


class Inform(Ability):
    """A detail on its own: a town, a need, a day. It completes the search under way."""

    action_name = "action_inform"
    yields = True

    def answer(self, turn: Turn) -> Reply:
        """Search again with the detail; with nothing new in it, ask where the person is."""
        if asks_other_town(turn):
            return ask_other_town(turn)
        new = wants.to_json(turn.needs)
        # "demain après 17 h" is a detail of its own: it is not taken for a town that is not known.
        expecting = turn.state.awaiting is not None or not new
        resolution = resolve(turn, expecting=expecting)
        if turn.state.focus and resolution.status == "none" and set(new) == {"when"}:
            return _about_the_site(turn)
        wanted = wants.merge(turn.state.wanted, new)
        nothing_new = resolution.status == "none" and wanted == (turn.state.wanted or {}) and turn.position is None
        if nothing_new:
            return ask_other_town(turn)
        return find(turn, wanted, expecting=expecting)


def _about_the_site(turn: Turn) -> Reply:
    """ "Et le samedi ?" while one site is talked about: its hours, not a new list."""
    from actions.one_site import TellHours

    return TellHours().answer(turn)


class FindProcedureHelp(Ability):
    """ "Je veux refaire ma carte grise": AideNum does not do it, it finds who does. France Services come first."""

    action_name = "action_find_procedure_help"

    def answer(self, turn: Turn) -> Reply:
        """Search France Services first; without a place, say what is done here and ask where."""
        wanted = wants.to_json(turn.needs)
        wanted.setdefault("procedure", turn.entity("procedure") or "demarche")
        wanted.setdefault("services", ["Aide aux démarches administratives"])
        reply = find(turn, wanted, expecting=turn.state.awaiting is not None)
        return replace(reply, answers=tuple(_with_limits(turn, answer) for answer in reply.answers))


def _with_limits(turn: Turn, answer: Any) -> Any:
    if answer.kind not in ("ask_place", "places") or turn.channel == "sms":
        return answer
    return replace(answer, text=f"{turn.say('procedure_limits').text}\n{answer.text}")
