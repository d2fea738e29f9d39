"""The real assistant on the example directory, offline, at a fixed clock: loaded once for all the tests of the bot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from directory.clock import Clock
from directory.settings import ROOT, Settings
from directory.wiring import Directory

# A Tuesday morning, in winter: ordinary opening hours.
NOW = datetime.fromisoformat("2026-11-24T10:30:00+01:00")


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a deployment in a folder of its own."""
    var = tmp_path_factory.mktemp("var")
    return Settings.from_env({"AIDENUM_VAR": str(var), "AIDENUM_OFFLINE": "1", "AIDENUM_MESSAGES_PER_MINUTE": "100000"})


@pytest.fixture(scope="session")
def house(settings: Settings) -> Directory:
    """The directory with the examples."""
    from bot.storage.tables import MIGRATIONS

    return Directory.open(settings, Clock(NOW), other_migrations=(MIGRATIONS,))


@pytest.fixture(scope="session")
def client(house: Directory) -> Iterator[TestClient]:
    """The whole application. Skips when no model is trained (`make test` trains it)."""
    if not any((ROOT / "models").glob("*.tar.gz")):
        pytest.skip("no trained model: run `make test`, or `.venv/bin/aidenum train`")
    from bot import logs
    from bot.app import create_app

    logs.configure("CRITICAL")
    with TestClient(create_app(house), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def say(client: TestClient):  # type: ignore[no-untyped-def]
    """Talk: `say("bonjour")` then `say("à Caudry")` in one conversation; returns the answers."""
    held: dict[str, str | None] = {"session": None}

    def talk(message: str, **more: object) -> list[dict]:
        response = client.post("/api/messages", json={"message": message, "session": held["session"], **more})
        assert response.status_code == 200, response.text
        held["session"] = response.json()["session"]
        return list(response.json()["answers"])

    return talk


def here(name: str) -> Path:
    """A file of tests/payloads."""
    return ROOT / "tests" / "payloads" / name
