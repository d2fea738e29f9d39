"""Recognising what names a person: mail addresses, names with a title, mobiles inside texts."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from directory.settings import ROOT
from directory.sites.names import fold

_FIRST_NAMES: Path = ROOT / "data" / "sources" / "words" / "first_names.yml"
_INITIAL = re.compile(r"[a-z][.\-_][a-z]{3,}(?:[.\-_][a-z]+)?")
_FREE = re.compile(
    r"@(?:gmail|hotmail|outlook|live|yahoo|orange|wanadoo|free|laposte|sfr|neuf|icloud|protonmail|msn)\.[a-z.]+$"
)
_WORDS = re.compile(r"[.\-_+\d]+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_MOBILE = re.compile(
    r"(?<![\d+])(?:(?:\+|00)33[\s.()0-]*[67]|(?:\+|00)(?:590|594|596|262)[\s.()0-]*6|0[\s.-]*[67])(?:[\s.-]*\d){8}(?!\d)"
)
_NAME = r"[A-ZÀ-Ý][\w'’-]+"
_TITLED = re.compile(rf"\b(?:M\.|Mr\.?|Mme|Mlle|Monsieur|Madame|Mademoiselle)\s+{_NAME}(?:\s+{_NAME}){{0,2}}")
_TWO_WORDS = re.compile(rf"\b({_NAME})\s+((?:(?:de|du|le|la|el)\s+)?{_NAME})")
_CUE = re.compile(
    r"(?:contact\w*|conseill\w+|mediat\w+|aidant\w*|animat\w+|agent\w*|coordinat\w+|referent\w*|avec|aupres de|"
    r"permanence de|assure\w* par|anime\w* par|demander|joindre|appele[zr])\W*(?:numeriques?\W*)?$"
)


def is_personal_mail(mail: str) -> bool:
    """Whether an address names a person: `prenom.nom@`, `p.nom@`, `marie@`; or holds a first name at a free provider."""
    local = mail.split("@")[0]
    words = [word for word in _WORDS.split(local) if word]
    if not words:
        return False
    named = [word for word in words if word in first_names()]
    if named and (len(words) <= 3 and (words[0] in named or words[-1] in named)):
        return not _place_like(words)
    return bool(_INITIAL.fullmatch(local)) or (bool(_FREE.search(mail)) and bool(named))


# Words that make an address a service's although a first name stands in it: `mairie.saint-paul@`.
_SERVICE = frozenset(
    "mairie ville ccas cias accueil contact centre social saint st ste sainte mediatheque bibliotheque france services "
    "service msap maison mds epn cyber espace association asso commune info secretariat numerique mission locale "
    "fs franceservices college lycee ecole bus point relais residence foyer cafe tiers lieu cc communaute pays val".split()
)


def _place_like(words: list[str]) -> bool:
    return any(word in _SERVICE for word in words)


def without_people(text: str) -> str:
    """A text without mobiles, personal addresses, titled names, and full names that follow words like « contact »."""
    text = _MAIL.sub(lambda match: "" if is_personal_mail(match[0].lower()) else match[0], text)
    text = _TITLED.sub("", _MOBILE.sub("", text))
    return _tidy(_TWO_WORDS.sub(lambda match: _unless_person(match, text), text))


def _unless_person(match: re.Match[str], text: str) -> str:
    """The two words, or nothing when they are a first name and a surname that a person would be called by."""
    if fold(match[1]) not in first_names():
        return match[0]
    before = fold(text[max(0, match.start() - 40) : match.start()])
    return "" if (match[2].isupper() and len(match[2]) > 2) or _CUE.search(before) else match[0]


def _tidy(text: str) -> str:
    text = re.sub(r"\(\s*\)", "", text)
    text = re.sub(r"[ \t]{2,}", " ", text)
    return re.sub(r"\s+([,.;])", r"\1", text).strip(" \t,;:-")


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Common first names, folded."""
    return frozenset(str(yaml.safe_load(_FIRST_NAMES.read_text(encoding="utf-8"))["names"]).split())
