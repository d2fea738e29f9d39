"""The last word on the model's choice."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.rules import decide

CONFIG = {"least": 0.5, "weak": 0.8, "guarded": 0.97}


def _ranking(**chances: float) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": value} for name, value in chances.items()]


def test_safety_beats_a_command_and_the_model() -> None:
    """Whatever else the message says, danger comes first."""
    assert decide("stop il me frappe", _ranking(greet=0.99), CONFIG, []) == "violence"


def test_a_command_beats_the_model() -> None:
    """STOP is obeyed even when the model is sure of something else."""
    assert decide("STOP", _ranking(greet=0.99), CONFIG, []) == "stop_messages"


def test_the_model_alone_may_raise_the_alarm() -> None:
    """A likely danger that no rule names is answered as one."""
    assert decide("il y a du sang", _ranking(danger=0.4, violence=0.3, greet=0.2), CONFIG, []) == "danger"


@pytest.mark.parametrize("text", ["à côté de chez ma fille", "je passe mardi", "mon fils a douze ans"])
def test_a_sentence_without_a_word_of_danger_is_never_an_alarm(text: str) -> None:
    """However sure the model is, family words and everyday words are no danger."""
    assert decide(text, _ranking(child_danger=0.99, inform=0.01), CONFIG, []) == "inform"


def test_an_everyday_word_needs_more_certainty() -> None:
    """A card or a code may be anything: the model alone must be nearly sure."""
    text = "ma carte bancaire"
    assert decide(text, _ranking(scam_in_progress=0.7, find_site=0.3), CONFIG, []) == "find_site"
    assert decide(text, _ranking(scam_in_progress=0.9, find_site=0.1), CONFIG, []) == "scam_in_progress"


def test_an_unlikely_danger_is_left_to_the_next_intent() -> None:
    """A weak suspicion is no alarm."""
    assert decide("mon clavier", _ranking(scam_doubt=0.4, network_trouble=0.35), CONFIG, []) == "network_trouble"


def test_learning_about_scams_needs_more_certainty() -> None:
    """A workshop on scams is a search, even when the model hesitates."""
    text = "un atelier sur les arnaques"
    assert decide(text, _ranking(scam_doubt=0.6, find_site=0.3), CONFIG, []) == "find_site"


def test_a_bare_place_informs() -> None:
    """ "à Caudry svp" says where the person is."""
    assert decide("à Caudry svp", _ranking(greet=0.3), CONFIG, [(2, 8)]) == "inform"


def test_a_sentence_keeps_the_models_choice() -> None:
    """Nothing is imposed on an ordinary sentence."""
    assert decide("un cours à Caudry", _ranking(find_site=0.9), CONFIG, [(11, 17)]) is None
