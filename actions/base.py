"""What every ability shares: reading the turn, answering it off the event loop, remembering."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import house
from actions.spoken import WRITTEN
from actions.state import State
from actions.turn import Reply, Turn
from directory.answers import Answer

# The first line of these is an action to take: the notice that a machine answers comes after it.
_NOTICE_LAST = frozenset({"safety", "human"})


class Ability(Action, ABC):
    """One thing that the assistant can do. Subclasses say their `action_name` and how they `answer` a turn.

    `yields` tells that a pending question ("which town?") is served first, when the words can answer it; `amends`, that
    what changes the search under way is ("peu importe le jour").
    """

    action_name: ClassVar[str]
    yields: ClassVar[bool] = False
    amends: ClassVar[bool] = False

    def name(self) -> str:
        """The action's name in `domain.yml`."""
        return self.action_name

    @abstractmethod
    def answer(self, turn: Turn) -> Reply:
        """The answers to `turn` and the conversation's new memory."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        """Rasa's entry: answer in a thread, because the database and the geocoder may take their time."""
        turn = Turn.read(tracker, house.directory())
        reply = await asyncio.to_thread(self.reply, turn)
        for answer in reply.answers:
            dispatcher.utter_message(text=answer.text, json_message=answer.as_dict())
        return [SlotSet(name, value) for name, value in turn.state.changes(reply.state).items()]

    def reply(self, turn: Turn) -> Reply:
        """`answer`, after a pending question and with what every first answer owes."""
        from actions.amend import serve_amendment
        from actions.pending import serve_pending

        served = (serve_pending(turn) if self.yields else None) or (serve_amendment(turn) if self.amends else None)
        return _remember_language(turn, _introduce(turn, served or self.answer(turn)))


def _remember_language(turn: Turn, reply: Reply) -> Reply:
    """The conversation goes on in the language of this message, unless the ability chose one or forgot everything."""
    if reply.state.lang != turn.state.lang or reply.state == State():
        return reply
    return replace(reply, state=replace(reply.state, lang=turn.lang if turn.lang != "fr" or turn.state.lang else None))


def _introduce(turn: Turn, reply: Reply) -> Reply:
    """The first answer of a conversation says that a machine is answering; and that it does so in French, if it must."""
    if not turn.first or not reply.answers:
        return reply
    first, *rest = reply.answers
    notice = turn.say("machine_notice", service=turn.house.settings.service_name).text
    if turn.lang not in WRITTEN:
        notice = f"{notice} {turn.say('language_half').text}"
    return replace(reply, answers=(_with_notice(first, notice), *rest))


def _with_notice(answer: Answer, notice: str) -> Answer:
    parts = (answer.text, notice) if answer.kind in _NOTICE_LAST else (notice, answer.text)
    return replace(answer, text="\n".join(parts))
