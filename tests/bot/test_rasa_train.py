"""Training reads the examples once."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from rasa.shared.exceptions import YamlSyntaxException
from rasa.shared.nlu.training_data.formats.rasa_yaml import NLU_SCHEMA_FILE
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.utils import io
from rasa.shared.utils.validation import YamlValidationException

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


def test_a_schema_is_read_once_and_each_reader_has_its_copy(tmp_path: Path) -> None:
    """Rasa reads the same two schemas for every file of examples."""
    file = tmp_path / "schema.yml"
    file.write_text("type: map\n", "utf-8")
    first = rasa_train.read_file_once(file)
    file.unlink()
    first["type"] = "changed"
    assert rasa_train.read_file_once(str(file)) == {"type": "map"}


def test_a_wrong_file_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick reading does not know the lines: a wrong file is read again. Whoever adds sentences needs the line."""
    monkeypatch.setattr(io, "read_yaml", rasa_train.read_quickly)
    rasa_train.check_quickly(EXAMPLES, NLU_SCHEMA_FILE)
    with pytest.raises(YamlValidationException, match="Line 3"):
        rasa_train.check_quickly(EXAMPLES.replace("intent", "intention"), NLU_SCHEMA_FILE)
    with pytest.raises(YamlSyntaxException, match="line 5"):
        rasa_train.check_quickly(EXAMPLES.replace("|", "["), NLU_SCHEMA_FILE)


def test_a_right_file_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa reads it to check it, then to use it."""
    read: list[str | list[str]] = []

    def spy(content: str, reader_type: str | list[str] = "safe") -> dict[str, str]:
        read.extend([reader_type] if content.endswith("# alone") else [])  # and not the schemas
        return io.yaml.YAML(typ=reader_type).load(content)  # type: ignore[no-any-return]

    monkeypatch.setattr(rasa_train, "_read_text", spy)
    monkeypatch.setattr(io, "read_yaml", rasa_train.read_quickly)
    rasa_train.check_quickly(EXAMPLES + "# alone", NLU_SCHEMA_FILE)
    rasa_train.read_quickly(EXAMPLES + "# alone")
    assert read == ["safe"]


def test_a_reading_does_not_depend_on_the_language(tmp_path: Path) -> None:
    """Rasa asks once in English, by default, and once in the assistant's language."""
    file = tmp_path / "greet.yml"
    file.write_text(EXAMPLES, "utf-8")
    rasa_train.read_once([str(file)], "en")
    file.unlink()
    assert len(rasa_train.read_once([str(file)], "fr").training_examples) == 1


def test_examples_are_told_apart_whole_when_their_texts_are_equal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick digest sees the text alone: the same sentence under two intents is still two examples."""
    monkeypatch.setattr(Message, "__hash__", rasa_train.quick_hash)
    examples = [Message.build("bonjour", intent) for intent in ("greet", "greet", "goodbye")]
    assert [example.get("intent") for example in dict.fromkeys(examples)] == ["greet", "goodbye"]


def test_a_copied_example_has_its_own_intent_and_features(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said of the copy is not said of the example."""
    monkeypatch.setattr(Message, "__deepcopy__", rasa_train.quick_copy, raising=False)
    example = Message.build("bonjour", "greet")
    copied = copy.deepcopy([example])[0]
    assert copied == example
    copied.set("intent", "goodbye", add_to_output=True)
    copied.features.append(None)
    assert (example.get("intent"), example.features) == ("greet", [])
    copied.output_properties.add("place")
    assert "place" not in example.output_properties


def test_free_memory_is_what_the_system_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some on any machine; none is supposed where the system does not say."""
    assert rasa_train.free_memory() > 10_000_000

    def unreadable(*_args: object) -> str:
        raise OSError

    monkeypatch.setattr(Path, "read_text", unreadable)
    assert rasa_train.free_memory() == 0
