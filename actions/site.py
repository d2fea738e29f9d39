"""Which site is talked about, and the answer about it."""

from __future__ import annotations

from dataclasses import replace

from actions import wanted as wants
from actions.search import plan_b, search, show_again
from actions.turn import Reply, Turn, sources_of
from actions.wording import address, dated, distance, opening, phone, town_of
from directory.facts.access import access_sentence
from directory.facts.freshness import say_doubt
from directory.finder import Listed, where_of
from directory.hours.wording import describe_week
from directory.sites.search import Found, by_id, distance_to
from directory.view import place_view


def site_of(turn: Turn) -> Listed | None:
    """The site talked about: the one pointed at ("le 2", "le dernier"), the one in focus, else the first of the list."""
    results, ordinal = turn.state.results, turn.needs.ordinal
    if ordinal and results:
        index = ordinal - 1 if ordinal > 0 else len(results) + ordinal
        site_id = results[index] if 0 <= index < len(results) else None
    else:
        site_id = turn.state.focus or (results[0] if results else None)
    site = by_id(turn.house.engine, site_id) if site_id else None
    if site is None:
        return None
    place = turn.state.place
    metres = distance_to(site, place["lat"], place["lon"]) if place else None
    return turn.house.finder.describe(Found(site, metres), wants.when(wants.to_json(turn.needs)))


def site_answer(turn: Turn, listed: Listed, detail: str | None = None, asked: str = "") -> Reply:
    """The answer about one site: `detail` (a sentence) when one thing was `asked` (an action's name), else the whole site."""
    view = place_view(listed)
    state = replace(turn.state.understood_now(), focus=view["id"])
    turn = replace(turn, state=state)
    warning = [turn.say("examples_notice").text] if view["example"] else []
    town = town_of(view)
    # By SMS the address below says the town.
    said = town and (detail or turn.channel != "sms")
    name = turn.say("site_named", name=view["name"], commune=town).text if said else f"{view['name']} :"
    body = [detail] if detail else _whole(turn, listed)
    doubt = [*filter(None, [say_doubt(listed.freshness, turn.lang)]), *_company(turn, listed)]
    dating = [dated(turn, view)]
    if turn.channel == "sms" and doubt and doubt[0].startswith("Fiche"):
        # An SMS is paid for: the date once, and what to do about it.
        doubt, dating = [], [f"{dating[0]} {turn.say('call_first').text}"]
    text = "\n".join([*warning, name, *body, *doubt, *dating])
    answer = turn.answer(
        "place", text, places=(view,), sources=sources_of((view,)), choices=turn.choices("more", "other_town", "human")
    )
    return turn.reply(answer, state, **({"detail": asked} if asked else {}))


def _company(turn: Turn, listed: Listed) -> list[str]:
    """A doubtful site never stands alone: the nearest sure one goes with it."""
    if turn.channel == "sms" or not turn.state.place:
        return []
    return plan_b(turn, turn.state.place, (listed,))


def _whole(turn: Turn, listed: Listed) -> list[str]:
    view = place_view(listed)
    week = describe_week(listed.found.site.horaires, where_of(listed.found), turn.house.clock.now(), turn.lang)
    lines = [
        address(view),
        distance(turn, listed).capitalize() + "." if view["distance_m"] is not None and turn.channel != "sms" else "",
        phone(turn, view).strip(),
        turn.say("site_mail", mail=view["email"]).text if view["email"] and not view["phone"] else "",
        opening(turn, listed).strip(),
        turn.say("site_week", week=week).text if week else "",
        # By SMS, what the record does not say costs too much to be told.
        access_sentence(view["access"], view["appointment_url"], view["phone"], turn.lang)
        if view["access"] or turn.channel != "sms"
        else "",
    ]
    return [line for line in lines if line]


def no_such_site(turn: Turn) -> Reply:
    """No site answers to the words: the list again when there is one, else the search, else the place's question."""
    from actions.asking import ask_place

    again = show_again(turn, turn.say("rank_unknown").text) if turn.state.results else None
    if again is not None:
        return again
    return search(turn, turn.state.place, turn.state.wanted or {}) if turn.state.place else ask_place(turn)
