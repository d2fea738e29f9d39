"""After a list: more, nearer, further, this one, not that one."""

from __future__ import annotations

from dataclasses import replace

from actions import wanted as wants
from actions.asking import ask_place
from actions.base import Ability
from actions.find import find, wanted_now
from actions.one_site import site_answer, site_of
from actions.places import resolve
from actions.search import search
from actions.turn import Reply, Turn


class MoreResults(Ability):
    """ "D'autres ?", "SUITE": the next sites, further away."""

    action_name = "action_more_results"

    def answer(self, turn: Turn) -> Reply:
        """The sites not shown yet."""
        state = turn.state
        if state.place is None or resolve(turn).status != "none":
            return find(turn, wanted_now(turn))
        wanted = wants.merge(state.wanted, wants.to_json(turn.needs))
        return search(turn, state.place, wanted, shown=tuple(state.shown), count=turn.needs.count)


class RejectSite(MoreResults):
    """ "Non, pas celui-là": the same as asking for others."""

    action_name = "action_reject_site"


class ChooseSite(Ability):
    """ "Le deuxième", "2": one site of the list, in full."""

    action_name = "action_choose_site"
    yields = True

    def answer(self, turn: Turn) -> Reply:
        """The site, or the list's question again when there is no list."""
        listed = site_of(turn)
        return site_answer(turn, listed) if listed else ask_place(turn)


class CloserSite(Ability):
    """ "Plus près": the nearest of all, whatever it offers; said to be so when nothing is nearer."""

    action_name = "action_closer_site"

    def answer(self, turn: Turn) -> Reply:
        """The nearest sites without the wishes that sent us far."""
        if turn.state.place is None or resolve(turn).status != "none":
            return find(turn, wanted_now(turn))
        wanted = {
            name: value for name, value in (turn.state.wanted or {}).items() if name not in ("programmes", "support")
        }
        note = turn.say("nothing_nearer").text
        reply = search(turn, turn.state.place, wanted)
        unchanged = reply.state.results == turn.state.results
        if not unchanged:
            return reply
        return replace(reply, answers=tuple(replace(one, text=f"{note}\n{one.text}") for one in reply.answers))


class WidenSearch(Ability):
    """ "Élargir à 30 km", "plus loin": the search starts further out."""

    action_name = "action_widen_search"

    def answer(self, turn: Turn) -> Reply:
        """The same wish, over a wider circle."""
        if turn.state.place is None or resolve(turn).status != "none":
            return find(turn, wanted_now(turn))
        place, wanted = turn.state.place, turn.state.wanted or {}
        widest = turn.house.settings.radius_steps[-1]
        if turn.needs.radius_km:
            asked = min(turn.needs.radius_km, widest)
            note = turn.say("searched_up_to", km=f"{asked:g}".replace(".", ",")).text
            return search(turn, place, wanted, notes=(note,), within_km=asked)
        return search(turn, place, wanted, shown=tuple(turn.state.shown), from_km=widest)
