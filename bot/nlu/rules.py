"""The last word: commands, safety rules, bare places. They override the model, whatever it thought."""

from __future__ import annotations

import math
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.commands import command
from bot.nlu.graph import Component, text_of
from bot.nlu.masking import PLACE, masked, place_spans
from bot.nlu.safety import evidence, harmless, safety_rule

SAFETY = frozenset(
    ["scam_in_progress", "scam_doubt", "cyberbullying", "danger", "distress", "child_danger", "violence"]
)
# Words that may surround a bare place without making it a sentence: "à Caudry svp".
AROUND = frozenset(
    "a au aux de du la le les l en dans vers sur pres cote d et svp plait s'il s il vous je suis habite merci ville".split()
)


def decide(
    text: str, ranking: list[dict[str, Any]], config: dict[str, Any], places: list[tuple[int, int]]
) -> str | None:
    """The intent that the rules impose on `text`, or None to keep the model's choice (`ranking`, best first)."""
    rule = safety_rule(text)
    if rule:
        return rule.intent
    believed = _from_model(text, ranking, config)
    if believed in SAFETY and evidence(text) == "strong":
        return believed
    return command(text) or believed or ("inform" if _bare_place(text, places) else None)


def _from_model(text: str, ranking: list[dict[str, Any]], config: dict[str, Any]) -> str | None:
    """The model's safety intent when it is likely enough; the best other one when it is not."""
    risk = sum(item["confidence"] for item in ranking if item["name"] in SAFETY)
    likeliest = next((item["name"] for item in ranking if item["name"] in SAFETY), None)
    if likeliest and risk >= _threshold(text, config):
        return str(likeliest)
    if ranking and ranking[0]["name"] in SAFETY:
        return next((str(item["name"]) for item in ranking if item["name"] not in SAFETY), None)
    return None


def _threshold(text: str, config: dict[str, Any]) -> float:
    """From which likelihood the model alone is believed: never without a word of safety."""
    grade = evidence(text)
    if grade is None:
        return math.inf
    return float(config["guarded"] if harmless(text) else config["least"] if grade == "strong" else config["weak"])


def _bare_place(text: str, places: list[tuple[int, int]]) -> bool:
    words = masked(text, places).replace("'", " ").split()
    return PLACE.strip() in words and all(word in AROUND or word == PLACE.strip() for word in words)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyAndCommands(Component):
    """Shares of likelihood of the safety intents from which the model alone raises the alarm. `least`: with a grave word;
    `weak`: with words that may be harmless; `guarded`: when the sentence speaks of learning or of something harmless.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {"least": 0.5, "weak": 0.8, "guarded": 0.97}

    def process(self, messages: list[Message]) -> list[Message]:
        """Impose the rules' intent on each message that falls under one."""
        for message in messages:
            ranking = [item for item in message.get("intent_ranking") or [] if item["name"] != "nlu_fallback"]
            places = place_spans(message.get("entities") or [])
            imposed = decide(text_of(message), ranking, self.config, places)
            if imposed:
                _impose(message, imposed)
        return messages


def _impose(message: Message, intent: str) -> None:
    certain = {"name": intent, "confidence": 1.0}
    others = [item for item in message.get("intent_ranking") or [] if item["name"] != intent]
    message.set("intent", certain, add_to_output=True)
    message.set("intent_ranking", [certain, *others], add_to_output=True)
