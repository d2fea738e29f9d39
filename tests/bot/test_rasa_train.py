"""Training reads the examples once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import rasa_train

EXAMPLES = """version: "3.1"
nlu:
  - intent: greet
    examples: |
      - bonjour
"""


def test_a_second_reading_is_a_copy_of_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one reader changes is not seen by the next; the files are read once."""
    file = tmp_path / "greet.yml"
    file.write_text(EXAMPLES, "utf-8")
    first = rasa_train.read_once([str(file)], "fr")
    file.unlink()
    first.training_examples[0].set("text", "changed")
    second = rasa_train.read_once([str(file)], "fr")
    assert [example.get("text") for example in second.training_examples] == ["bonjour"]
