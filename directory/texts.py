"""The written sentences of `data/responses/`, chosen by channel and language.

One file per subject; each holds `sentences:`, a name → list of variants. A variant has a `text` and, when it is not the
default, a `channel` (web, sms, console…) or a `lang` (ISO 639). The most particular one wins, and a language weighs more
than a channel: language + channel, language, channel, default (French). Nothing needs training after a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from directory.errors import DoubledText, UnknownText

FRENCH = "fr"


@dataclass(frozen=True)
class Variant:
    """One way of saying a sentence."""

    text: str
    channel: str | None = None
    lang: str | None = None

    def fits(self, channel: str, lang: str) -> int:
        """How well this variant fits: 3 (language and channel) to 0 (default), -1 when it must not be said."""
        if self.lang not in (None, lang) or self.channel not in (None, channel):
            return -1
        if lang != FRENCH and self.lang is None and self.channel is None:
            return 0
        return 2 * (self.lang is not None) + (self.channel is not None)


@dataclass(frozen=True)
class Said:
    """A sentence ready to be said, and the language it is in (French where no translation exists)."""

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text


class Texts:
    """All sentences, by name."""

    def __init__(self, sentences: Mapping[str, tuple[Variant, ...]]) -> None:
        self._sentences = dict(sentences)

    @classmethod
    def load(cls, folder: Path) -> Texts:
        """Read every `*.yml` of `folder`. A name that two files hold raises `DoubledText`."""
        sentences: dict[str, tuple[Variant, ...]] = {}
        for path in sorted(folder.glob("*.yml")):
            for name, variants in _read(path):
                if name in sentences:
                    raise DoubledText(name, path.name)
                sentences[name] = variants
        return cls(sentences)

    def say(self, name: str, /, *, channel: str = "web", lang: str = FRENCH, **values: Any) -> Said:
        """The sentence `name` for that channel and language, its `{values}` filled in.

        Raises `UnknownText` when there is no such sentence, `KeyError` when a value is missing.
        """
        variant = self._choose(name, channel, lang)
        text = variant.text.format(**values).strip()
        return Said(text if variant.lang else contract(text), variant.lang or FRENCH)

    def names(self) -> list[str]:
        """Every sentence's name, sorted."""
        return sorted(self._sentences)

    def variants(self, name: str) -> tuple[Variant, ...]:
        """All the ways of saying `name`."""
        if name not in self._sentences:
            raise UnknownText(name)
        return self._sentences[name]

    def _choose(self, name: str, channel: str, lang: str) -> Variant:
        ranked = max(self.variants(name), key=lambda variant: variant.fits(channel, lang))
        if ranked.fits(channel, lang) < 0:
            raise UnknownText(name)
        return ranked


_CONTRACTIONS = {"de Le": "du", "de Les": "des", "à Le": "au", "à Les": "aux"}


def contract(text: str) -> str:
    """French contractions before a name: « près de Le Lorrain » → « près du Lorrain », « de Arras » → « d'Arras »."""
    text = re.sub(r"\b(de|à) (Les?) (?=[A-ZÀ-Ý])", lambda match: _CONTRACTIONS[f"{match[1]} {match[2]}"] + " ", text)
    return re.sub(r"\bde (?=[AEIOUÀÂÉÈÊËÎÏÔÙÛ])", "d'", text)


def _read(path: Path) -> Iterator[tuple[str, tuple[Variant, ...]]]:
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    for name, variants in (content.get("sentences") or {}).items():
        yield name, tuple(Variant(**variant) for variant in variants)
