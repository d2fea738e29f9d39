"""`aidenum train`: train Rasa's model when what it learns from has changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import TrainingFailed
from directory.settings import Settings

# What a model is made of. Sentences to say, cards and sites are not: they are read when the assistant starts.
_LEARNT_FROM = (
    *("domain.yml", "config.yml", "data/nlu", "data/rules", "data/stories", "bot/nlu"),
    "data/safety/signs",  # the columns that the models weigh
    *("data/writing", "directory/writing", "data/places", "directory/places"),  # places are hidden from the model
)
_KEPT_MODELS = 2
_RED, _PLAIN = "\x1b[91m", "\x1b[0m"  # how Rasa shows an error


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("train")(train)


def train(force: Annotated[bool, typer.Option("--force", help="Entraîne même si rien n'a changé.")] = False) -> None:
    """Entraîne le modèle de compréhension, si quelque chose a changé."""
    home = Settings.from_env().home
    models, mark = home / "models", home / "models" / "learnt-from.sha256"
    learnt_from = fingerprint(home)
    if not force and any(models.glob("*.tar.gz")) and mark.exists() and mark.read_text() == learnt_from:
        print("Le modèle est à jour.")
        return
    print("Entraînement du modèle (moins d'une minute)…", flush=True)
    _rasa_train(home)
    mark.write_text(learnt_from)
    for old in sorted(models.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)[:-_KEPT_MODELS]:
        old.unlink()
    print("Le modèle est prêt.")


def fingerprint(home: Path) -> str:
    """A digest of everything that a model is made of."""
    digest = hashlib.sha256()
    for name in _LEARNT_FROM:
        top = home / name
        files = [top] if top.is_file() else sorted(path for path in top.rglob("*") if path.suffix in {".yml", ".py"})
        for path in files:
            digest.update(str(path.relative_to(home)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _rasa_train(home: Path) -> None:
    environment = os.environ | {"RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore", "MPLBACKEND": "Agg"}
    # The processors are shared by processes: products shared between them too would wait for one another.
    environment["OPENBLAS_NUM_THREADS"] = "1"
    # What Rasa would validate first, `rasa data validate` does in the tests; a file that cannot be read is still refused.
    command = [sys.executable, "-m", "bot.training", "--out", "models", "--skip-validation"]
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise TrainingFailed(last_words(done.stdout, done.stderr))


def last_words(output: str, errors: str) -> list[str]:
    """Why Rasa stopped: what it prints in red on its output, file and line included; else the end of its errors."""
    said = output.rpartition(_RED)[2] if _RED in output else (errors or output).strip().rpartition("\n")[2]
    return said.replace(_PLAIN, "").split()
