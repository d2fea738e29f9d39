"""What is answered when something is down: safety first, else an apology and another way. Never silence."""

from __future__ import annotations

from typing import Any

from actions.safety import text_of
from bot.message import Message
from bot.nlu.safety import safety_topic
from directory.answers import Answer, Understood
from directory.facts.phones import display
from directory.wiring import Directory

# Said when even the sentences cannot be read.
LAST_RESORT = "Je suis en panne pour le moment, excusez-moi. Votre mairie sait qui aide près de chez vous."


def answers(directory: Directory, message: Message) -> list[dict[str, Any]]:
    """One answer: the safety protocol when the words call for it, else the apology."""
    try:
        topic = safety_topic(message.text)
        answer = _safety(directory, message, topic) if topic else _apology(directory, message)
    except Exception:
        answer = Answer("error", LAST_RESORT)
    return [answer.as_dict()]


def _safety(directory: Directory, message: Message, topic: str) -> Answer:
    lang = message.lang or "fr"
    spoken = directory.cards.get(topic).speaks(lang)
    return Answer("safety", text_of(directory, topic, message.channel, lang), topic=topic, lang=spoken)


def _apology(directory: Directory, message: Message) -> Answer:
    lang = message.lang or "fr"
    said = directory.texts.say("error", channel=message.channel, lang=lang, way_out=_way_out(directory, message, lang))
    return Answer("error", said.text, lang=said.lang, understood=Understood(lang=lang))


def _way_out(directory: Directory, message: Message, lang: str) -> str:
    settings = directory.settings
    if not settings.human_phone:
        return directory.texts.say("way_out", channel=message.channel, lang=lang).text
    name = settings.human_name or directory.texts.say("human_default_name").text
    return directory.texts.say("human_own", lang=lang, name=name, phone=display(settings.human_phone)).text
