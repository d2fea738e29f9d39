"""One site: its phone, hours, address, way, price, appointment, access."""

from __future__ import annotations

import re
from abc import abstractmethod
from dataclasses import replace
from typing import ClassVar

from actions import wanted as wants
from actions.asking import ask_place
from actions.base import Ability
from actions.explain import card_reply
from actions.find import find, narrowed, wanted_now
from actions.heard import heard, hears
from actions.places import resolve
from actions.search import search
from actions.site import no_such_site, site_answer, site_of
from actions.turn import Reply, Turn
from actions.wording import address, distance, label, opening, phone
from directory.facts.access import access_sentence
from directory.facts.phones import display
from directory.finder import Listed, where_of
from directory.hours.wording import describe_week
from directory.view import place_view
from directory.writing.fold import plain


class Detail(Ability):
    """One thing asked about one site. Without a site in the conversation, the search comes first.

    `facet`: what a fact card says of it; asked just after a card, the question is about the card.
    """

    amends = True
    facet: ClassVar[str] = ""

    def answer(self, turn: Turn) -> Reply:
        """The detail, or the search that the words allow."""
        if resolve(turn).status not in ("none", "unknown"):
            return find(turn, wanted_now(turn))
        carded = self._of_the_card(turn)
        if carded is not None:
            return carded
        listed = site_of(turn)
        if listed is not None:
            return self.about(turn, listed)
        if turn.needs.ordinal and turn.state.results:
            return no_such_site(turn)
        return find(turn, wanted_now(turn)) if turn.state.place else ask_place(turn)

    def _of_the_card(self, turn: Turn) -> Reply | None:
        slug = turn.last("topic")
        if (
            not self.facet
            or turn.needs.ordinal
            or turn.last("kind") != "explain"
            or slug not in turn.house.cards.topics()
        ):
            return None
        card = turn.house.cards.get(slug)
        return card_reply(turn, card, detail=getattr(card, self.facet))

    @abstractmethod
    def detail(self, turn: Turn, listed: Listed) -> str:
        """The sentence to say."""

    def about(self, turn: Turn, listed: Listed) -> Reply:
        """The answer about `listed`."""
        return site_answer(turn, listed, self.detail(turn, listed), self.action_name)


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
        if (several or narrowed(turn)) and turn.state.place:
            return search(turn, turn.state.place, wanted)
        return super().about(replace(turn, state=replace(turn.state, wanted=wanted)), listed)

    def detail(self, turn: Turn, listed: Listed) -> str:
        """The moment asked when there is one, else today; then the week."""
        site, asked = listed.found.site, turn.needs.when
        week = describe_week(site.horaires, where_of(listed.found), turn.house.clock.now(), turn.lang)
        if not week:
            return f"{turn.say('hours_unknown').text} {phone(turn, place_view(listed)).strip()}"
        lines = [opening(turn, listed).strip()]
        if not asked or turn.channel != "sms":
            lines.append(turn.say("site_week", week=week).text)
        if asked and asked.kind not in ("day", "now"):
            name = {True: "open_then", False: "closed_then", None: "unknown_then"}[listed.on_time]
            lines.insert(0, turn.say(name, when=asked.label).text)
        return "\n".join(lines)


class TellAddress(Detail):
    """ "C'est où exactement ?" """

    action_name = "action_tell_address"

    def about(self, turn: Turn, listed: Listed) -> Reply:
        """The mail when "adresse" means that one."""
        return TellPhone().about(turn, listed) if _asks_for_mail(turn) else super().about(turn, listed)

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
        unknown = f"{turn.say('route_unknown').text} {phone(turn, place_view(listed)).strip()}"
        return f"{super().detail(turn, listed)}\n{unknown}"


class TellPrice(Detail):
    """ "C'est payant ?" """

    action_name = "action_tell_price"
    facet = "cost"

    def detail(self, turn: Turn, listed: Listed) -> str:
        """The record's price, or that it does not say."""
        cost = listed.found.site.frais_a_charge or ()
        if cost:
            return turn.say("price", cost=", ".join(label(turn, value) for value in cost)).text
        return f"{turn.say('price_unknown').text} {phone(turn, place_view(listed)).strip()}"


class TellAppointment(Detail):
    """ "Faut-il prendre rendez-vous ?" """

    action_name = "action_tell_appointment"
    facet = "how"

    def detail(self, turn: Turn, listed: Listed) -> str:
        """One instruction, from the record's access modes."""
        view = place_view(listed)
        sentence = access_sentence(view["access"], view["appointment_url"], view["phone"], turn.lang)
        lines = [sentence or turn.say("access_unknown").text, turn.say("no_booking").text]
        if view["phone_display"] and view["phone_display"] not in lines[0]:
            lines.insert(1, phone(turn, view).strip())
        return "\n".join(lines)


class TellAccessibility(Detail):
    """ "Je suis en fauteuil, c'est possible ?": only what the record says, never "accessible" by guess."""

    action_name = "action_tell_accessibility"

    def detail(self, turn: Turn, listed: Listed) -> str:
        """The special care that the record states, the accessibility sheet, or that nothing is said."""
        site = listed.found.site
        stated = ", ".join(label(turn, value) for value in site.prise_en_charge_specifique or ())
        unknown = f"{turn.say('care_unknown').text} {phone(turn, place_view(listed)).strip()}"
        said = turn.say("care_stated", care=stated).text if stated else unknown
        return (
            f"{said}\n{turn.say('accessibility_sheet', url=site.fiche_acces_libre).text}"
            if site.fiche_acces_libre
            else said
        )


_DETAILS: dict[str, type[Detail]] = {
    "phone": TellPhone,
    "hours": TellHours,
    "address": TellAddress,
    "price": TellPrice,
    "appointment": TellAppointment,
    "accessibility": TellAccessibility,
}


def detail_asked(turn: Turn) -> Detail | None:
    """The one thing that a choice asks for: "le numéro du premier", "et celui du deuxième ?"; None for the whole site."""
    named = heard("details", turn.text)
    if named:
        return _DETAILS[named[0]]()
    told = {detail.action_name: detail for detail in _DETAILS.values()}.get(turn.last("detail"))
    return told() if told and hears("same_again", turn.text) else None
