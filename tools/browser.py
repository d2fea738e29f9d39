"""A real Chromium and a real server, for the tests and the pictures of the page."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright
from starlette.types import ASGIApp

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",  # needed as root, as in CI containers
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, headless, on an empty profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def free_port() -> int:
    """A loopback port that nobody holds."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class LocalServer:
    """A uvicorn server in a thread, which can be stopped and started again on the same port."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Serve, and return once the port answers."""
        # No web socket here, and uvicorn's does not suit the websockets library that Rasa needs.
        config = uvicorn.Config(self._application, "127.0.0.1", self.port, log_level="error", ws="none", lifespan="off")
        self._server = server = uvicorn.Server(config)
        self._thread = threading.Thread(target=server.run, daemon=True)
        self._thread.start()
        while not server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the server did not start")
            time.sleep(0.01)

    def replace(self, application: ASGIApp) -> None:
        """Another application for the next start."""
        self._application = application

    def stop(self) -> None:
        """Stop at once, cutting the answers under way, as a killed process does."""
        if self._server and self._thread:
            self._server.should_exit = self._server.force_exit = True
            self._thread.join()


@contextmanager
def serving(application: ASGIApp) -> Iterator[LocalServer]:
    """A server for the length of a block."""
    server = LocalServer(application)
    server.start()
    try:
        yield server
    finally:
        server.stop()
