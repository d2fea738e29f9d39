"""What the box understood, as removable chips; and the same as a short text without anybody's words, for the address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from directory.lookup import Reading
from directory.settings import ROOT

FILE = ROOT / "data" / "console" / "chips.yml"
LISTS = ("services", "publics", "special_care", "cost", "access", "support", "programmes", "typologies")
FLAGS = ("itinerant", "at_home", "remote")
REMOTE = "À distance"


@dataclass(frozen=True)
class Chip:
    """One thing understood. `kind`: a field of the reading; `value`: the standard's; `word` typed again gives it again."""

    kind: str
    value: str
    title: str
    label: str
    word: str

    @property
    def key(self) -> str:
        """What names the chip in a form."""
        return f"{self.kind}:{self.value}"


def chips(reading: Reading) -> list[Chip]:
    """The chips of a reading, the place first."""
    return [_chip(kind, value) for kind, value in facts(reading)]


def facts(reading: Reading) -> Iterator[tuple[str, str]]:
    """(kind, value) of everything understood."""
    wanted = reading.wanted
    if reading.candidate:
        yield "place", reading.candidate.label
    for kind in LISTS:
        yield from ((kind, value) for value in getattr(wanted, kind))
    told = {"remote"} if REMOTE in wanted.support else set()
    yield from (("flags", flag) for flag in FLAGS if getattr(wanted, flag) and flag not in told)
    if wanted.when:
        yield "when", wanted.when.label
    yield from ((kind, f"{getattr(wanted, kind):g}") for kind in ("radius_km", "count") if getattr(wanted, kind))


def canonical(reading: Reading) -> str:
    """The reading in standard words: what the address of the page holds. Never a street, a name or a number typed."""
    return ", ".join(dict.fromkeys(chip.word for chip in chips(reading)))


def _chip(kind: str, value: str) -> Chip:
    words = vocabulary()
    known: Mapping[str, str] = words["values"].get(value, {})
    label = known.get("label", value)
    if kind in words["phrases"]:
        label = words["phrases"][kind].format(value=float(value))
    return Chip(kind, value, words["kinds"][kind], label, known.get("word", label))


@cache
def vocabulary(file: Path = FILE) -> Mapping[str, Any]:
    """`data/console/chips.yml`."""
    content: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content
