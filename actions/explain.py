"""Explaining: what a scheme is, which one for what, who may come, what to bring. Everything said stands on a card."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from actions.asking import puzzled_by_postcode
from actions.base import Ability
from actions.find import find, wanted_now
from actions.places import resolve, to_json
from actions.state import State
from actions.turn import Reply, Turn
from directory.answers import Choice, Source
from directory.facts.card import Card
from directory.writing.fold import plain

# "Et un conseiller numérique ?" is short; a longer sentence asks what it is.
_SHORT = 5


def card_reply(turn: Turn, card: Card, kind: str = "explain", *, detail: str | None = None) -> Reply:
    """The card for this channel and language, with its sources; `detail` replaces its text."""
    text = detail or card.text(turn.channel, turn.simpler, _territory(turn, card), turn.lang)
    lang = "fr" if detail else card.speaks(turn.lang)
    state = replace(turn.state.understood_now(), awaiting="place" if card.ask_place and not turn.state.place else None)
    state = _with_town(turn, state)
    checked = card.checked_on.isoformat()
    answer = turn.answer(
        kind,
        text,
        state=state,
        lang=lang,
        topic=card.slug,
        sources=tuple(Source(str(source), checked) for source in card.sources),
        choices=tuple(Choice(step.label, step.message) for step in card.follow_ups[:3]),
    )
    return turn.reply(answer, state)


def _territory(turn: Turn, card: Card) -> str | None:
    """The deployed territory with a note on the card: the one of the person's town when it is known."""
    noted = [territory for territory in turn.house.territories if territory.slug in card.local]
    place = turn.state.place
    if place:
        noted = [one for one in noted if one.holds(place["insee"] or "", place["departement"])]
    return noted[0].slug if noted else None


def _with_town(turn: Turn, state: State) -> State:
    """A town named in passing is remembered."""
    resolution = resolve(turn)
    return replace(state, place=to_json(resolution.candidates[0])) if resolution.status == "found" else state


def topic_of(turn: Turn) -> str | None:
    """The card asked about: the words' own aliases first, then what the model understood."""
    return named_topic(turn) or turn.entity("topic")


def named_topic(turn: Turn) -> str | None:
    """The card that the words name."""
    schemes = [card.slug for card in turn.house.cards.find(turn.text) if card.kind in ("scheme", "service", "figure")]
    return schemes[0] if schemes else None


class Explain(Ability):
    """ "C'est quoi France Services ?" """

    action_name = "action_explain"

    def answer(self, turn: Turn) -> Reply:
        """The card, one of its precise answers, or the list of what can be explained."""
        puzzled = puzzled_by_postcode(turn)
        if puzzled is not None:
            return puzzled
        if turn.needs.programmes and turn.last("kind") in ("places", "place", "no_places") and starts_with_and(turn):
            return find(turn, wanted_now(turn))
        held = (turn.state.last_answer or {}).get("topic") if turn.entity("topic") is None else None
        slug = topic_of(turn) or held
        if slug is None or slug not in turn.house.cards.topics():
            return topics(turn)
        card = turn.house.cards.get(slug)
        return card_reply(turn, card, detail=precise(turn, card))


def starts_with_and(turn: Turn) -> bool:
    """ "Et CN ?", "et un France Services ?" in the middle of a search: another wish, not an explanation."""
    words = plain(turn.text).split()
    return bool(words) and words[0] in ("et", "and") and len(words) <= _SHORT


def precise(turn: Turn, card: Card) -> str | None:
    """The answer to one precise question about the card ("remboursement ?"), when its words are there."""
    words = f" {plain(turn.text)} "
    for side in card.answers:
        if any(plain(alias) in words for alias in side.aliases):
            return side.words.choose(turn.channel, turn.simpler)
    return None


def about_the_last_card(turn: Turn) -> Reply | None:
    """ "On peut me rembourser ?" after a card: its precise answer, when it has one for these words."""
    topic = turn.last("topic")
    card = turn.house.cards.get(topic) if topic else None
    detail = precise(turn, card) if card else None
    return card_reply(turn, card, detail=detail) if card and detail else None


def topics(turn: Turn) -> Reply:
    """What can be explained, as choices."""
    state = turn.state.understood_now()
    said = turn.say("explain_what")
    return turn.reply(
        turn.answer(
            "help",
            said,
            state=state,
            choices=turn.choices("explain_france_services", "explain_conseiller", "explain_pass"),
        ),
        state,
    )


class OneCard:
    """Half of an ability: the answer is always the same card."""

    topic: ClassVar[str]

    def answer(self, turn: Turn) -> Reply:
        """The card."""
        return card_reply(turn, turn.house.cards.get(self.topic))


class Compare(OneCard, Ability):
    """ "France Services ou conseiller ?" """

    action_name = "action_compare"
    topic = "conseiller-ou-france-services"


class TellDocuments(OneCard, Ability):
    """ "J'amène quoi ?" """

    action_name = "action_tell_documents"
    topic = "documents-a-apporter"


class HelpPassword(Ability):
    """ "J'ai perdu mon mot de passe": never ask for it; FranceConnect has its own card."""

    action_name = "action_help_password"

    def answer(self, turn: Turn) -> Reply:
        """The card of the account named, else the card on passwords."""
        # "Je connais pas mon code postal" answers the question about the town: no password in it.
        puzzled = puzzled_by_postcode(turn)
        if puzzled is not None:
            return puzzled
        slug = topic_of(turn)
        return card_reply(turn, turn.house.cards.get("franceconnect" if slug == "franceconnect" else "mot-de-passe"))


class TellCounsellorJob(OneCard, Ability):
    """ "Je veux devenir conseiller." """

    action_name = "action_tell_counsellor_job"
    topic = "devenir-conseiller"


class TellHostCounsellor(OneCard, Ability):
    """ "Notre commune veut un conseiller." """

    action_name = "action_tell_host_counsellor"
    topic = "accueillir-conseiller"


class TellDonation(OneCard, Ability):
    """ "Donner mon vieux PC." """

    action_name = "action_tell_donation"
    topic = "donner-materiel"


class HelpNetwork(Ability):
    """ "Mon portable ne capte plus", "Windows 10 c'est fini ?": dated facts; a slow computer is a search."""

    action_name = "action_help_network"
    amends = True
    _TOPICS = frozenset({"reseaux-2g-3g", "fin-windows-10", "fermeture-cuivre"})

    def answer(self, turn: Turn) -> Reply:
        """The dated card, or who can look at the device."""
        slug = topic_of(turn)
        if slug in self._TOPICS:
            return card_reply(turn, turn.house.cards.get(slug))
        return find(turn, wanted_now(turn))


class TellEligibility(Ability):
    """ "J'y ai droit, moi ?": from the card talked about; else the general rule."""

    action_name = "action_tell_eligibility"

    def answer(self, turn: Turn) -> Reply:
        """For whom the scheme is, when the card says so."""
        # "J'y ai droit ?" names nothing: it is about the card just read, whatever the model makes of three words.
        read = turn.last("topic") if turn.last("kind") == "explain" else None
        slug = named_topic(turn) or read or turn.entity("topic") or turn.last("topic") or "conseiller-numerique"
        card = turn.house.cards.get(slug if slug in turn.house.cards.topics() else "conseiller-numerique")
        return card_reply(turn, card, detail=card.for_whom if turn.lang == "fr" and card.for_whom else None)
