"""The server as a town runs it: `python -m benchmarks.memory`. Seconds to the first answer, megabytes after 1,000 messages.

Imports the two national files of 2022 when `../shared/data` is there. Questions vary in town, words and noise, so that what is
remembered by text does not flatter the figure. Linux only: resident memory is read in /proc.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from directory.settings import ROOT

MESSAGES = 1000
DATA = ROOT.parent / "shared" / "data"
FILES = ("conseillers-numeriques-2022-12.v0.json", "france-services-2022-12.csv")
TOWNS = (
    "Caudry",
    "Lens",
    "Arras",
    "Le Lorrain",
    "Marseille 3e",
    "Paris",
    "Lyon",
    "Saint-Denis",
    "Brest",
    "calais",
    "Cambrai",
)
QUESTIONS = (
    *("je cherche de l'aide pour les impôts à {}", "jveu 1 rdv 2m1 a {}", "imprimer un document {}", "bonjour"),
    *("qui peut m'aider à faire ma carte grise à {} samedi ?", "c'est quoi aidants connect", "le premier", "wifi {}"),
    *(
        "apprendre internet près de {} pour seniors",
        "on me demande mon code carte bleue",
        "I need help with my visa in {}",
    ),
)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "AIDENUM_VAR": folder,
            "AIDENUM_OFFLINE": "1",
            "AIDENUM_MESSAGES_PER_MINUTE": "1000000",
        }
        for file in (DATA / name for name in FILES if (DATA / name).exists()):
            subprocess.run(
                [_aidenum(), "import", str(file)], cwd=ROOT, env=environment, check=True, capture_output=True
            )
        started = time.perf_counter()
        with server(environment) as (process, port):
            print(f"ready after {time.perf_counter() - started:.1f} s, {resident_mb(process.pid)}")
            ask(port, 0)
            print(f"first answer after {time.perf_counter() - started:.1f} s, {resident_mb(process.pid)}")
            for number in range(1, MESSAGES):
                ask(port, number)
            print(f"after {MESSAGES} messages: {resident_mb(process.pid)}")


@contextlib.contextmanager
def server(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """`aidenum serve` on a free port, once it answers; stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [_aidenum(), "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None
        if not any("prêt" in line for line in process.stdout):
            raise SystemExit("the server did not start: run `aidenum serve` to see why")
        yield process, port
    finally:
        process.terminate()
        process.wait()


def ask(port: int, number: int) -> None:
    """One message; four make a conversation."""
    draw = random.Random(number)
    noise = "".join(draw.choices("abcdeilmnorstu", k=5)) if draw.random() < 0.3 else ""
    text = f"{draw.choice(QUESTIONS).format(draw.choice(TOWNS))} {noise}".strip()
    body = json.dumps({"message": text, "session": f"memory-{number // 4:06d}"}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/messages", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        assert json.load(response)["answers"]


def resident_mb(pid: int) -> str:
    """Resident memory now, and at its highest."""
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    found = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in lines if line.startswith(("VmRSS", "VmHWM"))}
    return f"{found['VmRSS']} MB resident (highest {found['VmHWM']})"


def _aidenum() -> str:
    return str(Path(sys.executable).with_name("aidenum"))


if __name__ == "__main__":
    main()
