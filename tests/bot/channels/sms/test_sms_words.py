"""The words that the channel obeys: the whole message only."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.channels.sms.words import words

CASES = yaml.safe_load((Path(__file__).parents[3] / "payloads" / "sms" / "words.yml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("order", "text"), [(order, text) for order, texts in CASES["orders"].items() for text in texts]
)
def test_orders(order: str, text: str) -> None:
    """STOP in the operators' words too; REPRENDRE, SUITE, CONTACT, EFFACER."""
    assert words().order(text) == order


@pytest.mark.parametrize("text", CASES["no_order"])
def test_a_sentence_is_no_order(text: str) -> None:
    """A word of command inside a sentence changes nothing: nobody is silenced by mistake."""
    assert words().order(text) is None


@pytest.mark.parametrize(("text", "digit"), CASES["digits"].items())
def test_digits(text: str, digit: int | None) -> None:
    """One digit is a choice; two to five are a place."""
    assert words().digit(text) == digit


@pytest.mark.parametrize("text", CASES["auto_replies"])
def test_machines_are_known(text: str) -> None:
    """An answering machine is not answered."""
    assert words().is_auto_reply(text)


@pytest.mark.parametrize("text", CASES["no_auto_replies"])
def test_people_are_not_taken_for_machines(text: str) -> None:
    """Someone who talks about absence or about such messages is a person."""
    assert not words().is_auto_reply(text)
