"""Remove what is personal from a person's words before they are written anywhere.

Removed: mail addresses, bank accounts (IBAN), social-security numbers, card and tax numbers, phone numbers, what follows
"mot de passe", and house numbers with their street. Postal codes, ages, hours and prices stay: they are needed.
"""

from __future__ import annotations

import re
from typing import Any

_SEPARATOR = r"[\s.\-/_]{0,3}"


def _digits(count: int) -> str:
    return _SEPARATOR.join([r"\d"] * count)


_COUNTY = rf"(?:\d{_SEPARATOR}\d|2{_SEPARATOR}[abAB])"
_NIR = _SEPARATOR.join([r"(?<!\d)[12378]", _digits(4), _COUNTY, _digits(6) + rf"(?:{_SEPARATOR}{_digits(2)})?(?!\d)"])
_STREET = (
    r"(?:rue|r\.|avenue|av\.?|bd|bld|boulevard|place|pl\.|chemin|impasse|all[ée]e|route|quai|cours|square|r[ée]sidence"
    r"|lotissement|cit[ée])"
)
_NOT_A_SECRET = r"(?!pas\b|quoi\b|perdu\b|oubli|bloqu|faux\b|bon\b|invalide)"

# Order matters: the longer and more particular come before the shorter.
RULES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "mail",
        re.compile(
            r"[\w.+\-]+\s?(?:@|\[at\]|\(at\)|\barobase\b|\barobas\b)\s?[\w\-]+(?:\s?(?:\.|\bpoint\b)\s?[\w\-]+)*", re.I
        ),
        "[courriel]",
    ),
    (
        "iban",
        re.compile(
            r"(?<![A-Za-z0-9])[A-Za-z]{2}\s?\d{2}(?:[ \-.]?[A-Za-z0-9]{4}){3,7}(?:[ \-.]?[A-Za-z0-9]{1,4})?(?![A-Za-z0-9])"
        ),
        "[compte bancaire]",
    ),
    ("nir", re.compile(_NIR), "[numéro de sécurité sociale]"),
    ("card", re.compile(rf"(?<!\d){_digits(13)}(?:{_SEPARATOR}\d){{0,6}}(?!\d)"), "[numéro de carte]"),
    (
        "phone",
        re.compile(
            rf"(?<![\d])(?:(?:\+|00)\s?\d{{1,3}}{_SEPARATOR}(?:\(0\){_SEPARATOR})?{_digits(8)}(?:{_SEPARATOR}\d){{0,2}}|0{_SEPARATOR}[1-9]{_SEPARATOR}{_digits(8)})(?!\d)"
        ),
        "[téléphone]",
    ),
    ("number", re.compile(rf"(?<!\d){_digits(9)}(?:{_SEPARATOR}\d)*(?!\d)"), "[numéro]"),
    (
        "password",
        re.compile(
            r"\b((?:mot de passe|mdp|password|code secret|code pin|code)\s*(?:c'?est|est|:|=|,)\s*)"
            + _NOT_A_SECRET
            + r"(\S+)",
            re.I,
        ),
        r"\1[secret]",
    ),
    (
        "address",
        re.compile(
            rf"(?<![\w])\d{{1,4}}\s?(?:bis|ter|quater|[a-d]\b)?,?\s+{_STREET}\s+[\w'’\-]+(?:\s+(?!(?:à|a|au|aux|en|dans|près|pres)\b)[^\W\d][\w'’\-]*){{0,4}}",
            re.I,
        ),
        "[adresse]",
    ),
)


def redact(text: str) -> str:
    """`text` without what is personal; each thing removed leaves its name between brackets."""
    for _name, pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return text


def redact_deep(value: Any) -> Any:
    """`value` (any JSON) with every string in it redacted."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {key: redact_deep(item) for key, item in value.items()}
    if isinstance(value, list):
        return [redact_deep(item) for item in value]
    return value
