"""Reaching a person: at once, never refused, never delayed."""

from __future__ import annotations

from dataclasses import replace

from actions.base import Ability
from actions.state import State
from actions.turn import Reply, Turn, sources_of
from directory.facts.phones import display
from directory.finder import FRANCE_SERVICES, Listed, Point, Wish
from directory.view import place_view


def way_out(turn: Turn) -> str:
    """Who to turn to when nothing was found: the town's own number, else the town hall."""
    settings = turn.house.settings
    if settings.human_phone:
        return turn.say(
            "human_own",
            name=settings.human_name or turn.say("human_default_name").text,
            phone=display(settings.human_phone),
        ).text
    return turn.say("way_out").text


def human_answer(turn: Turn, state: State, *, intro: str = "human_intro") -> Reply:
    """How to reach a person now: the town's number, the nearest site with a phone, else the town hall.

    `intro`: the sentence to begin with ("bien sûr", an apology); what follows never promises a number that is not there.
    """
    listed = _nearest_with_phone(turn)
    own = turn.house.settings.human_phone
    lines = [turn.say("human_call").text] if own or listed else []
    lines += [way_out(turn)] if own or listed is None else []
    if listed is not None:
        lines += _site_lines(turn, listed)
        state = replace(state, focus=listed.found.site.id)
    elif not turn.state.place:
        lines.append(turn.say("human_ask_place").text)
    views = (place_view(listed),) if listed else ()
    said = turn.say(intro)
    text = "\n".join((said.text, *lines))
    answer = turn.answer(
        "human",
        text,
        state=state,
        lang=said.lang,
        places=views,
        sources=sources_of(views),
        # An SMS is paid for: the numbers only.
        choices=() if turn.channel == "sms" else turn.choices("find", "explain"),
    )
    return turn.reply(answer, state)


def _site_lines(turn: Turn, listed: Listed) -> list[str]:
    """The site to call, whether it answers now, and the notice on invented examples."""
    from actions.wording import opening, town_of

    view = place_view(listed)
    town = town_of(view) or view["postcode"]
    line = turn.say("human_site", name=view["name"], commune=town, phone=view["phone_display"]).text
    now = opening(replace(turn, state=replace(turn.state, wanted=None)), listed).strip()
    return [f"{line} {now}", *([turn.say("examples_notice").text] if view["example"] else [])]


def _nearest_with_phone(turn: Turn) -> Listed | None:
    """The nearest France Services that has a phone, open now if one is; else the nearest site with a phone."""
    place = turn.state.place
    if not place:
        return None
    point = Point(place["lat"], place["lon"], place["insee"], place["precision"])
    findings = turn.house.finder.find(point, Wish(preferred=FRANCE_SERVICES), count=20)
    reachable = [listed for listed in findings.listed if listed.found.site.telephone]
    return min(
        reachable, key=lambda listed: (listed.opening.state != "open", listed.found.distance_m or 0), default=None
    )


class Human(Ability):
    """ "Je veux parler à quelqu'un." """

    action_name = "action_human"

    def answer(self, turn: Turn) -> Reply:
        """Who to call; the town is remembered when it is given, and asked last otherwise."""
        from actions.find import find, wanted_now
        from actions.places import resolve, to_json

        # "Quelqu'un qui le fait à ma place" is a service to find, not a wish to leave the machine.
        if turn.needs.in_my_place:
            return find(turn, wanted_now(turn))
        resolution = resolve(turn, expecting=turn.state.awaiting == "human")
        state = turn.state.understood_now()
        if resolution.status == "found":
            state = replace(state, place=to_json(resolution.candidates[0]))
        state = state if state.place else replace(state, awaiting="human")
        return human_answer(replace(turn, state=state), state)


class Complaint(Ability):
    """ "Vous comprenez rien", "c'est une honte": one sentence of acknowledgement, then a person."""

    action_name = "action_complaint"
    amends = True

    def answer(self, turn: Turn) -> Reply:
        """Sorry, and who to call."""
        state = turn.state.understood_now()
        state = state if state.place else replace(state, awaiting="human")
        return human_answer(replace(turn, state=state), state, intro="sorry")


class Reassure(Ability):
    """ "J'ose pas demander", "je ne sais pas lire": one line, then the way on."""

    action_name = "action_reassure"
    amends = True

    def answer(self, turn: Turn) -> Reply:
        """Reassurance, then the search."""
        from actions.find import find, wanted_now

        reply = find(turn, wanted_now(turn))
        comfort = turn.say("comfort").text
        return replace(reply, answers=tuple(replace(one, text=f"{comfort}\n{one.text}") for one in reply.answers))
