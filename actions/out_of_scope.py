"""Out of scope: one sentence, and the right door."""

from __future__ import annotations

from dataclasses import replace

from actions.base import Ability
from actions.find import completed, find
from actions.heard import heard
from actions.turn import Reply, Turn
from actions.wanted import to_json

# "J'ai pas de voiture" in the middle of a search is a detail of it, not another subject.
_ABOUT_THE_PERSON = frozenset(
    {"special_care", "publics", "at_home", "remote", "itinerant", "support", "unsaid", "cost"}
)


class OutOfScope(Ability):
    """ "Où en est mon dossier RSA ?", "la météo ?" """

    action_name = "action_out_of_scope"
    yields = True
    amends = True

    def answer(self, turn: Turn) -> Reply:
        """The door that the words point to, else the general one."""
        wished = to_json(turn.needs)
        if turn.state.place and _ABOUT_THE_PERSON & set(wished):
            return find(turn, completed(turn, wished))
        door = next(iter(heard("doors", turn.text)), "other")
        if door == "file":
            return _file(turn)
        answer = turn.answer("refusal", turn.say(f"door_{door}"), choices=turn.choices("find", "human"))
        return turn.reply(answer, turn.state)


def _file(turn: Turn) -> Reply:
    """A person's own file: France Services looks at it with them; the town is asked once."""
    wanted = {"services": ["Aide aux démarches administratives"], "procedure": "demarche"}
    state = turn.state if turn.state.place else replace(turn.state, awaiting="place", wanted=wanted)
    said = turn.say("door_file" if turn.state.place else "door_file_where")
    return turn.reply(turn.answer("refusal", said, state=state, choices=turn.choices("find", "human")), state)
