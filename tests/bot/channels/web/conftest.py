"""The web channel on a house of cardboard (tools/cardboard.py): every page, no Rasa."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT))

from starlette.testclient import TestClient  # noqa: E402

from directory.settings import Settings  # noqa: E402
from tools.cardboard import Cardboard, application  # noqa: E402


@pytest.fixture
def house() -> Cardboard:
    """The rest of the house, made of cardboard."""
    return Cardboard(Settings.from_env({"AIDENUM_HUMAN_PHONE": "+33199001234", "AIDENUM_HUMAN_NAME": "l'accueil"}))


@pytest.fixture
def client(house: Cardboard) -> Iterator[TestClient]:
    """A browser without JavaScript."""
    with TestClient(application(house), follow_redirects=False) as client:
        yield client
