"""How well held-back sentences are understood: `.venv/bin/python -m benchmarks.eval_understanding`.

Prints one table (right outcomes by kind, register and language; safety recall and false alarms; fallbacks; calibration) over
`tests/sentences/understanding/` and writes the confusion pictures under `var/eval/`. Only sums are shown, never a sentence:
the set stays held back. `--set understanding_dev` measures the development set; `--understanding` leaves the answers out.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.understanding_report import write_page
from benchmarks.understanding_scores import Judged, calibration, judge, share
from bot import logs
from bot.nlu.by_heart import digest
from directory.settings import ROOT, Settings

REGISTERS = ("standard", "texted")
LOADER = ROOT / "tests" / "sentences" / "held_back.py"


def main() -> None:
    """Measure and print."""
    options = _options()
    cases = _cases(options.set)
    logs.configure("ERROR")  # a debug line would show a held-back sentence
    judged, milliseconds = asyncio.run(_measure(cases, answers=not options.understanding))
    console = Console(width=110)
    console.print(_table(judged))
    console.print(_summary(judged, milliseconds))
    console.print(_without_examples(cases, judged))
    console.print(f"Confusions : {write_page(judged, ROOT / 'var' / 'eval')}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="understanding", help="folder of tests/sentences")
    parser.add_argument("--understanding", action="store_true", help="intents only, without the answers")
    return parser.parse_args()


def _cases(folder: str) -> list[dict[str, Any]]:
    spec = importlib.util.spec_from_file_location("held_back", LOADER)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{LOADER} est introuvable.")
    loader = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loader)
    cases: list[dict[str, Any]] = loader.read(folder)
    return cases


async def _measure(cases: Iterable[dict[str, Any]], *, answers: bool) -> tuple[list[Judged], list[float]]:
    """Each case judged, and the milliseconds that understanding took."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = _assistant(Path(folder))
        judged, spent = [], []
        for number, case in enumerate(cases):
            start = time.perf_counter()
            parsed = await assistant._agent.parse_message(case["text"])
            spent.append((time.perf_counter() - start) * 1000)
            said = await _answers(assistant, case, number) if answers else None
            judged.append(judge(case, parsed, said))
        return judged, spent


def _assistant(folder: Path) -> Any:
    """The whole assistant over a database of its own."""
    from bot.assistant import Assistant
    from bot.storage.tables import MIGRATIONS
    from directory.wiring import Directory

    settings = Settings.from_env({"AIDENUM_VAR": str(folder), "AIDENUM_OFFLINE": "1", "AIDENUM_HOME": str(ROOT)})
    return Assistant.load(Directory.open(settings, other_migrations=(MIGRATIONS,)))


async def _answers(assistant: Any, case: dict[str, Any], number: int) -> list[dict[str, Any]]:
    from bot.message import Message

    channel = "console" if case.get("register") == "agent" else "web"
    answers: list[dict[str, Any]] = await assistant.answer(Message(case["text"], f"eval:{number}", channel))
    return answers


def _table(judged: list[Judged]) -> Table:
    table = Table(title="Compréhension")
    for column in ("groupe", "phrases", "intention", "issue", "fiche", "besoin", "incompris"):
        table.add_column(column, justify="left" if column == "groupe" else "right")
    plain = [one for one in judged if one.plain]
    _section(table, "Registre (français)", [one for one in plain if one.lang == "fr"], lambda one: one.register)
    _section(table, "Langue", plain, lambda one: one.lang)
    _section(table, "Genre de réponse", plain, lambda one: one.kind)
    _section(table, "Tout", plain, lambda _one: "tout")
    return table


def _section(table: Table, title: str, judged: list[Judged], key: Callable[[Judged], str]) -> None:
    table.add_section()
    table.add_row(f"[bold]{title}")
    for name in sorted({key(one) for one in judged}):
        group = [one for one in judged if key(one) == name]
        table.add_row(
            name,
            str(len(group)),
            *(
                share(group, field)
                for field in ("right_intent", "right_outcome", "right_topic", "right_need", "missed")
            ),
        )


def _summary(judged: list[Judged], milliseconds: list[float]) -> str:
    alarms = [one for one in judged if one.alarm_wanted]
    harmless = [one for one in judged if one.alarm_unwanted]
    lines = [
        f"Sécurité : rappel {share(alarms, 'alarm')} sur {len(alarms)}, bon protocole {share(alarms, 'right_topic')}",
        f"Fausses alertes : {share(harmless, 'alarm')} sur {len(harmless)}",
        f"Calibration : écart moyen {calibration([one for one in judged if one.plain]):.3f}",
        f"Comprendre une phrase : médiane {statistics.median(milliseconds):.1f} ms, 95 % en {_ninety_five(milliseconds):.1f} ms",
    ]
    return "\n".join(lines)


def _without_examples(cases: list[dict[str, Any]], judged: list[Judged]) -> str:
    """The same shares without the sentences that are also examples, word for word ("merci"): those are always right."""
    from rasa.shared.nlu.training_data.loading import load_data

    known = {digest(example.get("text")) for example in load_data(str(ROOT / "data" / "nlu")).intent_examples}
    unseen = [one for case, one in zip(cases, judged, strict=True) if digest(case["text"]) not in known]
    plain = [one for one in unseen if one.plain]
    standard, texted = ([one for one in plain if (one.lang, one.register) == ("fr", name)] for name in REGISTERS)
    shares = ", ".join(
        f"{name} {share(group, 'right_outcome')} sur {len(group)}"
        for name, group in (("standard", standard), ("texté", texted), ("tout", plain))
    )
    return f"Sans les {len(judged) - len(unseen)} phrases qui sont aussi des exemples, issue juste : {shares}"


def _ninety_five(milliseconds: list[float]) -> float:
    return sorted(milliseconds)[int(0.95 * (len(milliseconds) - 1))]


if __name__ == "__main__":
    main()
