"""The whole assistant: `python -m benchmarks.turns`. Start and a thousand questions, beside stock ways of the same run.

Prints seconds of this machine, then ratios within this run: what a turn costs beside understanding alone.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot import logs
from bot.assistant import Assistant
from bot.message import Message
from bot.storage.tables import MIGRATIONS
from directory.settings import ROOT, Settings
from directory.wiring import Directory

QUESTIONS = (
    "je cherche un conseiller numérique à Caudry",
    "ou je peu aller pour internet a lens",
    "c'est quoi le Pass numérique ?",
    "62000",
    "bonjour",
    "imprimer un papier à Marseille",
    "de l'aide à Saint-Denis",
    "je veux parler à quelqu'un",
    "un monsieur veut mon code de carte bleue",
    "refaire ma carte grise au Lorrain",
)
TURNS = 1000


def main() -> None:
    """Measure and print."""
    logs.configure("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        print(f"batch of {TURNS} one-turn conversations (whole process): {batch(Path(folder)):.1f} s")
        started = time.perf_counter()
        settings = Settings.from_env({"AIDENUM_VAR": folder, "AIDENUM_OFFLINE": "1"})
        assistant = Assistant.load(Directory.open(settings, other_migrations=(MIGRATIONS,)))
        loaded = time.perf_counter() - started
        turns, parses = asyncio.run(measure(assistant))
    print(f"loading: {loaded:.1f} s")
    print(f"a turn: median {1000 * statistics.median(turns):.1f} ms, p95 {1000 * p95(turns):.1f} ms")
    print(f"ratio of a whole turn to understanding alone: {statistics.median(turns) / statistics.median(parses):.1f}")


async def measure(assistant: Assistant) -> tuple[list[float], list[float]]:
    """Seconds of each turn, and of understanding alone for the same questions."""
    turns, parses = [], []
    for number in range(TURNS):
        question = QUESTIONS[number % len(QUESTIONS)]
        started = time.perf_counter()
        await assistant.answer(Message(question, f"bench:{number // 5}"))
        turns.append(time.perf_counter() - started)
        started = time.perf_counter()
        await assistant.understand(question)
        parses.append(time.perf_counter() - started)
    return turns, parses


def batch(folder: Path) -> float:
    """Seconds for `aidenum ask --json --batch` on a thousand lines."""
    lines = folder / "batch.jsonl"
    asked = ({"id": number, "turns": [QUESTIONS[number % len(QUESTIONS)]]} for number in range(TURNS))
    lines.write_text("\n".join(json.dumps(one) for one in asked), encoding="utf-8")
    command = [sys.executable, "-m", "bot.cli", "ask", "--json", "--batch", str(lines)]
    environment = {"AIDENUM_VAR": str(folder / "batch"), "AIDENUM_OFFLINE": "1", "PATH": ""}
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main()
