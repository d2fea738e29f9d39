"""Commands: obeyed always, in any spelling."""

from __future__ import annotations

import pytest

from bot.nlu.commands import command

CASES = [
    ("STOP", "stop_messages"),
    ("stop.", "stop_messages"),
    ("/stop", "stop_messages"),
    ("arrêtez de m'envoyer des SMS", "stop_messages"),
    ("REPRENDRE", "resume_messages"),
    ("EFFACER", "erase"),
    ("effacez tout", "erase"),
    ("supprimez mes données", "erase"),
    ("delete my data", "erase"),
    ("MENU", "menu"),
    ("Aide", "help"),
    ("help", "help"),
    ("SUITE", "more_results"),
    ("humain svp", "ask_human"),
    ("je veux parler à un humain", "ask_human"),
    ("recommencer", "restart"),
    ("/restart", "restart"),
    ("2", "choose_site"),
    ("le 2", "choose_site"),
    ("A", "choose_site"),
    ("59400", "inform"),
    ("59 400", "inform"),
    ("comment effacer mes photos", None),
    ("stop aux arnaques, un atelier ?", None),
    ("je cherche de l'aide à Caudry", None),
    ("12 rue Pasteur", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "intent"), CASES)
def test_orders(text: str, intent: str | None) -> None:
    """A whole message that is an order is obeyed; a sentence that holds the word is not."""
    assert command(text) == intent
