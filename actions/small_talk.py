"""Small talk: short, and back to what can be done."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from actions.asking import ask_other_town, ask_place
from actions.base import Ability
from actions.find import completed, find
from actions.follow_up import MoreResults, RejectSite
from actions.heard import hears, only_says
from actions.places import resolve
from actions.safety import after_safety
from actions.search import show_again
from actions.turn import Reply, Turn
from actions.wanted import to_json


class OneSentence:
    """Half of an ability: it says one sentence. `kind` of the contract, `sentence` of data/responses, `offers`: its choices."""

    kind: ClassVar[str]
    sentence: ClassVar[str]
    offers: ClassVar[tuple[str, ...]] = ()

    def answer(self, turn: Turn) -> Reply:
        """The sentence; the search under way is left as it is, and nobody is lost any more."""
        settings = turn.house.settings
        said = turn.say(self.said(turn), service=settings.service_name, hours=settings.retention_hours)
        state = replace(turn.state, misses=0)
        return turn.reply(turn.answer(self.kind, said, choices=turn.choices(*self.offers)), state)

    def said(self, turn: Turn) -> str:
        """The name of the sentence."""
        return self.sentence


class Greet(OneSentence, Ability):
    """ "Bonjour." """

    action_name = "action_greet"
    kind, sentence, offers = "greeting", "greet", ("find", "explain", "human")

    def said(self, turn: Turn) -> str:
        """The town is not asked of somebody who said it."""
        return "greet_again" if turn.state.place else self.sentence


class Thank(OneSentence, Ability):
    """ "Merci." """

    action_name = "action_thank"
    kind, sentence = "thanks", "thank"


class Goodbye(OneSentence, Ability):
    """ "Au revoir." """

    action_name = "action_goodbye"
    kind, sentence = "goodbye", "goodbye"


class Help(OneSentence, Ability):
    """ "AIDE", "comment ça marche ?" """

    action_name = "action_help"
    kind, sentence, offers = "help", "help", ("find", "explain", "human")


class Menu(Help):
    """ "MENU"."""

    action_name = "action_menu"
    amends = True
    sentence = "menu"


class Privacy(OneSentence, Ability):
    """ "Vous enregistrez ?" """

    action_name = "action_privacy"
    kind, sentence, offers = "privacy", "privacy", ("erase",)


class Robot(OneSentence, Ability):
    """ "T'es un robot ?" """

    action_name = "action_robot"
    kind, sentence, offers = "privacy", "robot", ("human", "erase")


class StopMessages(OneSentence, Ability):
    """ "STOP"."""

    action_name = "action_stop_messages"
    kind, sentence = "goodbye", "stop"


class ResumeMessages(OneSentence, Ability):
    """ "REPRENDRE"."""

    action_name = "action_resume_messages"
    kind, sentence, offers = "greeting", "resume", ("find", "explain", "human")


class Affirm(Ability):
    """ "Oui": to the offer of more sites, to the town just read, else what can be done. "Ok" asks for nothing."""

    action_name = "action_affirm"
    yields = True

    def answer(self, turn: Turn) -> Reply:
        """What else the words ask for, else what the last answer offered."""
        more = _more_than_a_word(turn)
        if more is not None:
            return more
        kind = turn.last("kind")
        if turn.last("asked") == "confirm":
            return show_again(turn, turn.say("place_noted").text) or _go_on(turn)
        if turn.state.results and hears("others", turn.text):
            return MoreResults().answer(turn)
        if kind == "places" and not only_says("acknowledged", turn.text):
            return MoreResults().answer(turn)
        after = after_safety(turn)
        if after is not None:
            return after
        asks = kind in ("explain", "greeting", "help") and not turn.state.place
        return ask_place(turn) if asks else _go_on(turn)


class Deny(Ability):
    """ "Non": not that town, or nothing more is wanted."""

    action_name = "action_deny"
    yields = True
    amends = True

    def answer(self, turn: Turn) -> Reply:
        """What else the words ask for, the town's question again, else a word that leaves the door open: no question."""
        more = _more_than_a_word(turn)
        if more is not None:
            return more
        if turn.last("asked") == "confirm":
            return ask_other_town(turn)
        if turn.state.results and (hears("not_that_one", turn.text) or hears("others", turn.text)):
            return RejectSite().answer(turn)
        if turn.state.place and hears("not_what_i_want", turn.text):
            return turn.reply(turn.answer("ask_need", turn.say("tell_need")), turn.state.understood_now())
        if turn.last("kind") in ("thanks", "help", "goodbye"):
            return turn.reply(turn.answer("goodbye", turn.say("goodbye")), turn.state.understood_now())
        return _go_on(turn, "at_your_service")


def _more_than_a_word(turn: Turn) -> Reply | None:
    """ "Non, Arras", "oui, le samedi": the search that comes with the word, if one does."""
    new = to_json(turn.needs)
    if resolve(turn).status == "found" or (new and turn.state.place):
        return find(turn, completed(turn, new))
    return None


def _go_on(turn: Turn, sentence: str = "anything_else") -> Reply:
    state = turn.state.understood_now()
    answer = turn.answer("help", turn.say(sentence), state=state, choices=turn.choices("find", "explain", "human"))
    return turn.reply(answer, state)
