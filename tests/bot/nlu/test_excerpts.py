"""A long message is also read by its two ends."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.excerpts import EXCERPTS, Excerpts, ends, with_excerpts
from bot.nlu.intent_classifier import SUSPICION
from bot.nlu.rules import SafetyAndCommands, risk, weighed
from bot.nlu.safety_model import ALARM
from bot.nlu.sign_featurizer import SIGNS, SignFeaturizer

NINE = "un deux trois  quatre cinq six sept huit neuf"
CALM, ALARMED = (0.1, {"danger": 0.08, "violence": 0.02}), (0.9, {"danger": 0.1, "violence": 0.8})


def test_the_ends_are_the_first_two_thirds_and_the_last_two() -> None:
    """In words, cut from the text as it is written."""
    assert [NINE[start:end] for start, end in ends(NINE, 9)] == [
        "un deux trois  quatre cinq six",
        "quatre cinq six sept huit neuf",
    ]


@pytest.mark.parametrize("text", ["", " ", "un", "un deux", "un deux trois"])
def test_a_short_message_is_read_whole_only(text: str) -> None:
    """Nothing is said in passing there, and it costs nothing more."""
    assert ends(text, 4) == []


@pytest.mark.parametrize("text", ["", "un", "un deux", "un deux trois"])
def test_any_least_is_accepted(text: str) -> None:
    """Nought, in the configuration, means every message that has three words."""
    assert len(ends(text, 0)) == (2 if text.count(" ") == 2 else 0)


def test_an_excerpt_keeps_its_place_and_no_other() -> None:
    """The place is hidden from the models there too."""
    text = "je cherche un cours à Lens et puis il me suit partout"
    lens = {"entity": "place", "value": "Lens", "start": text.index("Lens"), "end": text.index("Lens") + 4}
    message = Message({"text": text, "entities": [lens]})
    Excerpts({"least": 9}).process([message])
    first, last = message.get(EXCERPTS)
    for excerpt in (first, last):
        (place,) = excerpt.get("entities")
        assert excerpt.get("text")[place["start"] : place["end"]] == "Lens"
    (away,) = [Message({"text": "Lens " + "mot " * 8 + "fin", "entities": [{**lens, "start": 0, "end": 4}]})]
    Excerpts({"least": 9}).process([away])
    assert away.get(EXCERPTS)[1].get("entities") == []


def test_featurizers_read_the_excerpts_too() -> None:
    """Each has its own features: the signs of one end are not those of the other."""
    message = Message(
        {"text": "il me frappe depuis longtemps je cherche un cours pour imprimer mon dossier de retraite"}
    )
    Excerpts({"least": 9}).process([message])
    SignFeaturizer("signs", SignFeaturizer.get_default_config()).process([message])
    read = list(with_excerpts([message]))
    assert len(read) == 3
    signs = [next(f.features for f in part.features if f.origin == SIGNS) for part in read]
    assert signs[1].nnz != signs[2].nnz


def test_an_alarmed_excerpt_raises_the_risk_part_of_the_way() -> None:
    """Out of its sentence an excerpt may mislead."""
    assert risk(CALM) < weighed([CALM, ALARMED], 16)[0] < risk(ALARMED)


def test_a_calm_excerpt_calms_nothing() -> None:
    """An alarm is not less of one for being long."""
    assert weighed([ALARMED, CALM, CALM], 16) == (pytest.approx(risk(ALARMED)), ALARMED[1])


def test_a_long_story_needs_more_to_alarm() -> None:
    """Forty words have some that alarm by chance; beyond, nothing more is taken: no message is too long to be heard."""
    risks = [weighed([ALARMED], words)[0] for words in (3, 16, 40, 400)]
    assert risks[0] == risks[1] > risks[2] == risks[3]
    assert risks[1] == pytest.approx(risk(ALARMED))


def test_the_most_alarmed_names_the_protocol() -> None:
    """It is in that part that the alarm is said."""
    assert weighed([CALM, ALARMED], 16)[1] == ALARMED[1]


def test_an_alarm_in_one_end_only_is_answered() -> None:
    """The whole message, nine parts ordinary, does not look like one."""
    message = Message({"text": "zz zz", ALARM: {"violence": 0.4}})
    message.set(SUSPICION, 0.4)
    message.set("intent_ranking", [{"name": "find_site", "confidence": 0.9}])
    end = Message({"text": "zz", ALARM: {"violence": 0.97}})
    end.set(SUSPICION, 0.97)
    rules = SafetyAndCommands({**SafetyAndCommands.get_default_config(), "alone": 0.7})
    rules.process([message])
    assert message.get("intent") is None
    message.set(EXCERPTS, [end])
    rules.process([message])
    assert message.get("intent")["name"] == "violence"
