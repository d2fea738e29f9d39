"""Out of scope: one sentence, and the right door."""

from __future__ import annotations

from actions.base import Ability
from actions.turn import Reply, Turn

DOORS = ("medical", "legal", "file", "housing", "work", "weather", "joke", "politics")


class OutOfScope(Ability):
    """ "Où en est mon dossier RSA ?", "la météo ?" """

    action_name = "action_out_of_scope"
    yields = True

    def answer(self, turn: Turn) -> Reply:
        """The door that the words point to, else the general one."""
        door = turn.entity("door")
        said = turn.say(f"door_{door}" if door in DOORS else "door_other")
        return turn.reply(turn.answer("refusal", said, choices=turn.choices("find", "human")), turn.state)
