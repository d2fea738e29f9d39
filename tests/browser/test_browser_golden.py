"""What a screen reader is given, word for word: kept in `golden/`, so that no change goes unseen.

After a change that is meant: run with `AIDENUM_GOLDEN=write`, then read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

FOLDER = Path(__file__).parent / "golden"
STATES = {"accueil": None, "lieux": "Caudry", "choix": "#clarify_place", "danger": "#safety"}


@pytest.mark.parametrize("name", sorted(STATES))
def test_the_page_as_a_screen_reader_gets_it(page: Page, ask: Callable[[str], None], name: str) -> None:
    """Roles, names, order and states are those that were read and agreed to."""
    text = STATES[name]
    if text:
        ask(text)
    snapshot = page.locator("body").aria_snapshot() + "\n"
    kept = FOLDER / f"{name}.txt"
    if os.environ.get("AIDENUM_GOLDEN") == "write":
        kept.write_text(snapshot, "utf-8")
    assert snapshot == kept.read_text("utf-8")
