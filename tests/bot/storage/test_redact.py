"""What is personal never reaches the disk; what is needed to help stays."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.redact import redact, redact_deep

CASES = yaml.safe_load((Path(__file__).parents[2] / "payloads" / "redaction.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["removed"], ids=lambda case: case["text"])
def test_personal_data_is_removed(case: dict) -> None:
    """Phones, mails, social-security, bank, card and tax numbers, passwords and addresses are replaced."""
    redacted = redact(case["text"])
    assert not [part for part in case["gone"] if part in redacted]
    assert "[" in redacted


@pytest.mark.parametrize("text", CASES["kept"])
def test_what_helps_to_find_is_kept(text: str) -> None:
    """Postal codes, ages, hours, prices and short service numbers stay as they were."""
    assert redact(text) == text


@given(st.text())
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    """Redaction is idempotent: a stored text read and stored again is the same."""
    assert redact(redact(text)) == redact(text)


@given(
    st.integers(1, 9),
    st.lists(st.integers(0, 99), min_size=4, max_size=4),
    st.sampled_from([" ", ".", "-", "", "  ", "/"]),
)
def test_no_french_number_survives_however_it_is_spaced(first: int, pairs: list[int], separator: str) -> None:
    """Ten digits that begin with 0 are a phone, whatever stands between the pairs."""
    number = separator.join([f"0{first}", *(f"{pair:02}" for pair in pairs)])
    assert "[téléphone]" in redact(f"mon tel {number} merci")


def test_whole_structures_are_redacted() -> None:
    """Every string of a JSON value is redacted, at any depth."""
    assert redact_deep({"a": ["tel 0612345678", {"b": 3}]}) == {"a": ["tel [téléphone]", {"b": 3}]}
