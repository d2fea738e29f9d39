"""The pattern language of data/needs and data/safety."""

from __future__ import annotations

import pytest

from directory.writing.errors import PhraseError
from directory.writing.phrases import compile_phrases

FOUND = [
    ("carte grise", "ma carte-grise"),
    ("imprim*", "une imprimante"),
    ("*phone", "mon telephone"),
    ("(je|on) veut", "on veut"),
    ("(au secours|a l'aide)", "a l'aide !"),
    ("carte [d'] identite", "carte identite"),
    ("carte [d'] identite", "carte d'identite"),
    ("j'ai peur", "jai peur"),
    ("donne … code", "il donne a la dame son code"),
    ("donne ... code", "donne code"),
    ("<nombre> euros", "300 euros"),
    ("été", "en ete"),
]
ABSENT = [
    ("carte grise", "la carte est grise"),
    ("imprim", "une imprimante"),
    ("donne …1 code", "donne a la dame son code"),
    ("ai", "j'aime"),
    ("(je|on) veut", "il veut"),
]


@pytest.mark.parametrize(("phrase", "text"), FOUND)
def test_found(phrase: str, text: str) -> None:
    """Each sign of the language means what its documentation says."""
    assert compile_phrases([phrase]).search(text)


@pytest.mark.parametrize(("phrase", "text"), ABSENT)
def test_not_found(phrase: str, text: str) -> None:
    """Whole words, in order, no more words in between than asked."""
    assert not compile_phrases([phrase]).search(text)


@pytest.mark.parametrize("phrase", ["(a|b", "a)", "[a", ""])
def test_a_badly_written_phrase_is_named(phrase: str) -> None:
    """An editor's mistake is refused with the phrase in the message."""
    with pytest.raises(PhraseError, match="mal écrite"):
        compile_phrases([phrase])


def test_no_phrase_finds_nothing() -> None:
    """An empty list never matches."""
    assert not compile_phrases([]).search("tout")
