"""Held-back conversations, played on the real assistant: `python -m benchmarks.eval_conversations [--show]`.

The directory is made of the real files of ../shared/data when they are there, else of the examples.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.conversation_checks import Memory, failures
from bot.assistant import Assistant
from bot.message import Message
from bot.storage.tables import MIGRATIONS
from directory.clock import Clock
from directory.importer.run import import_file
from directory.settings import ROOT, Settings
from directory.wiring import Directory
from tests.sentences.held_back import conversations

NOW = datetime.fromisoformat("2026-11-24T10:30:00+01:00")
REAL = ("conseillers-numeriques-2022-12.v0.json", "france-services-2022-12.csv")


def real_house(folder: Path) -> Directory:
    """A directory in `folder`, on the real files where they are, at the fixed clock."""
    settings = Settings.from_env({"AIDENUM_VAR": str(folder), "AIDENUM_OFFLINE": "1"})
    house = Directory.open(settings, Clock(NOW), other_migrations=(MIGRATIONS,))
    for name in REAL:
        path = ROOT.parent / "shared" / "data" / name
        if path.exists():
            import_file(house.engine, path)
    return house


async def play(assistant: Assistant, case: dict[str, Any]) -> list[list[str]]:
    """The failures of each turn of one conversation."""
    memory, found = Memory(), []
    for turn in case["turns"]:
        message = Message(turn["say"], f"eval:{case['id']}", case.get("channel", "web"))
        answers = await assistant.answer(message)
        found.append(failures(turn, answers, memory))
        for answer in answers:
            memory.learn(answer)
    return found


async def play_all(assistant: Assistant) -> list[tuple[dict[str, Any], list[list[str]]]]:
    """Every conversation, with the failures of its turns."""
    return [(case, await play(assistant, case)) for case in conversations()]


def report(played: list[tuple[dict[str, Any], list[list[str]]]], *, show: bool) -> None:
    """Print the share of conversations and of turns that are wholly right, by file."""
    by_file: dict[str, Counter[str]] = {}
    for case, found in played:
        counted = by_file.setdefault(case["file"], Counter())
        counted.update(
            conversations=1, right=not any(found), turns=len(found), right_turns=sum(not one for one in found)
        )
        if show and any(found):
            for turn, one in zip(case["turns"], found, strict=True):
                print(f"  {case['id']}: « {turn['say']} » {'; '.join(one)}")
    total: Counter[str] = sum(by_file.values(), Counter())
    missed = Counter(name.split(" ")[0] for _, found in played for one in found for name in one)
    print(f"{'file':34} {'conversations':>14} {'turns':>12}")
    for name, counted in [*sorted(by_file.items()), ("all", total)]:
        right = f"{counted['right']}/{counted['conversations']}"
        print(f"{name:34} {right:>14} {counted['right_turns']:>6}/{counted['turns']:<5}")
    print("expectations not met:", ", ".join(f"{name} {count}" for name, count in missed.most_common()))


def main() -> None:
    """Play and print."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.load(real_house(Path(folder)))
        report(asyncio.run(play_all(assistant)), show="--show" in sys.argv)


if __name__ == "__main__":
    main()
