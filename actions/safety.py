"""Danger, scam, distress: the first line is an action, no question before, at any turn. The thread can be resumed."""

from __future__ import annotations

from actions.base import Ability
from actions.turn import Reply, Turn
from directory.answers import Choice, Source
from directory.wiring import Directory

TOPICS = {
    "scam_in_progress": "arnaque-en-cours",
    "scam_doubt": "arnaque-doute",
    "cyberbullying": "cyberharcelement",
    "danger": "danger",
    "distress": "detresse",
    "child_danger": "enfant-en-danger",
    "violence": "violences",
}


class Safety(Ability):
    """A safety protocol. The conversation's search is left as it was."""

    action_name = "action_safety"

    def answer(self, turn: Turn) -> Reply:
        """The protocol of the intent."""
        topic = turn.entity("topic")
        card = turn.house.cards.get(topic if topic in TOPICS.values() else TOPICS.get(turn.intent, "danger"))
        answer = turn.answer(
            "safety",
            card.text(turn.channel, turn.simpler, None, turn.lang),
            lang=card.speaks(turn.lang),
            topic=card.slug,
            sources=tuple(Source(str(source), card.checked_on.isoformat()) for source in card.sources),
            choices=tuple(Choice(step.label, step.message) for step in card.follow_ups[:3]),
        )
        return turn.reply(answer, turn.state)


def after_safety(turn: Turn) -> Reply | None:
    """ "C'est bon, j'ai raccroché" just after an alarm: no "I did not understand", and no report on a site; else None."""
    if turn.last("kind") != "safety":
        return None
    answer = turn.answer("help", turn.say("after_safety"), choices=turn.choices("find", "human"))
    return turn.reply(answer, turn.state)


def text_of(house: Directory, topic: str, channel: str, lang: str) -> str:
    """The protocol's words, for when nothing else works."""
    return house.cards.get(topic).text(channel, False, None, lang)
