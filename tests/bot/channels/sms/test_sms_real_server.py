"""The whole server, Rasa and all (`aidenum serve`), killed a dozen times in the middle of its work: one answer each."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import requests
from sms_rig import ROOT, SECRET, Rig
from test_sms_crashes import Operator, _wait_until_quiet

from directory.clock import Clock

KILLS = 10


class Victim:
    """`aidenum serve`, forked from a process that has imported everything: a restart skips ten seconds of imports."""

    def __init__(self, folder: Path) -> None:
        env = os.environ | {"AIDENUM_VAR": str(folder), "AIDENUM_OFFLINE": "1", "AIDENUM_LOG_LEVEL": "ERROR"}
        self.zygote = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", _ZYGOTE],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.pid = 0

    def start(self) -> int:
        """A server, ready; its port."""
        assert self.zygote.stdin
        assert self.zygote.stdout
        self.zygote.stdin.write("start\n")
        self.zygote.stdin.flush()
        for line in self.zygote.stdout:
            if line.startswith("pid "):
                self.pid = int(line.split()[1])
            if "prêt" in line:
                return int(line.rstrip("/\n").rsplit(":", 1)[1])
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """As a power cut does."""
        os.kill(self.pid, signal.SIGKILL)


_ZYGOTE = """
import os, signal, sys
import bot.app, bot.assistant, bot.rasa_agent
from bot.commands.serve import serve
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for _ in sys.stdin:
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        serve("127.0.0.1", 0, None)
        os._exit(0)
    print("pid", pid, flush=True)
"""


def post(port: int, identity: str, text: str) -> bool:
    """One webhook of the telephone gateway, signed; False when nobody answers."""
    from bot.channels.sms.adapters.android import signature

    sender = f"+336123400{int(identity) % 50:02}"
    body = json.dumps({"event": "sms:received", "payload": {"messageId": identity, "message": text, "sender": sender}})
    stamp = str(int(time.time()))
    headers = {"X-Timestamp": stamp, "X-Signature": signature(SECRET, body.encode(), stamp)}
    with contextlib.suppress(requests.RequestException):
        return requests.post(f"http://127.0.0.1:{port}/sms/android", data=body.encode(), headers=headers, timeout=5).ok
    return False


@pytest.mark.slow
def test_the_real_server_killed_in_the_middle_answers_once(tmp_path: Path) -> None:
    """Messages accepted before each kill are all answered by the servers that follow, once each."""
    if not any((ROOT / "models").glob("*.tar.gz")):
        pytest.skip("no trained model: run `make test`, or `.venv/bin/aidenum train`")
    operator, drawn, accepted = _Telephone(), random.Random(8), []
    account = {"signing_key": SECRET, "username": "u", "password": "p", "sender": "+33937000000"}
    account["url"] = f"http://127.0.0.1:{operator.server_port}"
    (tmp_path / "sms.yml").write_text(json.dumps({"android": account}), "utf-8")
    victim = Victim(tmp_path)
    for life in range(KILLS + 1):
        port = victim.start()
        try:
            for number in range(5):
                identity = f"{life * 5 + number}"
                if post(port, identity, f"imprimer à Caudry {identity}"):
                    accepted.append(identity)
            if life < KILLS:
                time.sleep(drawn.uniform(0, 0.4))
            else:
                _wait_until_quiet(Rig(tmp_path, clock=Clock()))
        finally:
            victim.kill()
    victim.zygote.kill()
    victim.zygote.wait()
    operator.shutdown()
    rig = Rig(tmp_path, clock=Clock())
    inbox, outbox = rig.inbox(), rig.outbox()
    assert len(accepted) >= KILLS * 4
    assert {row.provider_id for row in inbox} >= set(accepted)
    assert Counter(row.inbox_id for row in outbox) == Counter(row.id for row in inbox)
    assert set(operator.taken) == {row.ref for row in outbox}
    assert rig.ledger().faults == []


class _Telephone(Operator):
    """The gateway of a telephone: the same message id is one message."""

    def finish_request(self, request: object, client_address: object) -> None:
        """Read the gateway's own shape."""
        _Reads(request, client_address, self)  # type: ignore[arg-type]


class _Reads(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        """Take one message."""
        read = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert isinstance(self.server, Operator)
        self.server.taken.setdefault(read["id"], read["textMessage"]["text"])
        with contextlib.suppress(OSError):
            self.send_response(202)
            self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""
