"""How many SMS a text costs: the GSM-7 alphabet of 3GPP 23.038 (default table and extension)."""

from __future__ import annotations

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("^{}\\[~]|€\f")
GSM_SINGLE, GSM_PART = 160, 153
UCS_SINGLE, UCS_PART = 70, 67


def foreign(text: str) -> str:
    """The characters of `text` that GSM-7 lacks: one of them cuts a message from 160 to 70 characters."""
    return "".join(dict.fromkeys(letter for letter in text if letter not in BASIC and letter not in EXTENSION))


def segments(text: str) -> int:
    """How many SMS `text` needs, in GSM-7 where it fits and in UCS-2 otherwise. Upper bound: ignores split pairs."""
    if foreign(text):
        length, single, part = len(text.encode("utf-16-le")) // 2, UCS_SINGLE, UCS_PART
    else:
        length, single, part = sum(2 if letter in EXTENSION else 1 for letter in text), GSM_SINGLE, GSM_PART
    return 1 if length <= single else -(-length // part)
