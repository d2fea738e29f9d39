"""The command line: its answers, and one clear line with exit code 2 for each thing that can go wrong."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from directory.settings import ROOT

NOW = "2026-11-24T10:30:00+01:00"


def run(*words: str, env: dict[str, str] | None = None, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run `aidenum …` in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AIDENUM_")}
    command = [sys.executable, "-m", "bot.cli", *words]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment | {"AIDENUM_OFFLINE": "1"} | (env or {}),
        capture_output=True,
        text=True,
        input=text,
        timeout=120,
        check=False,
    )


@pytest.fixture
def var(tmp_path: Path) -> dict[str, str]:
    """A deployment in a folder of its own."""
    return {"AIDENUM_VAR": str(tmp_path / "var")}


def refused(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    """Exit code 2, no stack trace, and the parts of the sentence."""
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for part in parts:
        assert part in done.stderr


def test_a_question_and_its_answer(var: dict[str, str]) -> None:
    """`aidenum ask` prints the text; `--json` prints the contract's answers on one line."""
    spoken = run("ask", "je cherche de l'aide à Caudry", "--now", NOW, env=var)
    assert spoken.returncode == 0, spoken.stderr
    assert "Caudry" in spoken.stdout
    structured = run("ask", "--json", "je cherche de l'aide à Caudry", "--now", NOW, env=var)
    (line,) = structured.stdout.splitlines()
    assert json.loads(line)["answers"][0]["kind"] == "places"


def test_a_batch_keeps_conversations_apart(var: dict[str, str], tmp_path: Path) -> None:
    """Each id is a conversation of its own; one line out for one line in, in order."""
    batch = tmp_path / "batch.jsonl"
    lines = [{"id": "a", "turns": ["à Lens", "imprimer un papier"]}, {"id": 2, "turns": ["imprimer un papier"]}]
    batch.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = run("ask", "--json", "--batch", str(batch), "--now", NOW, env=var)
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert [turn[0]["kind"] for turn in first["turns"]] == ["places", "places"]
    assert (first["id"], second["id"]) == ("a", 2)
    assert second["turns"][0][0]["kind"] == "ask_place"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('{"id": 1, "turns": ["a"]}\n{"id": 2, "turns": "b"}', "ligne 2"),
        ('{"id": 1}', "ligne 1"),
        ("bonjour", "ligne 1"),
        ('{"id": 1, "turns": [1]}', "ligne 1"),
        ('["a"]', "ligne 1"),
    ],
)
def test_a_bad_batch_names_the_line(var: dict[str, str], tmp_path: Path, content: str, line: str) -> None:
    """Nothing is answered before the whole file is known to be readable."""
    batch = tmp_path / "batch.jsonl"
    batch.write_text(content, encoding="utf-8")
    done = run("ask", "--json", "--batch", str(batch), env=var)
    refused(done, line)
    assert done.stdout == ""


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_question_is_refused(var: dict[str, str], text: str) -> None:
    """Empty, or only spaces."""
    assert run("ask", text, env=var, text="").returncode == 2


def test_a_long_question_is_refused(var: dict[str, str]) -> None:
    """Over 1,000 characters."""
    assert run("ask", "a" * 1001, env=var).returncode == 2


@pytest.mark.parametrize("now", ["demain", "2026-13-01", "2026-11-24T10:30:00"])
def test_a_bad_clock_is_refused(var: dict[str, str], now: str) -> None:
    """`--now` wants an ISO 8601 date with a zone."""
    refused(run("ask", "bonjour", "--now", now, env=var), "--now")


@pytest.mark.parametrize(
    "url",
    ["sqlite:////dev/null/aidenum.sqlite3", "pas une adresse", "inconnu://x/y", "postgresql://127.0.0.1:1/aidenum"],
)
def test_an_unusable_database_is_said(url: str, var: dict[str, str]) -> None:
    """A database that cannot be opened or written: one line, exit code 2."""
    refused(run("ask", "bonjour", env=var | {"AIDENUM_DATABASE_URL": url}), "base de données")


def test_a_bad_setting_is_named(var: dict[str, str]) -> None:
    """The variable, what it holds, what is expected."""
    refused(run("ask", "bonjour", env=var | {"AIDENUM_RADIUS_STEPS": "loin"}), "AIDENUM_RADIUS_STEPS", "loin")


def test_a_short_secret_is_refused(var: dict[str, str]) -> None:
    """A key that could be guessed is not accepted, and not shown."""
    done = run("ask", "bonjour", env=var | {"AIDENUM_SECRET": "abc"})
    refused(done, "AIDENUM_SECRET")
    assert "abc" not in done.stderr


def test_a_missing_model_is_said(var: dict[str, str], tmp_path: Path) -> None:
    """Without a model: what to run."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "data").symlink_to(ROOT / "data")
    refused(run("ask", "bonjour", env=var | {"AIDENUM_HOME": str(home)}), "aidenum train")


def test_a_taken_port_is_said(var: dict[str, str]) -> None:
    """The server does not start beside another one."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused(run("serve", "--port", str(taken.getsockname()[1]), env=var), "--port")


def test_every_command_has_a_help() -> None:
    """`--help` of every command says what it does."""
    top = run("--help").stdout
    for command in ("serve", "ask", "train", "import", "export", "sync", "sites", "where", "audit"):
        assert command in top
        assert len(run(command, "--help").stdout) > 100
