"""Which language to answer in: the one picked, the one just written, else the conversation's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FRENCH = "fr"
# The languages in which the core answers are written; in the others, only questions are understood.
WRITTEN = ("fr", "en", "ar", "gcf")
# Below this the detector does not know ("Lens", "ok", "59400").
_SURE = 0.9
# A French town or button inside an English conversation is no change of language; a French sentence is.
_SENTENCE = 3
_OTHER_SCRIPTS = frozenset({"ar", "ru"})


def spoken_language(
    message: Mapping[str, Any], picked: str | None, held: str | None, previous: Mapping[str, Any] | None
) -> str:
    """The language (ISO 639) of the answer to `message` (Rasa's parse of it).

    `picked`: chosen by the person on the page; `held`: the conversation's; `previous`: the last answer, whose choices are
    French words that a person of any language may press.
    """
    if picked:
        return picked
    text, detected = message.get("text") or "", message.get("language") or FRENCH
    if _pressed(text, previous) or float(message.get("language_confidence") or 0) < _SURE:
        return held or FRENCH
    if held and held != FRENCH and len(text.split()) < _SENTENCE and _same_script(detected, held):
        return held
    return str(detected)


def _same_script(detected: str, held: str) -> bool:
    """ "O Lorrain" after Creole may look like Portuguese; a word of Arabic after English is no accident."""
    return (detected in _OTHER_SCRIPTS) == (held in _OTHER_SCRIPTS)


def _pressed(text: str, previous: Mapping[str, Any] | None) -> bool:
    return bool(previous) and text in {choice["message"] for choice in (previous or {}).get("choices") or ()}
