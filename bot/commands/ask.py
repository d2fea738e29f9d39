"""`aidenum ask`: a question from the terminal, or a batch of conversations."""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.opening import open_house
from bot.errors import BatchUnreadable
from bot.message import Message

MAX_TEXT = 1000


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ask")(ask)


def ask(
    question: Annotated[str | None, typer.Argument(help="La question, entre guillemets.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Réponse structurée, sur une ligne.")] = False,
    batch: Annotated[Path | None, typer.Option(help="Fichier : un objet JSON par ligne {id, turns}.")] = None,
    now: Annotated[str | None, typer.Option(help="Fige l'horloge, ISO 8601 avec fuseau.")] = None,
    channel: Annotated[str, typer.Option(help="web, sms ou console.")] = "web",
    lang: Annotated[str | None, typer.Option(help="Langue choisie, par exemple en.")] = None,
) -> None:
    """Pose une question à l'assistant."""
    if channel not in ("web", "sms", "console"):
        raise typer.BadParameter("le canal est web, sms ou console", param_hint="--channel")
    conversations = list(read_batch(batch)) if batch else [("ask", [_question(question)])]
    from bot.assistant import Assistant

    assistant = Assistant.load(open_house(now, level="ERROR"))
    asyncio.run(_play(assistant, conversations, channel, lang, as_json=as_json, in_batch=batch is not None))


def read_batch(path: Path) -> Iterator[tuple[Any, list[str]]]:
    """The conversations of a batch file. Raises `BatchUnreadable` naming the line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BatchUnreadable(path, 0, str(error)) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _conversation(path, number, line)


def _conversation(path: Path, number: int, line: str) -> tuple[Any, list[str]]:
    try:
        read = json.loads(line)
        identity, turns = read["id"], read["turns"]
    except (ValueError, KeyError, TypeError) as error:
        raise BatchUnreadable(path, number, 'attendu : {"id": …, "turns": ["…"]}') from error
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        raise BatchUnreadable(path, number, "« turns » est une liste de textes")
    return identity, turns


def _question(text: str | None) -> str:
    text = (text if text is not None else "" if sys.stdin.isatty() else sys.stdin.read()).strip()
    if not text:
        raise typer.BadParameter('écrivez une question, par exemple : aidenum ask "imprimer à Caudry"')
    if len(text) > MAX_TEXT:
        raise typer.BadParameter(f"la question dépasse {MAX_TEXT} caractères")
    return text


async def _play(
    assistant: Any,
    conversations: list[tuple[Any, list[str]]],
    channel: str,
    lang: str | None,
    *,
    as_json: bool,
    in_batch: bool,
) -> None:
    for identity, turns in conversations:
        answers = await _converse(assistant, turns, channel, lang)
        _print(identity, answers, as_json, in_batch=in_batch)


async def _converse(assistant: Any, turns: list[str], channel: str, lang: str | None) -> list[list[dict[str, Any]]]:
    """The answers to each turn of one conversation, which is forgotten afterwards."""
    session = "cli:" + secrets.token_urlsafe(16)
    answers = [await assistant.answer(Message(turn[:MAX_TEXT], session, channel, lang=lang)) for turn in turns]
    await assistant.erase(session)
    return answers


def _print(identity: Any, answers: list[list[dict[str, Any]]], as_json: bool, *, in_batch: bool) -> None:
    if in_batch:
        print(json.dumps({"id": identity, "turns": answers}, ensure_ascii=False))
    elif as_json:
        print(json.dumps({"answers": answers[0]}, ensure_ascii=False))
    else:
        print("\n\n".join(answer["text"] for answer in answers[0]))
