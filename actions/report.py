"""A person says that a site is wrong or closed: it is noted without anything personal, and another site is given."""

from __future__ import annotations

from dataclasses import replace

from actions.asking import ask_place
from actions.base import Ability
from actions.find import find, wanted_now
from actions.one_site import site_of
from actions.places import resolve
from actions.search import search
from actions.turn import Reply, Turn
from directory.reports.kinds import kind_of


class TakeReport(Ability):
    """ "C'est fermé définitivement", "le numéro est faux"."""

    action_name = "action_take_report"

    def answer(self, turn: Turn) -> Reply:
        """Thanks, and another site at once."""
        listed = None if resolve(turn).status == "found" else site_of(turn)
        if listed is None:
            reply = find(turn, wanted_now(turn)) if turn.state.place else ask_place(turn)
            return _thank(turn, reply, "report_which")
        site_id = listed.found.site.id
        turn.house.reports.add(site_id, kind_of(turn.text), turn.sender)
        others = (
            search(turn, turn.state.place, turn.state.wanted or {}, shown=(site_id,))
            if turn.state.place
            else ask_place(turn)
        )
        return _thank(turn, others, "report_thanks")


def _thank(turn: Turn, reply: Reply, name: str) -> Reply:
    thanks = turn.say(name)
    first = reply.answers[0]
    answer = replace(first, kind="report", text=f"{thanks.text}\n{first.text}")
    return Reply((answer,), replace(reply.state, last_answer={"kind": "report", "topic": None}))
