"""A process with everything imported, that forks a real server of the SMS channel at each line it reads: a restart is cheap.

Line in: `start`. Line out: the pid and the port of the child, which listens on loopback, answers with a light assistant,
and sends through an operator whose calls go to the port given as argument. The child is killed from outside, by its pid.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import structlog
import uvicorn
from sms_rig import ROOT, SECRET, Rig, plain
from starlette.applications import Starlette

from bot.channels.sms.adapters.base import Context
from bot.channels.sms.adapters.http import HttpClient
from bot.channels.sms.adapters.preset import Described
from bot.channels.sms.adapters.preset_file import Preset, Reading, Sending
from bot.channels.sms.channel import Channel
from bot.channels.sms.gateway import Gateway
from bot.channels.sms.model import Caps
from bot.channels.sms.words import words
from bot.message import Message
from bot.nlu.commands import command
from bot.nlu.safety import safety_topic
from directory.clock import Clock
from directory.texts import Texts

PRESET = Preset(
    name="sink",
    label="essai",
    needs={},
    caps=Caps(idempotent=True),
    inbound=Reading(format="json", fields={"id": "id", "sender": "from", "text": "text"}),
    outbound=Sending(url="http://127.0.0.1:{port}/send", body={"ref": "{ref}", "to": "{to}", "text": "{text}"}),
)


async def answer(message: Message) -> Sequence[Mapping[str, Any]]:
    """A light assistant: it takes a little time, and says back what it was told."""
    await asyncio.sleep(random.uniform(0, 0.02))
    return [plain(f"Reçu : {message.text}")]


def serve(folder: Path, sink_port: str, listening: socket.socket, texts: Texts) -> None:
    """The child: the channel's own routes and workers, until it is killed."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    limits = {"AIDENUM_SMS_BURST": "9999", "AIDENUM_SMS_DAY": "9999", "AIDENUM_SMS_EVERYBODY_HOUR": "999999"}
    rig = Rig(folder, clock=Clock(), env=limits, texts=texts)
    rig.house.answer = answer  # type: ignore[method-assign,assignment]
    account = {"secret": SECRET, "sender": "+33937000000", "port": sink_port}
    adapter = Described(Context("sink", account, HttpClient(offline=True)), PRESET)
    channel = Channel(Gateway(rig.house, {"sink": adapter}))

    @contextlib.asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        async with channel.running():
            yield

    app = Starlette(routes=channel.routes(), lifespan=life)
    config = uvicorn.Config(app, log_level="critical", access_log=False, ws="none")
    uvicorn.Server(config).run(sockets=[listening])


def main(folder: Path, sink_port: str) -> None:
    """Fork a child at each line."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    texts = Texts.load(ROOT / "data" / "responses")
    words(), safety_topic("bonjour"), command("bonjour")
    for _ in sys.stdin:
        listening = socket.create_server(("127.0.0.1", 0), backlog=256)
        port = listening.getsockname()[1]
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            serve(folder, sink_port, listening, texts)
            os._exit(0)
        listening.close()
        print(pid, port, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
