"""The alphabet of SMS: plain characters for French, an exact count of parts, cuts that break nothing.

GSM-7 holds é è à ù but neither ê nor ç nor the curly apostrophe: one of them makes the whole message UCS-2, 70 characters
instead of 160 (3GPP 23.038). What it lacks is replaced by the nearest plain character: only the SMS is changed, never data.
"""

from __future__ import annotations

import re
import unicodedata

import structlog

from bot.channels.sms.model import GSM7, UCS2
from directory.facts.gsm import BASIC, EXTENSION, GSM_PART, GSM_SINGLE, UCS_PART, UCS_SINGLE

log = structlog.get_logger(__name__)

_WRITTEN = {
    **dict.fromkeys("«»“”„‟", '"'),
    **dict.fromkeys("’‘‛‹›′`´ʼ", "'"),
    **dict.fromkeys("–—‒―‐‑−", "-"),
    **dict.fromkeys("•·▪●‣", "-"),
    **dict.fromkeys("→➜⇒", ">"),
    **{"…": "...", "°": "o", "º": "o", "ª": "a", "œ": "oe", "Œ": "Oe", "ç": "c", "\t": " ", "\r": "", "\f": " "},
    **{"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ħ": "h", "þ": "th", "ð": "d", "×": "x", "÷": "/", "¢": "c"},
    **{"µ": "u", "©": "(c)", "®": "(r)", "™": "tm", "№": "No", "⁄": "/"},
}
_LOST = "?"


def gsm(text: str) -> str:
    """`text` in GSM-7 only, as close to its meaning as can be. A character with no likeness becomes "?", and is logged."""
    written = "".join(_plain(character) for character in unicodedata.normalize("NFC", text))
    lost = written.count("\0")
    if lost:
        log.warning("sms.character_lost", count=lost)
    return written.replace("\0", _LOST)


def tidy(text: str) -> str:
    """`text` for UCS-2: composed, without control characters nor lone surrogates."""
    sound = text.encode("utf-8", "ignore").decode("utf-8")
    composed = unicodedata.normalize("NFC", sound)
    return "".join(character for character in composed if character == "\n" or character.isprintable())


def is_gsm(text: str) -> bool:
    """Whether every character is in the GSM-7 alphabet or its extension."""
    return all(character in BASIC or character in EXTENSION for character in text)


def size(text: str, coding: str) -> int:
    """The length in septets (GSM-7: an extension character counts two) or in UTF-16 units."""
    return sum(_width(character, coding) for character in text)


def segments(text: str, coding: str) -> list[str]:
    """The parts in which a phone network carries `text`. No escape pair nor surrogate pair is ever cut."""
    single, part = (UCS_SINGLE, UCS_PART) if coding == UCS2 else (GSM_SINGLE, GSM_PART)
    if size(text, coding) <= single:
        return [text]
    parts, start, held = [], 0, 0
    for position, character in enumerate(text):
        width = _width(character, coding)
        if held + width > part:
            parts.append(text[start:position])
            start, held = position, 0
        held += width
    return [*parts, text[start:]]


def parts(text: str, coding: str) -> int:
    """How many SMS `text` costs."""
    return len(segments(text, coding))


def capacity(count: int, coding: str) -> int:
    """The units that `count` parts hold."""
    if count <= 1:
        return UCS_SINGLE if coding == UCS2 else GSM_SINGLE
    return count * (UCS_PART if coding == UCS2 else GSM_PART)


def wants_ucs2(text: str) -> bool:
    """Whether `text` is written in another script than ours (Arabic, Cyrillic…): most of its letters are not Latin."""
    letters = [character for character in text if character.isalpha()]
    foreign = sum(not _is_latin(letter) for letter in letters)
    return foreign * 2 > len(letters)


def coding_of(text: str) -> str:
    """How a ready text is to be carried."""
    return GSM7 if is_gsm(text) else UCS2


def _plain(character: str) -> str:
    if character in BASIC and character != "\r":
        return character
    if character in EXTENSION and character != "\f":
        return character
    if character in _WRITTEN:
        return _WRITTEN[character]
    category = unicodedata.category(character)
    if category[0] in "CM" or character == "\ufe0f":
        return ""
    if category.startswith("Z"):
        return " "
    return _likeness(character) or ("" if category in ("So", "Sk") else "\0")


def _likeness(character: str) -> str:
    first = unicodedata.normalize("NFD", character)[0]
    if first != character:
        return _plain(first).replace("\0", "")
    folded = unicodedata.normalize("NFKD", character)
    kept = "".join(_plain(one) for one in folded if one != character)
    return "" if "\0" in kept else kept


def _width(character: str, coding: str) -> int:
    if coding == UCS2:
        return 2 if ord(character) > 0xFFFF else 1
    return 2 if character in EXTENSION else 1


_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")


def _is_latin(letter: str) -> bool:
    return bool(_LATIN.match(letter))
