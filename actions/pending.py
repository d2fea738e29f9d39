"""A question that waits for its answer is served first, when the words can be that answer."""

from __future__ import annotations

from actions.asking import ask_other_town, asks_other_town, clarify, clarify_again, unknown_place
from actions.find import completed, find
from actions.heard import hears
from actions.people import Human
from actions.places import resolve
from actions.turn import Reply, Turn
from actions.wanted import to_json

# An answer to "where are you?" is short; a longer message is about something else, unless a place is sure in it.
_SHORT = 6
# "Non", "je sais pas", "euh": the question was not answered.
_LOST = frozenset({"deny", "nlu_fallback"})
_NONE_OF_THEM = frozenset({"deny", "reject_site"})  # "aucune des deux" : of the towns that were proposed
AWAITING_PLACE = ("place", "clarify", "human")


def serve_pending(turn: Turn) -> Reply | None:
    """The reply when the words answer the pending question ("which town?"), else None."""
    if turn.state.awaiting not in AWAITING_PLACE:
        return None
    if asks_other_town(turn):
        return ask_other_town(turn)
    resolution = resolve(turn, expecting=True)
    if turn.state.awaiting == "human":
        return Human().answer(turn) if resolution.status == "found" else None
    wanted = completed(turn, to_json(turn.needs))
    if resolution.status in ("found", "confirm"):
        return find(turn, wanted, expecting=True)
    if resolution.status == "ambiguous":
        return clarify(turn, resolution, wanted)
    if turn.state.awaiting == "clarify" and (turn.intent in _NONE_OF_THEM or hears("none_of_them", turn.text)):
        return ask_other_town(turn)
    if turn.state.awaiting == "clarify" and (turn.intent == "affirm" or hears("does_not_know", turn.text)):
        return clarify_again(turn)
    lost = resolution.status == "unknown" or turn.intent in _LOST or hears("does_not_know", turn.text)
    return unknown_place(turn, wanted) if lost and len(turn.text.split()) <= _SHORT else None
