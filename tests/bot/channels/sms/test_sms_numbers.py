"""Who may be answered, and how a number becomes a pseudonym."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.sms.keys import Keys
from bot.channels.sms.numbers import FOREIGN, NAME, OWN, PERSON, SHORT, e164, kind_of

COUNTRIES = ("33", "262", "590", "594", "596")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("0639 98 00 01", "+262639980001"),
        ("0033639980001", "+33639980001"),
        ("33639980001", "+33639980001"),
        ("+33 6.39.98.00.01", "+33639980001"),
        ("0692123456", "+262692123456"),
        ("0639123456", "+262639123456"),
        ("0690123456", "+590690123456"),
        ("0694123456", "+594694123456"),
        ("0696123456", "+596696123456"),
        ("596696123456", "+596696123456"),
        ("36111", None),
        ("Free", None),
        ("", None),
        ("+", None),
    ],
)
def test_numbers_are_read_as_they_are_written(written: str, number: str | None) -> None:
    """Mainland and overseas, national or international; short codes and names are no numbers."""
    assert e164(written) == number


@pytest.mark.parametrize(
    ("sender", "kind"),
    [
        ("+33612345678", PERSON),
        ("+596696123456", PERSON),
        ("+4915112345678", FOREIGN),
        ("+22507123456", FOREIGN),
        ("36111", SHORT),
        ("3646", SHORT),
        ("AMELI", NAME),
        ("Free Mobile", NAME),
        ("+33937000000", OWN),
        ("", FOREIGN),
    ],
)
def test_only_people_of_allowed_countries_are_answered(sender: str, kind: str) -> None:
    """Short codes, names, other countries and our own numbers are not."""
    assert kind_of(sender, COUNTRIES, {"+33937000000"})[0] == kind


def keys(folder: Path) -> Keys:
    """Keys of a deployment."""
    return Keys(b"deployment secret", folder, timedelta(hours=24))


def test_a_pseudonym_changes_every_month(tmp_path: Path) -> None:
    """The same number is the same person within a month, and another one after; STOP has a name that lasts."""
    one = keys(tmp_path)
    november, december = datetime(2026, 11, 30, 12, tzinfo=UTC), datetime(2026, 12, 3, tzinfo=UTC)
    assert one.person("+33612345678", november) == keys(tmp_path).person("+33612345678", november)
    assert one.person("+33612345678", november) != one.person("+33612345678", december)
    assert one.stop("+33612345678") == keys(tmp_path / "other").stop("+33612345678")
    assert "612345678" not in one.person("+33612345678", november) + one.stop("+33612345678")


def test_the_old_key_lives_as_long_as_a_conversation(tmp_path: Path) -> None:
    """A conversation goes on over the month's end; a day later its key is deleted."""
    one = keys(tmp_path)
    before, after = datetime(2026, 11, 30, 23, tzinfo=UTC), datetime(2026, 12, 1, 8, tzinfo=UTC)
    person = one.person("+33612345678", before)
    assert one.earlier("+33612345678", after) == person
    assert one.forget_old(after) == 0
    assert one.forget_old(after + timedelta(days=2)) == 1
    assert one.earlier("+33612345678", after + timedelta(days=2)) is None


def test_a_sealed_number_needs_the_secret(tmp_path: Path) -> None:
    """Sealed, a number says nothing; with another secret it cannot be read."""
    sealed = keys(tmp_path).seal("+33612345678")
    assert "612345678" not in sealed
    assert keys(tmp_path).unseal(sealed) == "+33612345678"
    assert Keys(b"another secret", tmp_path, timedelta(hours=24)).unseal(sealed) is None
