"""Rasa's own commands work in this environment, on this project: a developer who knows Rasa is at home."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "models"

pytestmark = pytest.mark.slow


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Rasa in a database of its own, quiet, without telemetry."""
    return os.environ | {
        "AIDENUM_DATABASE_URL": f"sqlite:///{tmp_path / 'rasa.sqlite3'}",
        "AIDENUM_OFFLINE": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        "PYTHONWARNINGS": "ignore",
        "MPLBACKEND": "Agg",
    }


def rasa(
    environment: dict[str, str], *words: str, cwd: Path = ROOT, text: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `rasa …` to its end."""
    command = [sys.executable, "-m", "rasa", *words]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, input=text, timeout=300, check=False
    )


def test_the_data_is_valid(environment: dict[str, str]) -> None:
    """`rasa data validate` finds nothing to say, not even a warning."""
    done = rasa(environment, "data", "validate", "--fail-on-warnings")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_conversations_pass_as_stories(environment: dict[str, str], tmp_path: Path) -> None:
    """`rasa test core` predicts the right action at every turn of tests/conversations."""
    done = rasa(
        environment,
        "test",
        "core",
        "--stories",
        "tests/conversations",
        "--out",
        str(tmp_path),
        "--fail-on-prediction-errors",
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def test_understanding_is_measured_by_rasa(environment: dict[str, str], tmp_path: Path) -> None:
    """`rasa test nlu` runs, with its reports and its plots."""
    sample = tmp_path / "sample.yml"
    sample.write_text(
        'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - bonjour\n    - salut\n'
        "- intent: thank\n  examples: |\n    - merci\n    - merci beaucoup\n",
        encoding="utf-8",
    )
    out = tmp_path / "results"
    done = rasa(environment, "test", "nlu", "--nlu", str(sample), "--out", str(out))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (out / "intent_report.json").exists()
    assert (out / "intent_confusion_matrix.png").exists()


def test_a_conversation_in_the_terminal(environment: dict[str, str]) -> None:
    """`rasa shell nlu` understands a sentence."""
    done = rasa(environment, "shell", "nlu", text="bonjour\n/stop\n")
    assert '"greet"' in done.stdout, done.stdout + done.stderr


def test_neural_components_fail_with_what_to_do(environment: dict[str, str], tmp_path: Path) -> None:
    """A pipeline with DIET, or a policy with TED, is refused in one sentence that names the way out."""
    (tmp_path / "nlu.yml").write_text(
        'version: "3.1"\nnlu:\n- intent: a\n  examples: |\n    - un\n    - deux\n'
        "- intent: b\n  examples: |\n    - trois\n    - quatre\n",
        encoding="utf-8",
    )
    (tmp_path / "domain.yml").write_text('version: "3.1"\nintents: [a, b]\n', encoding="utf-8")
    (tmp_path / "config.yml").write_text(
        "recipe: default.v1\nlanguage: fr\nassistant_id: x\npipeline:\n- name: WhitespaceTokenizer\n"
        "- name: CountVectorsFeaturizer\n- name: DIETClassifier\n",
        encoding="utf-8",
    )
    words = ("train", "nlu", "--nlu", "nlu.yml", "--config", "config.yml", "--domain", "domain.yml", "--out", "models")
    done = rasa(environment, *words, cwd=tmp_path)
    assert done.returncode != 0
    assert "docs/adr/0001" in done.stdout + done.stderr


def test_the_two_server_shape_still_works(environment: dict[str, str], tmp_path: Path) -> None:
    """`rasa run` with `rasa run actions` answers over Rasa's rest channel, on loopback."""
    actions_port, port = free_port(), free_port()
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(
        f'action_endpoint:\n  url: "http://127.0.0.1:{actions_port}/webhook"\n'
        "tracker_store:\n  type: bot.storage.tracker_store.ConversationStore\n",
        encoding="utf-8",
    )
    serving = (
        "run",
        "--port",
        str(port),
        "--interface",
        "127.0.0.1",
        "--endpoints",
        str(endpoints),
        "--credentials",
        "credentials.yml",
    )
    with running(environment, "run", "actions", "--port", str(actions_port)), running(environment, *serving):
        answers = ask_when_ready(port, "c'est quoi France Services ?")
    assert [one["custom"]["topic"] for one in answers if "custom" in one] == ["france-services"]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(environment: dict[str, str], *words: str) -> Iterator[None]:
    """`rasa …` in the background, stopped by its own process id."""
    process = subprocess.Popen(
        [sys.executable, "-m", "rasa", *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def ask_when_ready(port: int, text: str) -> list[dict]:
    """Ask until the server is up (90 s at most)."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        try:
            asked = {"sender": "test", "message": text}
            response = httpx.post(f"http://127.0.0.1:{port}/webhooks/rest/webhook", json=asked, timeout=30)
            if response.status_code == 200 and response.json():
                return list(response.json())
        except httpx.TransportError:
            pass
        time.sleep(1)
    raise AssertionError("rasa run did not answer within 90 s")
