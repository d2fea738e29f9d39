"""Every French text that residents read is plain; the gate sees each kind of fault."""

from __future__ import annotations

import pytest

from tools.plain_language import Text, check, faults

RULES = {"words_per_sentence": 15, "questions": 1, "choices": 3, "known": ["SMS"]}


def test_every_text_is_plain() -> None:
    """Sentences of at most 15 words, one question, no unexplained acronym, a simpler variant of each card."""
    count, found = check()
    assert count > 300
    assert found == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "Vous pouvez vous rendre dans un des lieux de la liste pour que quelqu'un vous aide enfin.",
            "phrase trop longue",
        ),
        ("Dans quelle ville êtes-vous ? Pour quoi faire ?", "plus d'une question"),
        ("Demandez au CCAS de votre ville.", "sigle sans explication"),
    ],
)
def test_each_fault_is_seen(text: str, rule: str) -> None:
    """One planted fault of each kind is found, and named."""
    assert [fault.rule for fault in faults(Text("ici", text), RULES)] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "Demandez au CCAS, le service social de la mairie.",
        "Appelez le 03 27 70 01 02 ou le 0 805 805 817, du lundi au vendredi.",
        "Envoyez un SMS. C'est gratuit. Est-ce clair ?",
    ],
)
def test_plain_texts_pass(text: str) -> None:
    """An explained acronym, a phone number, short sentences: nothing to say."""
    assert list(faults(Text("ici", text), RULES)) == []
