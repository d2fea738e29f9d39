"""A turn of conversation made by hand: the abilities tried without Rasa."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from actions.state import State
from actions.turn import Turn
from directory.clock import Clock
from directory.settings import Settings
from directory.wiring import Directory

CAUDRY = {
    "insee": "59139",
    "label": "Caudry (59)",
    "name": "Caudry",
    "departement": "59",
    "lat": 50.125,
    "lon": 3.4139,
    "precision": "commune",
    "population": 14000,
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """A directory of its own, with the examples, on 21 November 2026."""
    var = tmp_path_factory.mktemp("actions")
    settings = Settings.from_env({"AIDENUM_VAR": str(var), "AIDENUM_OFFLINE": "1"})
    return Directory.open(settings, Clock(datetime.fromisoformat("2026-11-21T10:30:00+01:00")))


@pytest.fixture
def turn(house: Directory) -> Callable[..., Turn]:
    """`turn("leur numéro ?", state=State(...))`."""

    def make(text: str = "", *, at: str | None = None, **fields: object) -> Turn:
        home = house
        if at:
            home = Directory(house.settings, house.engine, Clock(datetime.fromisoformat(at)))
        made = Turn(text, "find_site", (), "web", "fr", State(), home, "test")
        return replace(made, **fields)  # type: ignore[arg-type]

    return make


def golden_file() -> Path:
    """The forty doubtful records of the facts' tests."""
    return Path(__file__).parents[1] / "directory" / "facts" / "golden_records.yml"
