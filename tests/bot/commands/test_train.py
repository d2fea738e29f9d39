"""`aidenum train`: what it learns from, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.train import fingerprint, last_words

RASA_SAYS = (
    "Your config…\n\x1b[91mYamlSyntaxException: Failed to read 'data/nlu/greet.yml'.\n  line 6, column 10\x1b[0m\n"
)
WARNINGS = "lib/old.py:129: DeprecationWarning: nesting\n  parser.add_argument_group('x')\n"


def test_the_editor_is_told_which_line_of_which_file() -> None:
    """Rasa says it on its output; the warnings of its libraries come last on the other and say nothing."""
    said = " ".join(last_words(RASA_SAYS, WARNINGS))
    assert said == "YamlSyntaxException: Failed to read 'data/nlu/greet.yml'. line 6, column 10"


def test_without_a_word_from_rasa_the_last_error_is_given() -> None:
    """A crash ends with its reason."""
    assert " ".join(last_words("", f"{WARNINGS}MemoryError: no room\n")) == "MemoryError: no room"


@pytest.mark.parametrize(
    "name", ["data/nlu/greet.yml", "data/safety/signs/money.yml", "config.yml", "bot/nlu/model.py"]
)
def test_what_the_model_is_made_of_makes_it_learn_again(name: str, tmp_path: Path) -> None:
    """A family of words is a column of the model: with one more, yesterday's model fits no longer."""
    before = fingerprint(tmp_path)
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("changed", "utf-8")
    assert fingerprint(tmp_path) != before
