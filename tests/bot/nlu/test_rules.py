"""The last word on the models' choice."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.intent_classifier import SUSPICION
from bot.nlu.rules import FALLBACK, SafetyAndCommands, calm, decide, named, risk
from bot.nlu.safety_model import ALARM

CONFIG = {"with_rule": 0.4, "alone": 0.8, "threshold": 0.25}
NO_ALARM = {"violence": 0.001, "scam_doubt": 0.001}


def _ranking(**chances: float) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": value} for name, value in chances.items()]


def test_safety_beats_a_command_and_the_intent_model() -> None:
    """Whatever else the message says, danger comes first."""
    assert decide("stop il me frappe", [(0.6, {"violence": 0.7})], CONFIG, []) == "violence"


def test_a_rule_is_obeyed_when_there_is_no_safety_model() -> None:
    """An old model, or none: the rules decide alone."""
    assert decide("il me frappe", [(0.01, {})], CONFIG, []) == "violence"


def test_a_rule_that_both_models_deny_is_no_alarm() -> None:
    """Words may look like a rule's; the whole sentence says otherwise."""
    assert decide("il me frappe", [(0.01, NO_ALARM)], CONFIG, []) is None


def test_an_example_is_believed_word_for_word() -> None:
    """Whoever corrected a sentence is obeyed: an alarm that no model sees, none where the rules and the models see one."""
    assert decide("la souris bouge", [(0.01, NO_ALARM)], CONFIG, [], "scam_in_progress") == "scam_in_progress"
    assert decide("il me frappe", [(0.9, {"violence": 0.9})], CONFIG, [], "out_of_scope") == "out_of_scope"
    assert decide("STOP", [(0.01, NO_ALARM)], CONFIG, [], "deny") == "stop_messages"


def test_a_command_beats_the_intent_model() -> None:
    """STOP is obeyed even when the model is sure of something else."""
    assert decide("STOP", [(0.01, NO_ALARM)], CONFIG, []) == "stop_messages"


def test_the_models_may_raise_the_alarm_without_a_rule() -> None:
    """A likely danger that no rule names is answered as one, with the likeliest protocol."""
    chances = {"danger": 0.6, "violence": 0.35}
    assert decide("mamie ne répond plus", [(0.9, chances)], CONFIG, []) == "danger"


@pytest.mark.parametrize(("safety", "intent"), [(0.9, 0.05), (0.05, 0.9), (0.6, 0.6)])
def test_one_suspicious_model_is_not_enough(safety: float, intent: float) -> None:
    """The opinions are averaged: both must find the alarm likely."""
    assert decide("mon clavier", [(intent, {"scam_doubt": safety})], CONFIG, []) is None


def test_risk_is_between_the_two_opinions() -> None:
    """Never surer than the surest, and never below the calmest."""
    assert 0.2 < risk((0.9, {"danger": 0.2})) < 0.9


def test_a_suspicion_that_is_no_alarm_leaves_the_next_intent() -> None:
    """The safety intents go; the next one keeps its own confidence, never certainty."""
    ranking = calm(_ranking(scam_doubt=0.4, network_trouble=0.35, greet=0.1), 0.25)
    assert ranking[0]["name"] == "network_trouble"
    assert ranking[0]["confidence"] < 0.9


def test_a_suspicion_without_any_other_idea_is_not_understood() -> None:
    """Nonsense that looks a little like a danger is asked again, not guessed."""
    assert calm(_ranking(danger=0.9, greet=0.05), 0.25)[0]["name"] == FALLBACK


def test_a_bare_place_informs() -> None:
    """ "à Caudry svp" says where the person is."""
    assert decide("à Caudry svp", [(0.01, NO_ALARM)], CONFIG, [(2, 8)]) == "inform"


def test_a_sentence_keeps_the_models_choice() -> None:
    """Nothing is imposed on an ordinary sentence."""
    assert decide("un cours à Caudry", [(0.01, NO_ALARM)], CONFIG, [(11, 17)]) is None


def test_a_need_that_the_dictionary_knows_is_never_lost() -> None:
    """ "wifi" alone is a need; an unknown word is not."""
    ranking = _ranking(greet=0.2, find_site=0.17)
    assert named(ranking, [{"entity": "service", "value": "Accès internet et matériel informatique"}]) == "find_site"
    assert named(ranking, [{"entity": "place", "value": "Caudry"}]) is None


def test_a_topic_that_is_only_guessed_names_nothing() -> None:
    """Two words of nonsense that look like a card to the model are asked again; a card's own name is not."""
    ranking = _ranking(network_trouble=0.2, out_of_scope=0.1)
    assert named(ranking, [{"entity": "topic", "value": "mot-de-passe", "confidence_entity": 0.46}]) is None
    assert named(ranking, [{"entity": "topic", "value": "mot-de-passe", "confidence_entity": 1.0}]) == "network_trouble"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_same_risk_is_an_alarm_in_every_language(language: str) -> None:
    """Nobody is heard less for the language that they write in."""
    message = Message({"text": "zz zz", "language": language, ALARM: {"danger": 0.75}})
    message.set(SUSPICION, 0.75)
    message.set("intent_ranking", _ranking(danger=0.75, find_site=0.25))
    message.set("intent", {"name": "find_site", "confidence": 0.9})
    SafetyAndCommands(SafetyAndCommands.get_default_config()).process([message])
    assert message.get("intent")["name"] == "danger"
