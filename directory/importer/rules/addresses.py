"""Street addresses: one line, without the postal code and the town at its end."""

from __future__ import annotations

import re

from directory.importer.draft import Draft
from directory.importer.rules.context import Context
from directory.sites.names import fold

_SHORT = {
    "av": "Avenue", "ave": "Avenue", "bd": "Boulevard", "bld": "Boulevard", "blvd": "Boulevard", "boul": "Boulevard",
    "pl": "Place", "rte": "Route", "imp": "Impasse", "all": "Allée", "chem": "Chemin", "che": "Chemin", "sq": "Square",
    "fg": "Faubourg", "fbg": "Faubourg", "res": "Résidence", "lot": "Lotissement", "crs": "Cours", "qu": "Quai",
}  # fmt: skip
_STREET = re.compile(r"^(\d+\s*(?:bis|ter|quater|[a-d])?,?\s+)?([A-Za-z]{2,5})\.?\s+(?=\S)", re.IGNORECASE)
_ZERO = re.compile(r"^(?:0+|null|none|nan)[\s,]+", re.IGNORECASE)
_POSTCODE_TAIL = re.compile(r"[\s,;-]*\b(?:F-)?(\d{5})\b\s*[^\d]*$")


def mend_address(draft: Draft, context: Context) -> None:
    """The number and the street only; known abbreviations written out; shouting lowered."""
    before = draft.text("adresse")
    if before:
        draft.mend("address", "adresse", street(before, draft.text("code_postal"), draft.text("commune")))


def street(written: str, postcode: str = "", commune: str = "") -> str:
    """One address put right; the text as it was where nothing is known to be wrong."""
    text = re.sub(r'["²]', "", _ZERO.sub("", written.strip())).strip(" ,;-")
    tail = _POSTCODE_TAIL.search(text)
    if tail and tail.start() > 0 and (tail[1] == postcode or fold(commune) in fold(tail[0])):
        text = text[: tail.start()]
    text = _lowered(text) if text.isupper() and len(text) > 8 else text
    text = _STREET.sub(_written_out, text)
    return re.sub(r"\s*,\s*,\s*|\s+,", ",", text).strip(" ,;-")


def _written_out(match: re.Match[str]) -> str:
    word = _SHORT.get(match[2].lower())
    return f"{match[1] or ''}{word} " if word else match[0]


def _lowered(text: str) -> str:
    small = {"de", "du", "des", "la", "le", "les", "et", "à", "au", "aux", "bis", "ter", "sur", "en"}
    words = text.lower().split(" ")
    return " ".join(word if word in small else _name(word) for word in words)


def _name(word: str) -> str:
    return re.sub(r"(^|-)(l'|d'|l’|d’)?(\w)", lambda m: f"{m[1]}{m[2] or ''}{m[3].upper()}", word)
