"""Searching and telling the list: the heart of the assistant, shared by every ability that shows sites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions import wanted as wants
from actions.people import way_out
from actions.reach import Reach, found_for, point_of
from actions.turn import Reply, Turn, sources_of
from actions.wording import doubts, label, site_line, town_of, wish_label
from directory.answers import Answer, Choice
from directory.facts.plan_b import stands_alone
from directory.finder import AIDANTS_CONNECT, FRANCE_SERVICES, Findings, Listed
from directory.sites.search import Found, by_id, distance_to
from directory.texts import Said
from directory.view import place_view


def search(
    turn: Turn,
    place: dict[str, Any],
    wanted: dict[str, Any],
    *,
    notes: tuple[str, ...] = (),
    shown: tuple[str, ...] = (),
    from_km: float = 0.0,
    within_km: float | None = None,
    count: int | None = None,
) -> Reply:
    """The sites for `wanted` around `place`, after `notes` (sentences to say first).

    `shown` are the sites already shown, to be left out; `from_km` starts the widening further out;
    `within_km` is one radius that the person asked for.
    """
    state = replace(turn.state.understood_now(), place=place, wanted=wanted)
    turn = replace(turn, state=state)
    reach = Reach(frozenset(shown), from_km, within_km, count)
    findings, need = found_for(turn.house, place, wanted, reach)
    if need:
        notes = (*notes, turn.say("one_need", what=label(turn, need)).text)
    if not findings.listed:
        return _nothing(turn, place, bool(shown), notes, within_km)
    ids = [listed.found.site.id for listed in findings.listed]
    focus = ids[0] if len(ids) == 1 else None
    state = replace(state, results=ids, shown=[*shown, *ids], focus=focus)
    turn = replace(turn, state=state)
    distance = _distance_said(turn, findings, follow=bool(shown), within_km=within_km)
    notes = (*notes, *_warnings(turn, findings.listed), *_let_go(turn, wanted, findings), *distance)
    intro = _intro(turn, place, {**wanted, "services": [need]} if need else wanted, findings, bool(shown))
    return turn.reply(_list(turn, place, wanted, findings, notes, intro), state)


def show_again(turn: Turn, note: str | None = None) -> Reply | None:
    """The last list as it was, after `note`; None when its sites are no longer there."""
    place, wanted = turn.state.place, turn.state.wanted or {}
    if place is None:
        return None
    sites = filter(None, (by_id(turn.house.engine, site_id) for site_id in turn.state.results))
    found = (Found(site, distance_to(site, place["lat"], place["lon"])) for site in sites)
    listed = tuple(turn.house.finder.describe(one, wants.when(wanted)) for one in found)
    if not listed:
        return None
    state = replace(turn.state.understood_now(), focus=None)
    turn = replace(turn, state=state)
    notes = (*filter(None, [note]), *_warnings(turn, listed))
    intro = turn.say("places_again", place=place["label"])
    return turn.reply(_list(turn, place, wanted, Findings(listed, more=True), notes, intro), state)


def _nothing(turn: Turn, place: dict[str, Any], follow: bool, notes: tuple[str, ...], within_km: float | None) -> Reply:
    widest = turn.house.settings.radius_steps[-1]
    name = "no_more" if follow else "no_places"
    said = turn.say(name, km=_km(within_km or widest), place=place["label"], way_out=way_out(turn))
    wider = ("wider",) if within_km and within_km < widest else ()
    choices = turn.choices(*wider, "other_town", "human")
    answer = turn.answer("no_places", "\n".join((*notes, said.text)), lang=said.lang, choices=choices)
    return turn.reply(answer, turn.state)


def _list(
    turn: Turn,
    place: dict[str, Any],
    wanted: dict[str, Any],
    findings: Findings,
    notes: tuple[str, ...],
    intro: Said,
) -> Answer:
    lines = [site_line(turn, number, listed) for number, listed in enumerate(findings.listed, start=1)]
    company = plan_b(turn, place, findings.listed)
    said = [*notes, intro.text, *lines, *company, *_closing(turn, wanted, findings)]
    views = tuple(place_view(listed) for listed in findings.listed)
    return turn.answer(
        "places",
        "\n".join(said),
        lang=intro.lang,
        places=views,
        sources=sources_of(views),
        choices=_choices(turn, findings),
    )


def _intro(turn: Turn, place: dict[str, Any], wanted: dict[str, Any], findings: Findings, follow: bool) -> Said:
    count = len(findings.listed)
    wish = wish_label(turn, wanted) if turn.written == "fr" and not findings.relaxed else ""
    if follow:
        return turn.say("places_more", place=place["label"])
    if wish and turn.channel != "sms":
        counted = turn.say("count_one" if count == 1 else "count_many", count=count).text
        return turn.say("places_intro_wish", count=counted, place=place["label"], wish=wish)
    return turn.say("places_intro_one" if count == 1 else "places_intro", count=count, place=place["label"])


def _warnings(turn: Turn, several: Sequence[Listed]) -> list[str]:
    example = any(listed.found.site.is_example for listed in several)
    return [turn.say("examples_notice").text] if example else []


def _let_go(turn: Turn, wanted: dict[str, Any], findings: Findings) -> list[str]:
    """What the search let go of: said before the list. The need comes first, a moment means nothing without it."""
    relaxed = sorted(findings.relaxed, key=lambda name: name != "services")
    return [_relaxed(turn, name, wanted) for name in relaxed[:1]]


def _distance_said(turn: Turn, findings: Findings, *, follow: bool, within_km: float | None) -> list[str]:
    """How far the search went, once: said before the list."""
    steps = turn.house.settings.radius_steps
    nearest_m = findings.listed[0].found.distance_m or 0
    if within_km or (follow and findings.widened):
        return [turn.say("searched_up_to", km=_km(within_km or findings.radius_km)).text]
    if nearest_m <= steps[0] * 1000:
        return []
    near = max(step for step in steps if step * 1000 < nearest_m)
    return [turn.say("widened", near=_km(near), km=_km(findings.radius_km)).text]


def _relaxed(turn: Turn, name: str, wanted: dict[str, Any]) -> str:
    if name == "programmes":
        programme = label(turn, wanted["programmes"][0])
        return turn.say("relaxed_programmes", programme=programme, km=_km(turn.house.settings.radius_steps[-1])).text
    if name == "support" and "À distance" in wanted.get("support", ()):
        return turn.say("relaxed_remote").text
    if name == "services":
        what = ", ".join(label(turn, value) for value in wanted["services"])
        return turn.say("relaxed_services", what=what).text
    return turn.say(f"relaxed_{name}").text


def _closing(turn: Turn, wanted: dict[str, Any], findings: Findings) -> list[str]:
    """What the directory cannot say, which records are in doubt, and the advice to call."""
    if turn.channel == "sms":
        return []
    in_doubt = doubts(turn, findings.listed)
    said = [turn.say("at_home_unknown").text] if wanted.get("at_home") else []
    if wanted.get("remote") and not findings.relaxed and not any(_by_phone(listed) for listed in findings.listed):
        said.append(turn.say("relaxed_remote").text)
    if wanted.get("in_my_place") and not any(AIDANTS_CONNECT in listed.programmes for listed in findings.listed):
        said.append(turn.say("in_my_place").text)
    unsaid = [what for what in wanted.get("unsaid") or () if what]
    if unsaid:
        said.append(turn.say("unsaid", what=", ".join(unsaid)).text)
    call = turn.say("call_first").text
    return [*said, *in_doubt, *([] if any(call.lower() in doubt.lower() for doubt in in_doubt) else [call])]


def _by_phone(listed: Listed) -> bool:
    return "À distance" in (listed.found.site.modalites_accompagnement or ())


def plan_b(turn: Turn, place: dict[str, Any], several: Sequence[Listed]) -> list[str]:
    """A sure site beside sites that are all doubtful, else who would know: no doubtful site stands alone."""
    if not stands_alone(several):
        return []
    shown = [listed.found.site.id for listed in several]
    other = turn.house.finder.plan_b(point_of(place), several[0], shown)
    return [_plan_b_line(turn, other)] if other else [way_out(turn)]


def _plan_b_line(turn: Turn, other: Listed) -> str:
    view = place_view(other)
    phone = f", {view['phone_display']}" if view["phone_display"] else ""
    is_france_services = FRANCE_SERVICES in view["programmes"] and FRANCE_SERVICES.lower() not in view["name"].lower()
    name = f"{FRANCE_SERVICES}, {view['name']}" if is_france_services else view["name"]
    return turn.say("plan_b", name=name, commune=town_of(view) or view["postcode"], phone=phone).text


def _choices(turn: Turn, findings: Findings) -> tuple[Choice, ...]:
    return turn.choices(*(("more",) if findings.more else ("wider",)), "other_town", "human")


def _km(kilometres: float) -> str:
    return f"{kilometres:g}".replace(".", ",")
