"""The last word: safety first, then commands, then bare places. They override the intent model, whatever it thought."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.by_heart import BY_HEART
from bot.nlu.commands import command
from bot.nlu.excerpts import with_excerpts
from bot.nlu.graph import Component, text_of
from bot.nlu.intent_classifier import SUSPICION
from bot.nlu.masking import PLACE, masked, place_spans
from bot.nlu.protocols import SAFETY
from bot.nlu.safety import safety_rule
from bot.nlu.safety_model import ALARM

FALLBACK = "nlu_fallback"
# Words that may surround a bare place without making it a sentence: "à Caudry svp".
AROUND = frozenset(
    "a au aux de du la le les l en dans vers sur pres cote d et svp plait s'il s il vous je suis habite merci ville".split()
)
# What a need or a programme that the dictionaries know may be about: "wifi" alone is understood.
ABOUT = frozenset("find_site do_procedure explain_scheme network_trouble password_trouble".split())
NAMED = frozenset("service procedure programme topic".split())
# "/scam_in_progress": the name of an intent, typed as for Rasa. It says nothing of the person.
TYPED_COMMAND = re.compile(r"[\s/]*[a-z]+_[a-z_]+\b")
# How far the risk goes from that of the whole to that of its most alarmed excerpt.
EXCERPT = 0.4
# What each word beyond the usual length takes from the log odds of an alarm, and the length beyond which no more is taken.
# Both were set on messages not yet learnt: docs/adr/0015.
WORD, USUAL, LONGEST = 0.1, 16, 40
Chances = Mapping[str, float]
Places = list[tuple[int, int]]
# What the models think of a text: the intent model's chance of an alarm, and the safety model's chance of each protocol.
Opinion = tuple[float, Chances]


def decide(
    text: str, opinions: Sequence[Opinion], config: Mapping[str, float], places: Places, example: str | None = None
) -> str | None:
    """The intent imposed on `text`, or None. `opinions`: of the whole text, then of its excerpts. `example`: the intent of the
    example that it is, word for word: it was written to be believed, alarm or not."""
    if example in SAFETY:
        return example
    alarm = None if example else _alarm(text, opinions, config)
    return alarm or command(text) or example or ("inform" if _bare_place(text, places) else None)


def risk(opinion: Opinion) -> float:
    """How likely an alarm is, 0 to 1: the two models' opinions, their log odds averaged."""
    return _chance(_log_odds(opinion))


def weighed(opinions: Sequence[Opinion], words: int) -> tuple[float, Chances]:
    """The risk of a text of so many `words`, and the chances of each protocol, by the most alarmed of `opinions`.

    The first is that of the whole text. An excerpt that alarms more raises the risk part of the way to its own (`EXCERPT`), in
    log odds: out of its sentence, "il est mort" may be a telephone. Each word of a long text makes it a little less: a story has
    some that alarm by chance.
    """
    whole, *_ = levels = list(map(_log_odds, opinions))
    highest = max(levels)
    odds = whole + EXCERPT * (highest - whole) - WORD * max(0, min(words, LONGEST) - USUAL)
    return _chance(odds), opinions[levels.index(highest)][1]


def _log_odds(opinion: Opinion) -> float:
    suspicion, chances = opinion
    return (_odds(sum(chances.values())) + _odds(suspicion)) / 2


def _odds(chance: float) -> float:
    held = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(held / (1 - held))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _alarm(text: str, opinions: Sequence[Opinion], config: Mapping[str, float]) -> str | None:
    """A rule confirmed by a little likelihood, or a likelihood that needs no rule. Without a model, the rule alone."""
    if TYPED_COMMAND.match(text):
        return None
    rule = safety_rule(text)
    likely, chances = weighed(opinions, len(text.split()))
    if not chances:
        return rule.intent if rule else None
    if rule and likely >= config["with_rule"]:
        return rule.intent
    return max(chances, key=chances.__getitem__) if likely >= config["alone"] else None


def calm(ranking: list[dict[str, Any]], threshold: float) -> list[dict[str, Any]]:
    """The ranking of a message that is no alarm: its safety intents last, and not understood when nothing else is likely."""
    others = [item for item in ranking if item["name"] not in SAFETY]
    left = sum(float(item["confidence"]) for item in others)
    known = [{**item, "confidence": float(item["confidence"]) / max(left, 0.5)} for item in others]
    if not known or known[0]["confidence"] < threshold:
        return [{"name": FALLBACK, "confidence": 1 - threshold}, *known]
    return known


def named(ranking: list[dict[str, Any]], entities: list[dict[str, Any]]) -> str | None:
    """What a message that no model understood is about, when it names a need or a card that the dictionaries know."""
    # A topic that the model only guesses names nothing.
    if not any(item.get("entity") in NAMED and item.get("confidence_entity", 1.0) >= 1.0 for item in entities):
        return None
    return next((str(item["name"]) for item in ranking if item["name"] in ABOUT), None)


def _bare_place(text: str, places: Places) -> bool:
    words = masked(text, places).replace("'", " ").split()
    return PLACE.strip() in words and all(word in AROUND or word == PLACE.strip() for word in words)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyAndCommands(Component):
    """`with_rule`: the risk from which a rule is believed; `alone`: the risk that needs no rule (set on messages not yet
    learnt: docs/adr/0017). `threshold`: the confidence below which a message is not understood.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {"with_rule": 0.2, "alone": 0.5, "threshold": 0.3}

    def process(self, messages: list[Message]) -> list[Message]:
        """Impose an intent on each message that falls under a rule; leave no alarm that is not one."""
        for message in messages:
            self._last_word(message)
        return messages

    def _last_word(self, message: Message) -> None:
        entities = message.get("entities") or []
        ranking = [item for item in message.get("intent_ranking") or [] if item["name"] != FALLBACK]
        opinions = [(read.get(SUSPICION) or 0.0, read.get(ALARM) or {}) for read in with_excerpts([message])]
        imposed = decide(text_of(message), opinions, self.config, place_spans(entities), message.get(BY_HEART))
        if imposed:
            return _write(message, [{"name": imposed, "confidence": 1.0}, *_without(ranking, imposed)])
        if ranking and ranking[0]["name"] in SAFETY:
            ranking = calm(ranking, self.config["threshold"])
            _write(message, ranking)
        guess = named(ranking, entities)
        if guess and (message.get("intent") or {}).get("name") == FALLBACK:
            _write(message, [{"name": guess, "confidence": self.config["threshold"]}, *_without(ranking, guess)])
        return None


def _without(ranking: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [item for item in ranking if item["name"] not in (name, FALLBACK)]


def _write(message: Message, ranking: list[dict[str, Any]]) -> None:
    message.set("intent", ranking[0], add_to_output=True)
    message.set("intent_ranking", ranking, add_to_output=True)
