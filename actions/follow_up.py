"""After a list: more, nearer, further, this one, not that one."""

from __future__ import annotations

from actions import wanted as wants
from actions.base import Ability
from actions.find import find, wanted_now
from actions.one_site import detail_asked
from actions.places import resolve
from actions.search import search
from actions.site import no_such_site, site_answer, site_of
from actions.turn import Reply, Turn


class MoreResults(Ability):
    """ "D'autres ?", "SUITE": the next sites, further away."""

    action_name = "action_more_results"
    amends = True

    def answer(self, turn: Turn) -> Reply:
        """The sites not shown yet."""
        state = turn.state
        if state.place is None or resolve(turn).status != "none":
            return find(turn, wanted_now(turn))
        wanted = wants.merge(state.wanted, wants.to_json(turn.needs))
        return search(turn, state.place, wanted, shown=tuple(state.shown), count=turn.needs.count)


class RejectSite(MoreResults):
    """ "Non, pas celui-là": the same as asking for others. "Aucune des deux": of the towns that were proposed."""

    action_name = "action_reject_site"
    yields = True


class ChooseSite(Ability):
    """ "Le deuxième", "2": one site of the list, in full; "le numéro du premier": that detail only."""

    action_name = "action_choose_site"
    yields = True
    amends = True

    def answer(self, turn: Turn) -> Reply:
        """The site or its detail; the list again for a rank that it has not; the place's question without a list."""
        listed, detail = site_of(turn), detail_asked(turn)
        if listed is None:
            return no_such_site(turn)
        return detail.about(turn, listed) if detail else site_answer(turn, listed)


class CloserSite(Ability):
    """ "Plus près": the nearest of all, whatever it offers; said to be so when nothing is nearer."""

    action_name = "action_closer_site"
    amends = True

    def answer(self, turn: Turn) -> Reply:
        """The nearest sites without the wishes that sent us far."""
        if turn.state.place is None or resolve(turn).status != "none":
            return find(turn, wanted_now(turn))
        wanted = {
            name: value for name, value in (turn.state.wanted or {}).items() if name not in ("programmes", "support")
        }
        note, reply = turn.say("nothing_nearer").text, search(turn, turn.state.place, wanted)
        if set(reply.state.results) - set(turn.state.results):
            return reply
        # Nothing nearer: what was wanted still is.
        return search(turn, turn.state.place, turn.state.wanted or {}, notes=(note,))


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
            return search(turn, place, wanted, within_km=asked)
        return search(turn, place, wanted, shown=tuple(turn.state.shown), from_km=widest)
