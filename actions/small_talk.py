"""Small talk: short, and back to what can be done."""

from __future__ import annotations

from typing import ClassVar

from actions.asking import ask_place
from actions.base import Ability
from actions.follow_up import MoreResults
from actions.turn import Reply, Turn


class OneSentence:
    """Half of an ability: it says one sentence. `kind` of the contract, `sentence` of data/responses, `offers`: its choices."""

    kind: ClassVar[str]
    sentence: ClassVar[str]
    offers: ClassVar[tuple[str, ...]] = ()

    def answer(self, turn: Turn) -> Reply:
        """The sentence; the search under way is left as it is."""
        settings = turn.house.settings
        said = turn.say(self.sentence, service=settings.service_name, hours=settings.retention_hours)
        return turn.reply(turn.answer(self.kind, said, choices=turn.choices(*self.offers)), turn.state)


class Greet(OneSentence, Ability):
    """ "Bonjour." """

    action_name = "action_greet"
    kind, sentence, offers = "greeting", "greet", ("find", "explain", "human")


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
    """ "Oui": to the offer of more sites, to the town just confirmed, else what can be done."""

    action_name = "action_affirm"
    yields = True

    def answer(self, turn: Turn) -> Reply:
        """What the last answer offered."""
        kind = (turn.state.last_answer or {}).get("kind")
        if kind == "places":
            return MoreResults().answer(turn)
        return (
            ask_place(turn)
            if kind in ("explain", "greeting", "safety", "help") and not turn.state.place
            else _go_on(turn)
        )


class Deny(Ability):
    """ "Non": nothing more is wanted."""

    action_name = "action_deny"
    yields = True

    def answer(self, turn: Turn) -> Reply:
        """A short goodbye that leaves the door open."""
        return _go_on(turn)


def _go_on(turn: Turn) -> Reply:
    state = turn.state.understood_now()
    answer = turn.answer(
        "help", turn.say("anything_else"), state=state, choices=turn.choices("find", "explain", "human")
    )
    return turn.reply(answer, state)
