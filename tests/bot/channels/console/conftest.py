"""The console alone, on the example directory, at a fixed clock: no Rasa, no model."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).resolve().parents[4]))

from tools.console_desk import SENT, Desk, application, open_house


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the house keeps what changes."""
    return tmp_path_factory.mktemp("console")


@pytest.fixture(scope="session")
def house(folder: Path) -> Any:
    """The directory with the examples, and the console's table."""
    return open_house({"AIDENUM_VAR": str(folder)})


@pytest.fixture
def browse(house: Any) -> Iterator[Callable[..., TestClient]]:
    """Make a browser for given settings: `browse(AIDENUM_CONSOLE_TOKENS="…")`; `peer` is its address."""
    opened: list[TestClient] = []

    def make(
        peer: str = "127.0.0.1", base: str = "http://127.0.0.1:8000", sends: bool = True, **env: str
    ) -> TestClient:
        desk = Desk(house, env)
        client = TestClient(application(desk, sends=sends), base_url=base, client=(peer, 50000), follow_redirects=False)
        opened.append(client)
        return client

    SENT.clear()
    yield make
    for client in opened:
        client.close()


@pytest.fixture
def client(browse: Callable[..., TestClient]) -> TestClient:
    """A browser on the machine itself, with a gateway."""
    return browse()
