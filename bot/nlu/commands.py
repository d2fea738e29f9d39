"""Commands (STOP, EFFACER, MENU, AIDE, SUITE, HUMAIN, RECOMMENCER, a digit, a postal code): obeyed always. Pure, no Rasa."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from directory.settings import ROOT
from directory.writing.fold import plain
from directory.writing.phrases import compile_phrases
from directory.writing.texted import read

FILE = ROOT / "data" / "safety" / "commands.yml"
CHOICE = re.compile(r"[\s(]*(?:le |la |choix |n° ?|numero )?(?:[1-9]|[a-d])[\s).!]*")
POSTCODE = re.compile(r"\W*\d{2}\s?\d{3}\W*")


@dataclass(frozen=True)
class Command:
    """What obeys an order: its intent, the orders that are a whole message, those that may stand in a sentence, and the
    words beside which the latter are no order ("un lieu où l'on parle anglais").
    """

    intent: str
    whole: re.Pattern[str]
    words: re.Pattern[str]
    unless: re.Pattern[str]

    def given_by(self, text: str) -> bool:
        """Whether a read text gives this order."""
        return bool(self.whole.fullmatch(text) or (self.words.search(text) and not self.unless.search(text)))


def command(text: str) -> str | None:
    """The intent of the command that `text` gives, or None."""
    written = plain(text).strip(" /")
    if CHOICE.fullmatch(written):
        return "choose_site"
    if POSTCODE.fullmatch(written):
        return "inform"
    plain_words = read(text).text.strip(" .!?,;:«»\"'()*-")
    return next((known.intent for known in commands() if known.given_by(plain_words)), None)


@cache
def commands(path: Path = FILE) -> tuple[Command, ...]:
    """The commands of `data/safety/commands.yml`."""
    content = yaml.safe_load(path.read_text("utf-8"))["commands"]
    return tuple(
        Command(entry["intent"], *(compile_phrases(entry.get(part, ())) for part in ("whole", "words", "unless")))
        for entry in content
    )
