"""Texts: no HTML, no mojibake, no people; names that are names."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from directory.importer.draft import Draft, Refused
from directory.importer.rules.context import Context
from directory.importer.rules.people import without_people
from directory.sites.names import fold
from directory.sites.vocabulary import vocabulary

_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--.*?--)>", re.DOTALL)
_BREAK = re.compile(r"<\s*(?:br|/p|/li|/div|/h\d)\s*/?\s*>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\u00a0\u202f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\ufeff]")
_MOJIBAKE = re.compile(r"[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ ¡-¿]|â€")
# Nothing of this in a text: nothing to clean. Most texts are so.
_DIRTY = re.compile(r"[<>&ÃÂâ\x00-\x1f\x7f-\xa0\u200b\u2028\u202f\ufeff]|  ")
_PLAIN = ("nom", "commune", "adresse", "complement_adresse", "structure_parente", "source")
_LONG = ("presentation_resume", "presentation_detail")
_RESUME_LIMIT = 280
_LETTER = re.compile(r"[^\W\d_]")
_NOT_A_NAME = frozenset(
    ("", "wifi", "wi fi", "ordinateur", "ordinateurs", "imprimante", "scanner", "test", "nom", "sans nom")
)


def mend_texts(draft: Draft, context: Context) -> None:
    """Every text on one encoding, without HTML; presentations keep their line ends."""
    for column in _PLAIN + _LONG:
        before = draft.text(column)
        if before:
            draft.mend("text_cleaned", column, clean(before, keep_lines=column in _LONG))


def drop_people(draft: Draft, context: Context) -> None:
    """Named people, their mobiles and addresses leave the texts; only their number is noted."""
    for column in (*_LONG, "nom", "complement_adresse", "horaires"):
        before = draft.text(column)
        if not before:
            continue
        after = without_people(before)
        if after != before.strip(" \t,;:-"):
            draft.note("personal_text", column, "(donnée personnelle)", "")
            draft.values[column] = after


def shorten_resume(draft: Draft, context: Context) -> None:
    """A summary of more than 280 signs moves to the detail, and is cut at a word."""
    before = draft.text("presentation_resume")
    if len(before) <= _RESUME_LIMIT:
        return
    if not draft.text("presentation_detail"):
        draft.values["presentation_detail"] = before
    short = before[: _RESUME_LIMIT - 1].rsplit(" ", 1)[0].rstrip(" ,;:")
    draft.mend("resume_too_long", "presentation_resume", short + "…")


def check_name(draft: Draft, context: Context) -> None:
    """Refuses a record without a name, or named after a service."""
    name = draft.text("nom").strip(" -,")
    if len(name) > 2 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1].strip()
    if fold(name) in _not_names():
        raise Refused("no_name", name)
    draft.mend("text_cleaned", "nom", name)


def name_a_number(draft: Draft, context: Context) -> None:
    """A record named by a number (a SIRET, "1") is said by its parent structure, else by what it is and where."""
    if _LETTER.search(draft.text("nom")):
        return
    parent = draft.text("structure_parente")
    draft.mend("name_is_a_number", "nom", parent if _LETTER.search(parent) else f"Lieu d'aide, {draft.text('commune')}")


@lru_cache(maxsize=1)
def _not_names() -> frozenset[str]:
    return _NOT_A_NAME | {fold(service) for service in vocabulary()["services"]}


def clean(text: str, *, keep_lines: bool = False) -> str:
    """A text without tags, entities, control signs, doubled spaces and mojibake."""
    if not _DIRTY.search(text):
        return text.strip()
    text = _unmix(html.unescape(_TAG.sub(" ", _BREAK.sub("\n", text))))
    lines = [_SPACES.sub(" ", _CONTROL.sub(" ", line)).strip() for line in re.split(r"[\r\n\u2028\u0085]+", text)]
    return ("\n" if keep_lines else " ").join(line for line in lines if line)


def _unmix(text: str) -> str:
    """UTF-8 once read as Windows-1252 (`Ã©`) is put right, if all of it can be; the curly quote U+0092 too."""
    text = text.replace("\x92", "’").replace("\x96", "–").replace("\x9c", "œ")
    if not _MOJIBAKE.search(text):
        return text
    for wrong in ("cp1252", "latin-1"):
        try:
            return text.encode(wrong).decode("utf-8")
        except UnicodeError:
            continue
    return text
