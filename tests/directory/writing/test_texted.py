"""Reading texted French."""

from __future__ import annotations

import pytest

from directory.writing.texted import read

CASES = [
    ("jveu 1 rdv 2m1 stp", "je veux 1 rendez-vous demain s'il te plait"),
    ("jé doné mon code", "j'ai donne mon code"),
    ("chuis à St Pol", "je suis a st pol"),
    ("l’ordi d’Élodie", "l'ordinateur d'elodie"),
    ("aideeeez moiii", "aidez moi"),
    ("/restart", "restart"),
    (" // stop", "stop"),
    ("cv ?", "ca va ?"),
    ("mon cv ?", "mon cv ?"),
    ("c est ouvert", "c est ouvert"),
    ("المُساعدة", "المساعده"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "meant"), CASES)
def test_whole_tokens_are_expanded_and_names_left_alone(written: str, meant: str) -> None:
    """Abbreviations, glued words, apostrophes of every kind: whole tokens only, never inside a name."""
    assert read(written).text == meant


@pytest.mark.parametrize("apostrophe", "'’‘ʼ´`′＇")
def test_every_apostrophe_reads_the_same(apostrophe: str) -> None:
    """A telephone's curly apostrophe changes nothing."""
    assert read(f"j{apostrophe}ai besoin d{apostrophe}aide").text == "j'ai besoin d'aide"


def test_a_span_leads_back_to_the_words_as_written() -> None:
    """What is understood can be shown in the person's own words."""
    reading = read("dem RDV kelk1 à Caudry")
    start = reading.text.index("rendez-vous")
    assert reading.raw[slice(*reading.span(start, start + len("rendez-vous")))] == "RDV"
    assert len(reading.origin) == len(reading.text)


def test_an_empty_span_is_empty() -> None:
    """No words, no span."""
    assert read("").span(0, 0) == (0, 0)
