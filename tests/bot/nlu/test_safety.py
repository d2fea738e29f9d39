"""Safety rules: an action first, at any turn, without a model."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.nlu.safety import rules, safety_topic
from directory.settings import ROOT

CASES = yaml.safe_load((Path(__file__).parent / "safety_cases.yml").read_text("utf-8"))
DEV = ROOT / "tests" / "sentences" / "safety_dev"
PAIRS = [(text, case["topic"]) for case in CASES for text in case["texts"]]


@pytest.mark.parametrize(("text", "topic"), PAIRS, ids=[text for text, _ in PAIRS])
def test_each_message_gets_its_protocol(text: str, topic: str | None) -> None:
    """Apostrophes, accents, capitals, words in between, other languages; figures of speech raise nothing."""
    assert safety_topic(text) == topic


@pytest.mark.parametrize("mark", "'’‘ʼ´`")
def test_an_apostrophe_never_hides_a_danger(mark: str) -> None:
    """Any apostrophe, or none, gives the same protocol."""
    assert safety_topic(f"il m{mark}a frappée") == safety_topic("il ma frappée") == "violences"


def test_speaking_of_a_danger_is_not_being_in_it() -> None:
    """A workshop about scams asks for learning."""
    assert safety_topic("un atelier pour reconnaître les arnaques") is None
    assert safety_topic("un inconnu me demande mon code de carte") == "arnaque-en-cours"


def test_every_protocol_of_the_contract_has_rules() -> None:
    """The seven safety topics of the answer contract."""
    slugs = {
        "arnaque-en-cours",
        "arnaque-doute",
        "cyberharcelement",
        "danger",
        "detresse",
        "enfant-en-danger",
        "violences",
    }
    assert {rule.topic for rule in rules()} == slugs


def test_the_rules_need_no_rasa() -> None:
    """Safety answers even when Rasa is down: importing the rules imports no Rasa."""
    code = "import sys, bot.nlu.safety, bot.nlu.commands, bot.nlu.detection; sys.exit('rasa' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_rules_alone_know_nearly_every_alarm_of_the_development_set() -> None:
    """Without a model, at least 95 alarms in 100 are raised and at most 1 false one in 100."""
    cases = [case for path in DEV.glob("*.yml") for case in yaml.safe_load(path.read_text("utf-8"))]
    alarms = [case["text"] for case in cases if case.get("safety", True)]
    harmless_ones = [case["text"] for case in cases if case.get("safety") is False]
    assert len(alarms) >= 120
    assert len(harmless_ones) >= 200
    assert len([text for text in alarms if not safety_topic(text)]) <= 0.05 * len(alarms)
    assert len([text for text in harmless_ones if safety_topic(text)]) <= 0.01 * len(harmless_ones)
