"""Killed at a hundred random instants under load: every accepted message has one answer, none lost, none doubled.

The server killed is a real process (sms_zygote.py): the channel's own routes, database, worker and delivery over HTTP, with a
light assistant in place of Rasa, so that a restart takes a fraction of a second. The whole server with Rasa is killed too, a
dozen times, in test_sms_real_server.py.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests
from sms_rig import SECRET, Rig

from directory.clock import Clock

KILLS = 100
PEOPLE = 40


class Operator(ThreadingHTTPServer):
    """An operator that takes a message, and takes it once per reference."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Takes)
        self.taken: dict[str, str] = {}
        self.calls = 0
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Takes(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        """Take one message; a reference already known is the same message."""
        read = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert isinstance(self.server, Operator)
        self.server.calls += 1
        self.server.taken.setdefault(read["ref"], read["text"])
        with contextlib.suppress(OSError):
            self.send_response(200)
            self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class Victim:
    """The server that is killed and started again; `post` is what an operator does: it repeats until it is acknowledged."""

    def __init__(self, folder: Path, operator: Operator) -> None:
        script = Path(__file__).with_name("sms_zygote.py")
        self.zygote = subprocess.Popen(
            [sys.executable, str(script), str(folder), str(operator.server_port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid = self.port = 0

    def start(self) -> None:
        """A new server on a new port."""
        assert self.zygote.stdin
        assert self.zygote.stdout
        self.zygote.stdin.write("start\n")
        self.zygote.stdin.flush()
        self.pid, self.port = map(int, self.zygote.stdout.readline().split())

    def kill(self) -> None:
        """As a power cut does."""
        os.kill(self.pid, signal.SIGKILL)

    def post(self, identity: str, sender: str, text: str, until: threading.Event) -> bool:
        """Repeat one webhook until a 2xx; False when told to give up."""
        while not until.is_set():
            body = {"id": identity, "from": sender, "text": text}
            with contextlib.suppress(requests.RequestException):
                if requests.post(f"http://127.0.0.1:{self.port}/sms/sink/{SECRET}", json=body, timeout=5).ok:
                    return True
            time.sleep(0.02)
        return False


@pytest.fixture
def operator() -> Iterator[Operator]:
    """The operator."""
    made = Operator()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def victim(tmp_path: Path, operator: Operator) -> Iterator[Victim]:
    """The server."""
    Rig(tmp_path).house.directory.engine.dispose()  # tables once, before the load
    made = Victim(tmp_path, operator)
    made.start()
    yield made
    with contextlib.suppress(ProcessLookupError):
        made.kill()
    made.zygote.kill()
    made.zygote.wait()


@pytest.mark.slow
def test_a_hundred_kills_lose_and_double_nothing(tmp_path: Path, victim: Victim, operator: Operator) -> None:
    """Random kills while messages come in: inbox, outbox and operator agree on one answer each."""
    drawn, done, acknowledged = random.Random(20261121), threading.Event(), []

    def load(lane: int) -> None:
        number = 0
        while not done.is_set():
            identity, sender = f"{lane}-{number}", f"+3361234{(lane * 10 + number) % PEOPLE:04}"
            if victim.post(identity, sender, f"message {identity}", done):
                acknowledged.append(identity)
            number += 1

    lanes = [threading.Thread(target=load, args=(lane,)) for lane in range(4)]
    for lane in lanes:
        lane.start()
    _wait_for_port(victim)
    for _ in range(KILLS):
        if drawn.random() < 0.8:  # else: killed while it starts and takes up what was cut
            _wait_for_work(acknowledged)
        time.sleep(drawn.uniform(0, 0.15))
        victim.kill()
        victim.start()
    done.set()
    for lane in lanes:
        lane.join()

    rig = Rig(tmp_path, clock=Clock())
    _wait_until_quiet(rig)
    _check(rig, operator, acknowledged)


def _wait_for_work(acknowledged: list[str]) -> None:
    """Until one more message is acknowledged: the server of this life is at work."""
    before, deadline = len(acknowledged), time.monotonic() + 20
    while len(acknowledged) == before and time.monotonic() < deadline:
        time.sleep(0.005)


def _wait_until_quiet(rig: Rig) -> None:
    deadline = time.monotonic() + 60
    while not rig._quiet() or any(row.state in ("ready", "sending") for row in rig.outbox()):
        assert time.monotonic() < deadline, "the channel does not recover"
        time.sleep(0.1)


def _check(rig: Rig, operator: Operator, acknowledged: list[str]) -> None:
    inbox, outbox = rig.inbox(), rig.outbox()
    known = {row.provider_id for row in inbox}
    assert len(acknowledged) > KILLS, "there was no load"
    assert not [identity for identity in acknowledged if identity not in known], "an accepted message is lost"
    assert Counter(row.inbox_id for row in outbox) == Counter(row.id for row in inbox), "one answer each"
    assert {row.state for row in outbox} == {"sent"}
    assert set(operator.taken) == {row.ref for row in outbox}
    told = Counter(text.rsplit("message ", 1)[1] for text in operator.taken.values())
    assert told == Counter(known), "what left is one answer to each message"
    ledger = rig.ledger()
    assert ledger.faults == []
    assert ledger.accepted == ledger.answered == len(inbox)


@pytest.mark.slow
def test_a_thousand_replays_twenty_at_a_time_are_one_message(
    tmp_path: Path, victim: Victim, operator: Operator
) -> None:
    """The same webhook 1,000 times over 20 connections: all acknowledged, one answer."""
    statuses: list[int] = []

    def replay() -> None:
        session = requests.Session()
        for _ in range(50):
            body = {"id": "same", "from": "+33612345678", "text": "message same"}
            statuses.append(
                session.post(f"http://127.0.0.1:{victim.port}/sms/sink/{SECRET}", json=body, timeout=30).status_code
            )

    _wait_for_port(victim)
    threads = [threading.Thread(target=replay) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rig = Rig(tmp_path, clock=Clock())
    _wait_until_quiet(rig)
    assert statuses == [200] * 1000
    assert len(rig.inbox()) == len(rig.outbox()) == len(operator.taken) == operator.calls == 1


def _wait_for_port(victim: Victim) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with contextlib.suppress(requests.RequestException):
            requests.get(f"http://127.0.0.1:{victim.port}/sms/none", timeout=5)
            return
        time.sleep(0.05)
