"""Spelling a name over the phone: « C comme Célestin, A comme Anatole »."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from directory.settings import ROOT

FILE = ROOT / "data" / "console" / "spelling.yml"
_ACCENTS = {"\u0301": "acute", "\u0300": "grave", "\u0302": "circumflex", "\u0308": "diaeresis", "\u0327": "cedilla"}


def spell(text: str) -> str:
    """`text` letter by letter, in French."""
    return ", ".join(_say(character) for character in unicodedata.normalize("NFC", text) if character.isprintable())


def _say(character: str) -> str:
    words = _words()
    if character in words["signs"]:
        return str(words["signs"][character])
    plain, *marks = list(unicodedata.normalize("NFD", character))
    word = words["letters"].get(plain.lower())
    if word is None:
        return character
    said = words["as"].format(letter=plain.upper(), word=word)
    accent = _ACCENTS.get(marks[0]) if marks else None
    return words["accents"][accent].format(letter=plain.upper()) if accent else str(said)


@cache
def _words(file: Path = FILE) -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content
