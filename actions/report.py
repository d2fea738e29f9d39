"""A person says that a site is wrong or closed: it is noted without anything personal, and another site is given."""

from __future__ import annotations

from dataclasses import replace

from actions.asking import ask_place
from actions.base import Ability
from actions.find import find, wanted_now
from actions.places import resolve
from actions.safety import after_safety
from actions.search import search
from actions.site import site_of
from actions.turn import Reply, Turn
from directory.reports.kinds import kind_of


class TakeReport(Ability):
    """ "C'est fermé définitivement", "le numéro est faux"."""

    action_name = "action_take_report"

    def answer(self, turn: Turn) -> Reply:
        """Thanks, and another site at once."""
        after = None if turn.needs.ordinal else after_safety(turn)
        if after is not None:
            return after
        listed = None if resolve(turn).status == "found" else site_of(turn)
        if listed is None:
            reply = find(turn, wanted_now(turn)) if turn.state.place or _names_a_place(turn) else ask_place(turn)
            return _thank(turn, reply, "report_which" if reply.answers[0].places else "report_where")
        site_id = listed.found.site.id
        turn.house.reports.add(site_id, kind_of(turn.text), turn.sender)
        others = (
            search(turn, turn.state.place, turn.state.wanted or {}, shown=(site_id,))
            if turn.state.place
            else ask_place(turn)
        )
        return _thank(turn, others, "report_thanks")


def _names_a_place(turn: Turn) -> bool:
    return resolve(turn).status in ("found", "confirm", "ambiguous")


def _thank(turn: Turn, reply: Reply, name: str) -> Reply:
    thanks = turn.say(name)
    first = reply.answers[0]
    answer = replace(first, kind="report", text=f"{thanks.text}\n{first.text}")
    return Reply((answer,), replace(reply.state, last_answer={"kind": "report", "topic": None}))
