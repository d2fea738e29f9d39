"""The words that the SMS channel obeys itself (data/sms/words.yml): always the whole message, however it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from directory.settings import ROOT
from directory.writing.fold import plain

FILE = ROOT / "data" / "sms" / "words.yml"
STOP, RESUME, MORE, CONTACT, ERASE = "stop", "resume", "more", "contact", "erase"


@dataclass(frozen=True)
class Words:
    """The patterns of one file of words."""

    orders: dict[str, re.Pattern[str]]
    digit_pattern: re.Pattern[str]
    auto_reply: re.Pattern[str]

    def order(self, text: str) -> str | None:
        """`STOP`, `RESUME`, `MORE`, `CONTACT` or `ERASE` when the whole message says so."""
        written = _written(text)
        return next((name for name, pattern in self.orders.items() if pattern.fullmatch(written)), None)

    def digit(self, text: str) -> int | None:
        """The choice of a menu, from 1 to 9."""
        found = self.digit_pattern.fullmatch(_written(text))
        return int(found[1]) if found else None

    def is_auto_reply(self, text: str) -> bool:
        """Whether an answering machine wrote it. A question never is."""
        return "?" not in text and bool(self.auto_reply.search(_written(text)))


@cache
def words(path: Path = FILE) -> Words:
    """The words of `data/sms/words.yml`."""
    content = yaml.safe_load(path.read_text("utf-8"))
    orders = {name: _any(content[name]) for name in (RESUME, MORE, CONTACT, ERASE)}
    return Words(
        {STOP: _stop(content), **orders},
        re.compile(content["digit"]),
        re.compile("|".join(f"(?:{pattern})" for pattern in content["auto_reply"])),
    )


def _any(listed: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in listed))


def _stop(content: dict[str, list[str]]) -> re.Pattern[str]:
    stop = "|".join(re.escape(word) for word in content["stop"])
    before = "|".join(f"(?:{word})" for word in content["stop_before"])
    after = "|".join(f"(?:{word})" for word in content["stop_after"])
    return re.compile(rf"(?:(?:{before}) )?(?:{stop})(?: (?:{after}))*")


def _written(text: str) -> str:
    """Folded, punctuation gone (but not "+", "?" nor apostrophes), single spaces."""
    folded = re.sub(r"[^\w+'°\s]", " ", plain(text).replace("’", "'"))
    return " ".join(folded.split())
