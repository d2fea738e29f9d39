"""Telephone numbers → E.164, with the country of the overseas departments read from the number itself."""

from __future__ import annotations

import re

import phonenumbers

from directory.importer.draft import Draft
from directory.importer.rules.context import Context

_NATIONAL = re.compile(r"(?<!\d)0[\s.\-_/()]*[1-9](?:[\s.\-_/()]*\d){8}(?![\s.\-]*\d)")
_PREFIXED = re.compile(r"(?:\+|00)\s*(\d{2,3})[\s.\-()]*(?:\(0\)|0(?=\s))?((?:[\s.\-()]*\d){6,10})(?!\d)")
_DIGITS = re.compile(r"\D+")
# Ten-digit numbers of overseas departments look French; `phonenumbers` would even call them valid as such.
_REGION_OF = {
    "0590": "GP", "0690": "GP", "0691": "GP", "0594": "GF", "0694": "GF", "0596": "MQ", "0696": "MQ", "0697": "MQ",
    "0262": "RE", "0263": "RE", "0692": "RE", "0693": "RE", "0269": "YT", "0639": "YT",
}  # fmt: skip
_COUNTRIES = {"33", "262", "269", "508", "590", "594", "596", "681", "687", "689"}
_POSTCODE_COUNTRY = {"971": "590", "972": "596", "973": "594", "974": "262", "975": "508", "976": "262",
                     "986": "681", "987": "689", "988": "687"}  # fmt: skip
# National ranges of mobiles, and the overseas ones.
_MOBILES = ("+336", "+337", "+590690", "+590691", "+594694", "+596696", "+596697", "+262692", "+262693", "+262639")
# Ranges that ARCEP reserves for fiction: our examples use them, and `phonenumbers` rightly calls them unassigned.
FICTION = ("+3319900", "+3326191", "+3335301", "+3346571", "+3353649", "+3363998")


def mend_phone(draft: Draft, context: Context) -> None:
    """The first usable number, in E.164; anything else is removed."""
    before = draft.text("telephone")
    if before:
        after = e164(before, draft.text("code_postal"))
        draft.mend("phone_format" if after else "phone_unusable", "telephone", after)


def drop_mobile(draft: Draft, context: Context) -> None:
    """A mobile is a person's: it is dropped, unless the site travels (then it is the site's own line)."""
    if context.source.keep_mobiles or "Itinérant" in draft.words("itinerance"):
        return
    if is_mobile(draft.text("telephone")):
        draft.note("personal_mobile", "telephone", "(mobile)", "")
        draft.values.pop("telephone", None)


def is_mobile(number: str) -> bool:
    """Whether an E.164 number is a French mobile, overseas included."""
    return number.startswith(_MOBILES)


def e164(written: str, postcode: str = "") -> str | None:
    """The first number in `written` that can be called, in E.164; None when there is none."""
    prefixed = _PREFIXED.search(written)
    if prefixed:
        return _abroad(prefixed[1] + _DIGITS.sub("", prefixed[2]))
    national = _NATIONAL.search(written)
    if national:
        return _national(_DIGITS.sub("", national[0]))
    return _bare(_DIGITS.sub("", written), postcode)


def _bare(digits: str, postcode: str) -> str | None:
    """Digits that lost their zero or their plus."""
    country = _POSTCODE_COUNTRY.get(postcode[:3])
    if country and len(digits) == 6 and country in {"508", "681", "687", "689"}:
        return _valid(f"+{country}{digits}")
    if len(digits) in (8, 9) and country:
        return _valid(f"+{country}{digits}")
    if len(digits) == 9 and digits[0] in "123456789":
        return _national(f"0{digits}")
    if len(digits) == 20 and digits[0] == digits[10] == "0":
        return _national(digits[:10])
    if len(digits) == 11 and digits.startswith("33"):
        return _national(f"0{digits[2:]}")
    if len(digits) in (11, 12) and digits[:3] in _COUNTRIES:
        return _abroad(digits)
    return None


def _abroad(digits: str) -> str | None:
    """Digits that begin with a country code, of 2 or 3 figures."""
    if digits.startswith("33"):
        rest = digits[2:].lstrip("0")
        return _national(f"0{rest}") if len(rest) == 9 else None
    # 269 is the Comoros' code; the field writes it for Mayotte, whose numbers begin with 262 269 or 262 639.
    if digits.startswith(("269269", "269639")):
        digits = f"262{digits[3:]}"
    if digits[:3] in _COUNTRIES:
        return _valid(f"+{digits[:3]}{digits[3:].lstrip('0')}")
    return _national(digits) if len(digits) == 10 and digits.startswith("0") else None


def _national(digits: str) -> str | None:
    region = _REGION_OF.get(digits[:4])
    if region and not f"+33{digits[1:]}".startswith(FICTION):
        return _valid(f"+{phonenumbers.country_code_for_region(region)}{digits[1:]}")
    return _valid(f"+33{digits[1:]}")


def _valid(number: str) -> str | None:
    if number.startswith(FICTION) and len(number) == 12:
        return number
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(parsed) else None
