"""Phone numbers: who may be answered. Numbers of France are read as people and operators write them."""

from __future__ import annotations

import re
from collections.abc import Collection

import phonenumbers

PERSON, SHORT, NAME, FOREIGN, OWN = "person", "short_code", "alphanumeric", "country", "own_number"

# Mobile numbers overseas are written like mainland ones, but belong to other country codes.
_OVERSEAS = (
    ("262", ("0692", "0693", "0639")),
    ("590", ("0690", "0691")),
    ("594", ("0694",)),
    ("596", ("0696", "0697")),
)


def e164(written: str) -> str | None:
    """ "06 12 34 56 78", "0033612345678", "33612345678", "+33612345678" → "+33612345678"; None when it is no number."""
    digits = re.sub(r"[\s.\-/()\u00a0]", "", written)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if re.fullmatch(r"0\d{9}", digits):
        return _national(digits)
    if re.fullmatch(r"[1-9]\d{9,14}", digits):
        digits = "+" + digits
    return _valid(digits) if digits.startswith("+") else None


def kind_of(sender: str, countries: Collection[str], own: Collection[str] = ()) -> tuple[str, str | None]:
    """(who wrote, their number in E.164 or None). Only `PERSON` may be answered.

    `countries` are the country codes that may be answered ("33"); `own` our own numbers, in E.164.
    """
    compact = re.sub(r"[\s.\-]", "", sender)
    if re.search(r"[^\W\d_]", compact):
        return NAME, None
    number = e164(sender)
    if number is None:
        return (SHORT if re.fullmatch(r"\+?\d{1,6}", compact) else FOREIGN), None
    if number in own:
        return OWN, None
    allowed = any(number.startswith(f"+{code}") for code in countries)
    return (PERSON, number) if allowed else (FOREIGN, None)


def _national(digits: str) -> str | None:
    for code, prefixes in _OVERSEAS:
        if digits.startswith(prefixes):
            return _valid(f"+{code}{digits[1:]}")
    return _valid(f"+33{digits[1:]}")


def _valid(number: str) -> str | None:
    try:
        read = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return None
    # "Possible", not "valid": new ranges open faster than libraries are updated.
    possible = phonenumbers.is_possible_number(read)
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164) if possible else None
