"""One site: its phone, hours, address, way, price, appointment, access."""

from __future__ import annotations

import re
from abc import abstractmethod
from dataclasses import replace

from actions import wanted as wants
from actions.asking import ask_place
from actions.base import Ability
from actions.find import find, wanted_now
from actions.places import resolve
from actions.search import plan_b, search
from actions.turn import Reply, Turn, sources_of
from actions.wording import address, dated, distance, label, opening, phone
from directory.facts.access import access_sentence
from directory.facts.freshness import say_doubt
from directory.facts.phones import display
from directory.finder import Listed, where_of
from directory.hours.wording import describe_week
from directory.sites.search import Found, by_id, distance_to
from directory.view import place_view
from directory.writing.fold import plain


def site_of(turn: Turn) -> Listed | None:
    """The site talked about: the one pointed at ("le 2"), the one in focus, else the first of the list."""
    results, ordinal = turn.state.results, turn.needs.ordinal
    if ordinal and results:
        site_id = results[ordinal - 1] if 0 < ordinal <= len(results) else None
    else:
        site_id = turn.state.focus or (results[0] if results else None)
    site = by_id(turn.house.engine, site_id) if site_id else None
    if site is None:
        return None
    place = turn.state.place
    metres = distance_to(site, place["lat"], place["lon"]) if place else None
    return turn.house.finder.describe(Found(site, metres), wants.when(wants.to_json(turn.needs)))


def site_answer(turn: Turn, listed: Listed, detail: str | None = None) -> Reply:
    """The answer about one site: `detail` (a sentence) when one thing was asked, else the whole site."""
    view = place_view(listed)
    state = replace(turn.state.understood_now(), focus=view["id"])
    turn = replace(turn, state=state)
    warning = [turn.say("examples_notice").text] if view["example"] else []
    name = turn.say("site_named", name=view["name"], commune=view["commune"]).text
    body = [detail] if detail else _whole(turn, listed)
    doubt = [*filter(None, [say_doubt(listed.freshness, turn.lang)]), *_company(turn, listed)]
    text = "\n".join([*warning, name, *body, *doubt, dated(turn, view)])
    answer = turn.answer(
        "place", text, places=(view,), sources=sources_of((view,)), choices=turn.choices("more", "other_town", "human")
    )
    return turn.reply(answer, state)


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
        distance(turn, listed).capitalize() + "." if view["distance_m"] is not None else "",
        phone(turn, view).strip(),
        opening(turn, listed).strip(),
        turn.say("site_week", week=week).text if week else "",
        access_sentence(view["access"], view["appointment_url"], view["phone"], turn.lang),
    ]
    return [line for line in lines if line]


class Detail(Ability):
    """One thing asked about one site. Without a site in the conversation, the search comes first."""

    def answer(self, turn: Turn) -> Reply:
        """The detail, or the search that the words allow."""
        if resolve(turn).status not in ("none", "unknown"):
            return find(turn, wanted_now(turn))
        listed = site_of(turn)
        if listed is None:
            return find(turn, wanted_now(turn)) if turn.state.place else ask_place(turn)
        return self.about(turn, listed)

    @abstractmethod
    def detail(self, turn: Turn, listed: Listed) -> str:
        """The sentence to say."""

    def about(self, turn: Turn, listed: Listed) -> Reply:
        """The answer about `listed`."""
        return site_answer(turn, listed, self.detail(turn, listed))


class TellPhone(Detail):
    """ "Leur numéro ?" """

    action_name = "action_tell_phone"

    def detail(self, turn: Turn, listed: Listed) -> str:
        """The phone in pairs, or another way to reach them; the mail when that is what was asked."""
        site = listed.found.site
        if _asks_for_mail(turn):
            mail = ", ".join(site.courriels or ())
            return turn.say("site_mail", mail=mail).text if mail else turn.say("site_mail_unknown").text
        if site.telephone:
            return turn.say("site_phone", phone=display(site.telephone)).text
        mails = ", ".join(site.courriels or ())
        return turn.say("site_phone_unknown_mail", mail=mails).text if mails else turn.say("site_phone_unknown").text


def _asks_for_mail(turn: Turn) -> bool:
    return re.search(r"\b(e-?mails?|mails?|courriels?|adresse electronique)\b", plain(turn.text)) is not None


class TellHours(Detail):
    """ "Ils ferment à quelle heure ?", "et le samedi ?" """

    action_name = "action_tell_hours"

    def about(self, turn: Turn, listed: Listed) -> Reply:
        """With a day asked over a whole list: search again for that day; about one site: its hours, that day first."""
        if not turn.needs.when:
            return super().about(turn, listed)
        wanted = wants.merge(turn.state.wanted, wants.to_json(turn.needs))
        several = len(turn.state.results) > 1 and turn.state.focus is None and not turn.needs.ordinal
        if several and turn.state.place:
            return search(turn, turn.state.place, wanted)
        return super().about(replace(turn, state=replace(turn.state, wanted=wanted)), listed)

    def detail(self, turn: Turn, listed: Listed) -> str:
        """The moment asked when there is one, else today; then the week."""
        site, asked = listed.found.site, turn.needs.when
        week = describe_week(site.horaires, where_of(listed.found), turn.house.clock.now(), turn.lang)
        if not week:
            return turn.say("hours_unknown").text
        lines = [opening(turn, listed).strip(), turn.say("site_week", week=week).text]
        if asked and asked.kind != "day":
            name = {True: "open_then", False: "closed_then", None: "unknown_then"}[listed.on_time]
            lines.insert(0, turn.say(name, when=asked.label).text)
        return "\n".join(lines)


class TellAddress(Detail):
    """ "C'est où exactement ?" """

    action_name = "action_tell_address"

    def detail(self, turn: Turn, listed: Listed) -> str:
        """The address, its complement, the distance."""
        view, site = place_view(listed), listed.found.site
        far = distance(turn, listed)
        parts = [
            address(view),
            f"{site.complement_adresse}." if site.complement_adresse else "",
            f"{far.capitalize()}." if far else "",
        ]
        return " ".join(part for part in parts if part)


class TellRoute(TellAddress):
    """ "Comment j'y vais en bus ?": the address; transport is not known, and that is said."""

    action_name = "action_tell_route"

    def detail(self, turn: Turn, listed: Listed) -> str:
        """The address, then what is not known."""
        return f"{super().detail(turn, listed)}\n{turn.say('route_unknown').text}"


class TellPrice(Detail):
    """ "C'est payant ?" """

    action_name = "action_tell_price"

    def detail(self, turn: Turn, listed: Listed) -> str:
        """The record's price, or that it does not say."""
        cost = listed.found.site.frais_a_charge or ()
        return (
            turn.say("price", cost=", ".join(label(turn, value) for value in cost)).text
            if cost
            else turn.say("price_unknown").text
        )


class TellAppointment(Detail):
    """ "Faut-il prendre rendez-vous ?" """

    action_name = "action_tell_appointment"

    def detail(self, turn: Turn, listed: Listed) -> str:
        """One instruction, from the record's access modes."""
        view = place_view(listed)
        sentence = access_sentence(view["access"], view["appointment_url"], view["phone"], turn.lang)
        return "\n".join(
            filter(
                None,
                (sentence or turn.say("access_unknown").text, phone(turn, view).strip(), turn.say("no_booking").text),
            )
        )


class TellAccessibility(Detail):
    """ "Je suis en fauteuil, c'est possible ?": only what the record says, never "accessible" by guess."""

    action_name = "action_tell_accessibility"

    def detail(self, turn: Turn, listed: Listed) -> str:
        """The special care that the record states, the accessibility sheet, or that nothing is said."""
        site = listed.found.site
        stated = ", ".join(label(turn, value) for value in site.prise_en_charge_specifique or ())
        said = turn.say("care_stated", care=stated).text if stated else turn.say("care_unknown").text
        return (
            f"{said}\n{turn.say('accessibility_sheet', url=site.fiche_acces_libre).text}"
            if site.fiche_acces_libre
            else said
        )
