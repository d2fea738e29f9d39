"""A real Kannel (Debian's packages) on loopback: with its own fake SMSC, and over SMPP 3.4 against an npm `smpp` centre."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_from_bytes, unquote_to_bytes

import pytest
import uvicorn
from sms_rig import Rig, plain, recorded
from starlette.applications import Starlette

from bot.channels.sms.adapters.base import Context
from bot.channels.sms.adapters.http import HttpClient
from bot.channels.sms.adapters.kannel import Kannel
from bot.channels.sms.channel import Channel
from bot.channels.sms.gateway import Gateway
from bot.channels.sms.kannel_conf import FAKE_SMSC, SMPP_SMSC, kannel_conf
from directory.clock import Clock

BEARERBOX, SMSBOX = Path("/usr/sbin/bearerbox"), Path("/usr/sbin/smsbox")
JS = Path(__file__).with_name("js")
SECRET = "un-secret-assez-long"
PERSON, SERVICE = "+33639980001", "36000"

pytestmark = [
    pytest.mark.kannel,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (BEARERBOX.exists() and SMSBOX.exists()), reason="kannel is not installed (tools/system-packages.sh)"
    ),
]


def free_port() -> int:
    """A loopback port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(what: Callable[[], Any], seconds: float = 30) -> Any:
    """The first true value of `what`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            found = what()
            if found:
                return found
        time.sleep(0.05)
    raise AssertionError("nothing came")


def listens(port: int) -> bool:
    """Whether someone listens there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Service:
    """AideNum's SMS channel over HTTP, that can be stopped and started again on the same port and database."""

    def __init__(self, folder: Path, account: dict[str, str]) -> None:
        self.folder, self.account, self.port = folder, account, int(account["callback"].rsplit(":", 1)[1])
        self.start()

    def start(self) -> None:
        """Serve in a thread with a loop of its own."""
        self.rig = Rig(self.folder, clock=Clock(), env={"AIDENUM_SMS_BURST": "999", "AIDENUM_SMS_DAY": "999"})
        self.rig.house.script = script
        adapter = Kannel(Context("kannel", self.account, HttpClient(offline=True)))
        self.rig.gateway = Gateway(self.rig.house, {"kannel": adapter})
        channel = Channel(self.rig.gateway)

        @contextlib.asynccontextmanager
        async def life(app: Starlette):  # type: ignore[no-untyped-def]
            async with channel.running():
                yield

        config = uvicorn.Config(
            Starlette(routes=channel.routes(), lifespan=life), port=self.port, log_level="critical", ws="none"
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=lambda: asyncio.run(self.server.serve()), daemon=True)
        self.thread.start()
        wait_for(lambda: listens(self.port))

    def stop(self) -> None:
        """Stop, and wait for the end."""
        self.server.should_exit = True
        self.thread.join(20)
        assert not self.thread.is_alive()


def script(text: str) -> list[dict[str, Any]] | None:
    """The scripted assistant."""
    if "caudry" in text.lower():
        return [recorded("places")]
    return [plain("إليك الجواب. أين أنت؟", lang="ar")] if "أين" in text else None


class Box:
    """Bearerbox and smsbox with the configuration that AideNum prints."""

    def __init__(self, folder: Path, account: dict[str, str], smsc: str) -> None:
        self.conf, self.folder = folder / "kannel.conf", folder
        self.admin, self.inner = free_port(), free_port()
        text = kannel_conf(
            "kannel",
            account,
            smsc=smsc,
            admin_port=str(self.admin),
            smsbox_port=str(self.inner),
            log=str(folder),
            store=str(folder),
            retries="30",
            retry_seconds="1",
        )
        self.conf.write_text(text, "utf-8")
        self.sendsms = int(account["url"].split(":")[2].split("/")[0])
        self.bearer = self._run(BEARERBOX)
        wait_for(lambda: listens(self.inner))
        self.start_smsbox()

    def start_smsbox(self) -> None:
        """Start the box that talks HTTP."""
        self.sms = self._run(SMSBOX)
        wait_for(lambda: listens(self.sendsms))

    def kill_smsbox(self) -> None:
        """As a crash does."""
        self.sms.kill()
        self.sms.wait()

    def stop(self) -> None:
        """Smsbox first, each by its own process."""
        for process in (self.sms, self.bearer):
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()

    def _run(self, binary: Path) -> subprocess.Popen[bytes]:
        out = (self.folder / f"{binary.name}.out").open("ab")
        return subprocess.Popen([str(binary), "-v", "4", str(self.conf)], stdout=out, stderr=out, cwd=self.folder)


class Phone:
    """Kannel's fake SMSC: lines over TCP."""

    def __init__(self, port: int) -> None:
        self.socket = wait_for(lambda: socket.create_connection(("127.0.0.1", port), 5))
        self.received = b""

    def write(self, line: str) -> None:
        """One message in."""
        self.socket.sendall(line.encode() + b"\n")

    def reply(self, seconds: float = 30) -> list[list[str]]:
        """The parts of the next reply, each as its words."""
        self._until_quiet(seconds)
        received, self.received = self.received.decode(), b""
        # A text may hold several lines: a part begins with its two numbers.
        parts = re.split(rf"^(?={SERVICE} {re.escape(PERSON)} )", received, flags=re.M)
        return [part.rstrip("\n").split(" ") for part in parts if part]

    def silence(self, seconds: float = 1.5) -> bool:
        """Whether nothing comes."""
        self.socket.settimeout(seconds)
        try:
            self.received += self.socket.recv(65536)
        except TimeoutError:
            return True
        return False

    def _until_quiet(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.socket.settimeout(0.7 if self.received.endswith(b"\n") else 1)
            try:
                self.received += self.socket.recv(65536)
            except TimeoutError:
                if self.received:
                    return
        raise AssertionError("no reply came")


def shown(parts: list[list[str]]) -> str:
    """The text of a reply as the phone joins it."""
    text = ""
    for words in parts:
        assert words[:2] == [SERVICE, PERSON]
        if words[2] == "text":
            text += " ".join(words[3:])
        elif words[2] == "udh":
            at = words.index("data")
            text += unquote_to_bytes(words[at + 1].replace("+", " ")).decode("utf-8")
        else:
            assert words[2] == "ucs-2"
            text += unquote_to_bytes(words[3].replace("+", " ")).decode("utf-16-be")
    return text


@pytest.fixture
def account() -> dict[str, str]:
    """An account on free ports."""
    return {
        "secret": SECRET,
        "username": "aidenum",
        "password": "mot-de-passe",
        "sender": SERVICE,
        "url": f"http://127.0.0.1:{free_port()}/cgi-bin/sendsms",
        "callback": f"http://127.0.0.1:{free_port()}",
    }


@pytest.fixture
def service(tmp_path: Path, account: dict[str, str]) -> Iterator[Service]:
    """The channel."""
    made = Service(tmp_path / "service", account)
    yield made
    made.stop()


def test_the_whole_journey_through_a_real_kannel(tmp_path: Path, account: dict[str, str], service: Service) -> None:
    """In and out with accents; UCS-2 in; two parts in; service restarted; smsbox killed; receipts."""
    port = free_port()
    box = Box(tmp_path, account, FAKE_SMSC.format(port=port))
    try:
        phone = Phone(port)
        _accents(phone)
        _arabic(phone)
        _two_parts_in(phone, service)
        _two_parts_out(phone)
        _receipts(service)
        _service_restarted(phone, service)
        _smsbox_killed(phone, box)
        _stop(phone)
        assert service.rig.ledger().faults == []
    finally:
        box.stop()


def _accents(phone: Phone) -> None:
    phone.write(f"{PERSON} {SERVICE} data {quote('où êtes-vous à Nîmes ? é è ç €', encoding='utf-8')}")
    text = shown(phone.reply())
    assert "Ici AideNum, un robot" in text
    assert "où etes-vous à Nimes ? é è c €" in text, "the others lose only their mark"


def _arabic(phone: Phone) -> None:
    phone.write(f"{PERSON} {SERVICE} ucs2 {quote_from_bytes('أين أجد مساعدة؟'.encode('utf-16-be'))}")
    assert "إليك الجواب" in shown(phone.reply())


def _two_parts_in(phone: Phone, service: Service) -> None:
    first, second = "Bonjour, je cherche quelqu'un " * 5, "pour imprimer un papier"
    for number, part in enumerate((first, second), start=1):
        phone.write(f"{PERSON} {SERVICE} udh %05%00%03%07%02%0{number} {quote(part)}")
    phone.reply()
    assert service.rig.house.asked[-1].text == first + second


def _two_parts_out(phone: Phone) -> None:
    phone.write(f"{PERSON} {SERVICE} text Caudry")
    parts = phone.reply()
    assert len(parts) == 2
    text = shown(parts)
    assert "Tel 03 53 01 00 11" in text
    assert "Tel 03 53 01 00 12" in text


def _receipts(service: Service) -> None:
    wait_for(lambda: all(row.state in ("sent", "delivered") for row in service.rig.outbox()))
    wait_for(lambda: any(row.state == "delivered" for row in service.rig.outbox()))
    assert all(row.number is None for row in service.rig.outbox())


def _service_restarted(phone: Phone, service: Service) -> None:
    service.stop()
    phone.write(f"{PERSON} {SERVICE} text pendant la panne")
    time.sleep(1.5)
    service.start()
    assert "pendant la panne" in shown(phone.reply())
    assert phone.silence(), "answered once"


def _smsbox_killed(phone: Phone, box: Box) -> None:
    box.kill_smsbox()
    phone.write(f"{PERSON} {SERVICE} text sans smsbox")
    time.sleep(0.5)
    box.start_smsbox()
    assert "sans smsbox" in shown(phone.reply())
    assert phone.silence()


def _stop(phone: Phone) -> None:
    phone.write(f"{PERSON} {SERVICE} text STOP au 36111")
    assert "REPRENDRE" in shown(phone.reply())
    phone.write(f"{PERSON} {SERVICE} text bonjour")
    assert phone.silence(3)


@pytest.mark.skipif(
    shutil.which("npm") is None or shutil.which("node") is None, reason="node and npm are not installed"
)
def test_over_smpp(tmp_path: Path, account: dict[str, str], service: Service) -> None:
    """The same account over SMPP 3.4: a transceiver bind, deliver_sm in both codings, submit_sm, a receipt."""
    if not (JS / "node_modules" / "smpp").exists():
        done = subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-fund", "--no-audit"],
            cwd=JS,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            pytest.skip("the npm package smpp cannot be installed here")
    port = free_port()
    centre = subprocess.Popen(
        ["node", str(JS / "centre.js"), str(port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=JS
    )
    box = None
    try:
        wait_for(lambda: listens(port))
        smsc = SMPP_SMSC.format(host="127.0.0.1", port=port, system_id="aidenum", password="secret")
        box = Box(tmp_path, account, smsc)
        assert _heard(centre)["event"] == "bind_transceiver"
        assert _asked(centre, {"text": "où est-ce ? é à", "coding": 0})["text"].endswith("Vous dites : où est-ce ? é à")
        assert "إليك الجواب" in _asked(centre, {"text": "أين أجد مساعدة؟", "coding": 8})["text"]
        wait_for(lambda: [row.state for row in service.rig.outbox()] == ["delivered", "delivered"])
    finally:
        if box:
            box.stop()
        centre.kill()
        centre.wait()


def _heard(centre: subprocess.Popen[str]) -> dict[str, Any]:
    assert centre.stdout
    heard: dict[str, Any] = json.loads(centre.stdout.readline())
    return heard


def _asked(centre: subprocess.Popen[str], message: dict[str, Any]) -> dict[str, Any]:
    """A message from the person, and what comes back for them."""
    assert centre.stdin
    centre.stdin.write(json.dumps({"from": PERSON.lstrip("+"), "to": SERVICE} | message) + "\n")
    centre.stdin.flush()
    heard = _heard(centre)
    assert heard["event"] == "submit_sm"
    return heard
