"""Is every sentence that people read plain? `python -m tools.plain_language` prints a report; exit code 1 on a fault.

Read: the French variants of `data/responses/`, the cards of `data/facts/`, the page's words of `data/interface/fr.yml`.
Left out: what only agents read (their line is dense on purpose).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from directory.facts.cards import Cards
from directory.settings import ROOT
from directory.texts import Texts

RULES = ROOT / "data" / "plain_language.yml"
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
# A phone number or a date is one thing to read, not five.
_FIGURES = re.compile(r"\d[\d .,]*\d|\d")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|\{\w+\}")
_ACRONYM = re.compile(r"\b[A-ZÉÈÀ]{2,}\b")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Text:
    """A text that people read, and where it stands."""

    where: str
    text: str


@dataclass(frozen=True)
class Fault:
    """What is not plain, where, and the words."""

    where: str
    rule: str
    words: str


def texts(root: Path = ROOT) -> Iterator[Text]:
    """Every French text that residents read."""
    data = root / "data"
    yield from _sentences(data / "responses")
    yield from _cards(data / "facts")
    yield from _interface(data / "interface" / "fr.yml")


def faults(text: Text, rules: dict[str, Any]) -> Iterator[Fault]:
    """What is not plain in one text."""
    for sentence in _SENTENCE_END.split(text.text):
        if len(_WORD.findall(_FIGURES.sub("9", sentence))) > rules["words_per_sentence"]:
            yield Fault(text.where, "phrase trop longue", sentence)
    if text.text.count("?") > rules["questions"]:
        yield Fault(text.where, "plus d'une question", text.text)
    for acronym in _ACRONYM.findall(_PLACEHOLDER.sub("", text.text)):
        if acronym not in rules["known"] and not _explained(acronym, text.text):
            yield Fault(text.where, "sigle sans explication", acronym)


def check(root: Path = ROOT) -> tuple[int, list[Fault]]:
    """The number of texts read, and their faults."""
    rules = yaml.safe_load((root / "data" / "plain_language.yml").read_text(encoding="utf-8"))
    read = list(texts(root))
    found = [fault for text in read for fault in faults(text, rules)]
    return len(read), [*found, *_cards_without_simpler(root), *_too_many_choices(root, rules["choices"])]


def _explained(acronym: str, text: str) -> bool:
    """ "CCAS (service social de la mairie)", "CCAS, le service social", or the long name before "(CCAS)"."""
    return bool(re.search(rf"\b{acronym}\b\s*(?:\(|,\s+(?:le|la|l'|les|un|une)\b)|\(\s*{acronym}\s*\)", text))


def _sentences(folder: Path) -> Iterator[Text]:
    known = Texts.load(folder)
    for name in known.names():
        if not name.startswith(("label ", "message_")):
            for variant in known.variants(name):
                if variant.lang in (None, "fr") and variant.channel != "console":
                    yield Text(
                        f"data/responses: {name}" + (f" ({variant.channel})" if variant.channel else ""), variant.text
                    )


def _cards(folder: Path) -> Iterator[Text]:
    for card in Cards.load(folder):
        for name in ("plain", "simpler", "sms"):
            yield Text(f"data/facts: {card.slug} ({name})", getattr(card, name))
        for side in card.answers:
            yield Text(f"data/facts: {card.slug} ({side.ask})", side.words.plain)
        for slug, note in card.local.items():
            yield Text(f"data/territories: {slug}, {card.slug}", note.words.plain)


def _interface(path: Path) -> Iterator[Text]:
    for name, value in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        if isinstance(value, str) and " " in value:
            yield Text(f"data/interface: {name}", value)


def _cards_without_simpler(root: Path) -> Iterator[Fault]:
    for card in Cards.load(root / "data" / "facts"):
        if card.kind in ("scheme", "safety") and not card.words.simpler:
            yield Fault(f"data/facts: {card.slug}", "pas de variante « plus simple »", card.title)


def _too_many_choices(root: Path, most: int) -> Iterator[Fault]:
    for card in Cards.load(root / "data" / "facts"):
        if len(card.follow_ups) > most:
            yield Fault(f"data/facts: {card.slug}", f"plus de {most} choix", card.title)


def main() -> int:
    """Print the report; 1 when something is not plain."""
    count, found = check()
    for fault in found:
        print(f"{fault.where} : {fault.rule} : « {fault.words} »")
    print(f"{count} textes lus, {len(found)} à reprendre.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
