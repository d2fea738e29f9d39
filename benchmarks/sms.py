"""Held-back conversations by SMS, through the whole channel: `python -m benchmarks.sms`.

Replies until the sites, parts and alphabet per reply, price. The directory is the real files where they are, else the examples.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from typing import Any

from benchmarks.eval_conversations import real_house
from bot import logs
from bot.assistant import Assistant
from bot.channels.sms.model import UCS2
from bot.channels.sms.phone import Phone, Shown, TrialHouse
from bot.services import Services
from directory.wiring import Directory
from tests.sentences.held_back import as_list, conversations

# Above this rank a conversation is about something else by then.
_SITES = {"places", "no_places"}


@dataclass(frozen=True)
class Played:
    """One conversation by SMS: its replies, and the rank of the one that should bring sites (None: it seeks none)."""

    lang: str
    replies: tuple[Shown | None, ...]
    until_sites: int | None


@dataclass(frozen=True)
class Figures:
    """What is promised: median replies until the sites, mean parts a reply, share of UCS-2 in French, silences."""

    conversations: int
    replies: int
    median_until_sites: float
    mean_parts: float
    most_parts: int
    french_ucs2: int
    silences: int


def french() -> list[dict[str, Any]]:
    """The held-back conversations in French."""
    return [one for one in conversations() if one.get("lang", "fr") == "fr"]


async def play(directory: Directory, cases: Iterable[dict[str, Any]], folder: Path) -> list[Played]:
    """Play conversations, each from a number of its own."""
    house = TrialHouse(Services(Assistant.load(directory)), folder)
    played = []
    for number, case in enumerate(cases):
        async with Phone(house, f"+336399{number:05}").on() as phone:
            replies = [await phone.say(turn["say"]) for turn in case["turns"]]
        played.append(Played(case.get("lang", "fr"), tuple(replies), _until_sites(case)))
    return played


def figures(played: list[Played]) -> Figures:
    """The figures of a run."""
    shown = [reply for one in played for reply in one.replies if reply]
    return Figures(
        conversations=len(played),
        replies=len(shown),
        median_until_sites=median(one.until_sites for one in played if one.until_sites),
        mean_parts=mean(reply.parts for reply in shown),
        most_parts=max(reply.parts for reply in shown),
        french_ucs2=sum(reply.coding == UCS2 for one in played if one.lang == "fr" for reply in one.replies if reply),
        silences=sum(reply is None for one in played for reply in one.replies),
    )


def _until_sites(case: dict[str, Any]) -> int | None:
    for rank, turn in enumerate(case["turns"], start=1):
        if _SITES & set(as_list(turn.get("kind"))):
            return rank
    return None


def main() -> None:
    """Print the figures."""
    logs.configure("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        directory = real_house(Path(folder))
        found = figures(asyncio.run(play(directory, french(), Path(folder))))
    price = directory.settings.sms_part_price
    print(f"{found.conversations} conversations held back, {found.replies} replies, {found.silences} silences")
    print(f"replies until the sites: median {found.median_until_sites:g} (promise: at most 3)")
    print(f"parts a reply: mean {found.mean_parts:.2f} (promise: at most 1.6), most {found.most_parts}")
    print(f"price a reply: {found.mean_parts * price:.3f} € at {price} € a part")
    print(f"French replies in UCS-2: {found.french_ucs2} (promise: none)")


if __name__ == "__main__":
    main()
