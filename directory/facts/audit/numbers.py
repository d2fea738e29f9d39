"""Whether a phone number can exist: E.164 in the data, a French number in the texts."""

from __future__ import annotations

import re

import phonenumbers

from directory.facts.card import Card

# The standard's own pattern for a phone, with Mayotte and Réunion under +262.
E164 = re.compile(r"\+(33|590|594|262|596|269|687|689|508|681)\d{6,9}")
_SHORT = re.compile(r"1\d{1,2}|1[01]\d{4}|3\d{3}|3\d{4}")
_OVERSEAS = {"590": "GP", "690": "GP", "596": "MQ", "696": "MQ", "594": "GF", "694": "GF", "262": "RE", "692": "RE"}
_OVERSEAS |= {"693": "RE", "269": "YT", "639": "YT"}


def valid(number: str) -> bool:
    """Whether `number` (E.164, ten digits starting with 0, or a short number) is one of the French plan."""
    if _SHORT.fullmatch(number):
        return True
    region = _OVERSEAS.get(number[1:4], "FR") if number.startswith("0") else None
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False


def card_fault(card: Card) -> str | None:
    """What is wrong with the number of a card, in French; None when nothing is."""
    number = card.number
    if number is None or number.by == "web":
        return None
    if number.e164 is not None and not (E164.fullmatch(number.e164) and valid(number.e164)):
        return f"e164 « {number.e164} » n'est pas un numéro au format international"
    if not valid(number.number):
        return f"« {number.number} » n'est ni un numéro français, ni un numéro de service"
    if number.e164 is None and not _SHORT.fullmatch(number.number):
        return "il manque e164 : seuls les numéros courts n'en ont pas"
    if re.sub(r"\D", "", number.display) != number.number:
        return f"« {number.display} » ne montre pas « {number.number} »"
    return None
