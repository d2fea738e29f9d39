"""Written conversations, played on the real assistant, turn by turn.

`python -m benchmarks.eval_conversations [--set conversations_dev] [--show] [--text] [--only WORD]`

`--set`: a folder of tests/sentences (default: the held-back `conversations`); `--show`: the expectations not met;
`--text`: every turn with its answers, to be read as a resident would; `--only`: the conversations whose id has WORD.
The directory is made of the real files of ../shared/data when they are there, else of the examples.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.conversation_checks import Memory, failures
from bot import logs
from bot.assistant import Assistant
from bot.message import Message
from bot.storage.tables import MIGRATIONS
from directory.clock import Clock
from directory.importer.run import import_file
from directory.settings import ROOT, Settings
from directory.wiring import Directory
from tests.sentences.held_back import read

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


async def play(assistant: Assistant, case: dict[str, Any], *, text: bool = False) -> list[list[str]]:
    """The failures of each turn of one conversation; `text` prints what was said."""
    memory, found = Memory(), []
    for turn in case["turns"]:
        message = Message(turn["say"], f"eval:{case['id']}", case.get("channel", "web"))
        answers = await assistant.answer(message)
        found.append(failures(turn, answers, memory))
        if text:
            _print_turn(case["id"], turn["say"], answers, found[-1])
        for answer in answers:
            memory.learn(answer)
    return found


def _print_turn(identity: str, said: str, answers: list[dict[str, Any]], wrong: list[str]) -> None:
    print(f"\n[{identity}] > {said}{'   *** ' + '; '.join(wrong) if wrong else ''}")
    for answer in answers:
        understood = answer["understood"]
        place = (understood["place"] or {}).get("label")
        print(f"  ({answer['kind']} {answer['topic'] or ''} | {place} | {understood['needs']} {understood['filters']})")
        print("  " + answer["text"].replace("\n", "\n  "))
        print("  [" + " · ".join(choice["label"] for choice in answer["choices"]) + "]")


async def play_all(assistant: Assistant, arguments: argparse.Namespace) -> list[tuple[dict[str, Any], list[list[str]]]]:
    """Every conversation of the set, with the failures of its turns."""
    cases = [case for case in read(arguments.set) if arguments.only in case["id"]]
    return [(case, await play(assistant, case, text=arguments.text)) for case in cases]


def report(played: list[tuple[dict[str, Any], list[list[str]]]], *, show: bool) -> None:
    """Print the share of conversations and of turns that are wholly right, by file."""
    by_file: dict[str, Counter[str]] = {}
    for case, found in played:
        counted = by_file.setdefault(case["file"], Counter())
        counted.update(
            conversations=1, right=not any(found), turns=len(found), right_turns=sum(not one for one in found)
        )
        for turn, one in zip(case["turns"], found, strict=True):
            if show and one:
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
    parser = argparse.ArgumentParser(description="Play written conversations on the real assistant.")
    parser.add_argument("--set", default="conversations")
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--text", action="store_true")
    arguments = parser.parse_args()
    logs.configure("CRITICAL")
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.load(real_house(Path(folder)))
        report(asyncio.run(play_all(assistant, arguments)), show=arguments.show)


if __name__ == "__main__":
    main()
