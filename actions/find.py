"""Finding a site: the place and the need are read from the words; what is missing is asked, one question at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions import wanted as wants
from actions.asking import ask_other_town, ask_place, asks_other_town, clarify, unknown_place
from actions.base import Ability
from actions.heard import hears
from actions.places import at_position, left_over, refine, resolve, to_json
from actions.search import search
from actions.turn import Reply, Turn
from directory.places.results import Resolution

# Too wide to be near anybody: its main town is searched around, and that is said.
_WIDE = frozenset({"departement", "region"})


def find(turn: Turn, wanted: dict[str, Any], *, expecting: bool = False) -> Reply:
    """Search for `wanted` around the place that the words, the browser or the conversation give; else ask."""
    here = at_position(turn)
    if here:
        return search(turn, here, wanted, within_km=_within(turn), count=turn.needs.count)
    resolution = resolve(turn, expecting=expecting)
    if resolution.status == "none" and turn.state.place is None:
        resolution = left_over(turn) or resolution
    if resolution.status in ("found", "confirm"):
        return _around(turn, resolution, wanted)
    if resolution.status == "ambiguous":
        return clarify(turn, resolution, wanted)
    if resolution.status == "unknown":
        return unknown_place(turn, wanted)
    if turn.state.place:
        return search(turn, turn.state.place, wanted, within_km=_within(turn), count=turn.needs.count)
    return ask_place(turn, wanted)


def _within(turn: Turn) -> float | None:
    """The radius that the words ask for, never wider than the widest search."""
    asked = turn.needs.radius_km
    return min(asked, turn.house.settings.radius_steps[-1]) if asked else None


def _around(turn: Turn, resolution: Resolution, wanted: dict[str, Any]) -> Reply:
    candidate, unplaced = refine(turn, resolution)
    place = to_json(candidate)
    notes = (turn.say("address_fallback", place=place["label"]).text,) if unplaced else ()
    if candidate.precision in _WIDE:
        notes = (*notes, turn.say("wide_area").text)
    if resolution.status == "confirm":
        notes = (turn.say("confirm_place", place=place["label"]).text, *notes)
    reply = search(turn, place, wanted, notes=notes, within_km=_within(turn), count=turn.needs.count)
    if resolution.status != "confirm":
        return reply
    return replace(
        reply, state=replace(reply.state, last_answer={**(reply.state.last_answer or {}), "asked": "confirm"})
    )


def wanted_now(turn: Turn, read: dict[str, Any] | None = None) -> dict[str, Any]:
    """What is wanted after this message: a new need replaces the old search but not the person, a detail completes it.

    `read`: what the message asks for, when it is more than its words say.
    """
    new = wants.to_json(turn.needs) if read is None else read
    renewed = "services" in new or "programmes" in new or "procedure" in new
    if not renewed or hears("also", turn.text):
        return completed(turn, new)
    if hears("other_person", turn.text):
        return new
    someone_else = hears("for_someone", turn.text)
    return {**wants.of_the_person(turn.state.wanted, someone_else=someone_else), **new}


def completed(turn: Turn, new: dict[str, Any]) -> dict[str, Any]:
    """The search under way with `new` in it; after a card alone, what the card is about."""
    merged = wants.merge(turn.state.wanted, wants.taught(new, turn.state.wanted), also=hears("also", turn.text))
    programme = _of_the_card(turn)
    if programme and "programmes" not in new and "services" not in new:
        merged["programmes"] = [programme]
    return merged


def _of_the_card(turn: Turn) -> str | None:
    """The programme of the card just read, when the search is for it: nothing else was wanted, or "il y en a à Lens ?"."""
    slug = turn.last("topic")
    if turn.last("kind") != "explain" or slug not in turn.house.cards.topics():
        return None
    if turn.state.wanted and not hears("some_of_them", turn.text):
        return None
    return turn.house.cards.get(slug).programme


class FindSite(Ability):
    """ "Je cherche quelqu'un pour m'aider avec l'ordinateur à Caudry." """

    action_name = "action_find_site"
    amends = True

    def answer(self, turn: Turn) -> Reply:
        """Search, or ask where."""
        return find(turn, wanted_now(turn), expecting=turn.state.awaiting is not None)


class Inform(Ability):
    """A detail on its own: a town, a need, a day. It completes the search under way."""

    action_name = "action_inform"
    yields = True
    amends = True

    def answer(self, turn: Turn) -> Reply:
        """Search again with the detail; with nothing new in it, ask where the person is. "Pour ma mère" is a detail, and the town
        stays: who lives elsewhere says so."""
        if asks_other_town(turn):
            return ask_other_town(turn)
        new = wants.to_json(turn.needs)
        # "demain après 17 h" is a detail of its own: it is not taken for a town that is not known.
        expecting = turn.state.awaiting is not None or not new
        resolution = resolve(turn, expecting=expecting)
        if turn.state.focus and resolution.status == "none" and set(new) == {"when"} and not narrowed(turn):
            return _about_the_site(turn)
        wanted = completed(turn, new)
        nothing_new = resolution.status == "none" and wanted == (turn.state.wanted or {}) and turn.position is None
        if nothing_new and not (turn.state.place and hears("for_someone", turn.text)):
            return _others(turn) or ask_other_town(turn)
        return find(turn, wanted, expecting=expecting)


def _others(turn: Turn) -> Reply | None:
    """ "Un autre près de la gare" after a list: others, not another town."""
    from actions.follow_up import MoreResults

    others = turn.state.results and hears("others", turn.text) and not hears("elsewhere", turn.text)
    return MoreResults().answer(turn) if others else None


def narrowed(turn: Turn) -> bool:
    """Whether the one site known is what a moment left of the list: another moment searches again."""
    return turn.last("kind") == "places" and bool((turn.state.wanted or {}).get("when"))


def _about_the_site(turn: Turn) -> Reply:
    """ "Et le samedi ?" while one site is talked about: its hours, not a new list."""
    from actions.one_site import TellHours

    return TellHours().answer(turn)


class FindProcedureHelp(Ability):
    """ "Je veux refaire ma carte grise": AideNum does not do it, it finds who does. France Services come first."""

    action_name = "action_find_procedure_help"
    amends = True

    def answer(self, turn: Turn) -> Reply:
        """Search France Services first; without a place, say what is done here and ask where.

        "Je peux me faire rembourser ?" after a card that answers it is no procedure.
        """
        from actions.explain import about_the_last_card

        again = None if turn.needs.procedure else about_the_last_card(turn)
        if again is not None:
            return again
        new = wants.to_json(turn.needs)
        new.setdefault("procedure", turn.entity("procedure") or "demarche")
        new.setdefault("services", ["Aide aux démarches administratives"])
        reply = find(turn, wanted_now(turn, new), expecting=turn.state.awaiting is not None)
        return replace(reply, answers=tuple(_with_limits(turn, answer) for answer in reply.answers))


def _with_limits(turn: Turn, answer: Any) -> Any:
    if answer.kind not in ("ask_place", "places") or turn.channel == "sms":
        return answer
    return replace(answer, text=f"{turn.say('procedure_limits').text}\n{answer.text}")
