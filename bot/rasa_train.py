"""`rasa train --force …` as `python -m bot.training` runs it, without what takes Rasa a third of the time for nothing.

- The examples are read once, and the schemas that they must follow too. Rasa reads every file five times in one training,
  once a language asked for, and two schemas for each.
- A file of examples is read in the quick way that does not know its lines, unless it is wrong.
- An example is copied without its words: Rasa copies each of them at each of its merges.
- Two examples are told apart by their text first: Rasa digests all that each holds, at each of its four passes over them.
- The plain words of an example are read once (`bot.nlu.plain_words`); three components want them.
- The sentence encoder starts as soon as the examples are read (`bot.nlu.ahead`).
- The classifiers, which do not need one another, learn side by side; the model is packed when all are done. That, and the encoder
  ahead, only where there is room for it (3.9 GB instead of 2).
- The parts of a model are not kept for the next training, which would need a fingerprint of every example after every part:
  `aidenum train` already knows whether anything has changed, and then trains all of it.
"""

from __future__ import annotations

import copy
import gc
import os
import sys
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from rasa.__main__ import main
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.training.hooks import TrainingHook
from rasa.shared.exceptions import YamlException
from rasa.shared.importers import utils
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils import io, validation

from bot.nlu.plain_words import know
from bot.nlu.sentence_encoder import encode_ahead
from bot.nlu.spread import aside, spread

_read = utils.training_data_from_paths
FILES = 60  # read at once by a processor
ROOM = 5_000_000_000  # bytes free from which the classifiers learn side by side
_pack = LocalModelStorage.create_model_package
_read_file, _read_text, _check = io.read_yaml_file, io.read_yaml, validation.validate_yaml_schema
_checking: list[str] = []  # the file that is being checked, in the quick way


def _read_some(paths: Sequence[str]) -> TrainingData:
    return _read(paths, "fr")


@cache
def _once(paths: tuple[str, ...]) -> TrainingData:
    examples = TrainingData().merge(*spread(_read_some, paths, share=FILES))
    gc.collect()  # what the YAML reader leaves behind; nothing is collected afterwards
    texts = [example.get(TEXT) or "" for example in examples.training_examples]
    know(texts)
    if aside.opened:
        encode_ahead(texts)
    return examples


def read_once(paths: Iterable[str], language: str) -> TrainingData:
    """What Rasa's function of that name gives, read from disk the first time only; each caller has its own copy.

    Rasa gives the same files in two orders: sorted, they are the same reading. YAML does not depend on the language.
    """
    return copy.deepcopy(_once(tuple(sorted(paths))))


@cache
def _file_once(name: str, reader_type: str | tuple[str, ...]) -> Any:
    return _read_file(name, list(reader_type) if isinstance(reader_type, tuple) else reader_type)


def read_file_once(name: str | Path, reader_type: str | list[str] = "safe") -> Any:
    """What `rasa.shared.utils.io.read_yaml_file` gives, read from disk the first time only; each caller has its own copy."""
    kind = tuple(reader_type) if isinstance(reader_type, list) else reader_type
    return copy.deepcopy(_file_once(str(name), kind))


def read_quickly(content: str, reader_type: str | list[str] = "safe") -> Any:
    """What `rasa.shared.utils.io.read_yaml` gives. While a file is checked in the quick way, without its lines."""
    return _safely(content) if reader_type == "safe" or _checking else _read_text(content, reader_type)


@lru_cache(maxsize=4)  # the file, and what its first reading reads: the schemas
def _safely(content: str) -> Any:
    return _read_text(content)


def check_quickly(content: str, *schema: str) -> None:
    """What `validation.validate_yaml_schema` does: where the lines are, which takes as long as all the rest of the
    reading, is only wanted of a wrong file."""
    _checking.append(content)
    try:
        _check(content, *schema)
    except YamlException:
        _checking.clear()
        _check(content, *schema)
    finally:
        _checking.clear()


def quick_hash(example: Message) -> int:
    """Equal examples have equal texts; those with the same text are then compared whole."""
    return hash(example.get(TEXT))


def quick_copy(example: Message, _seen: dict[int, Any]) -> Message:
    """An example of its own over the same texts, which nobody writes in: Rasa copies all of them at each of its merges."""
    copied = Message.__new__(Message)  # half a million times: `copy.copy` asks each how it is made
    copied.__dict__.update(example.__dict__)
    copied.data, copied.features = dict(example.data), list(example.features)
    copied.output_properties = set(example.output_properties)
    return copied


def _keep_nothing(*_args: Any, **_options: Any) -> dict[str, Any]:
    return {}


def free_memory() -> int:
    """The bytes that can be had without taking them from anybody; 0 where the system does not say."""
    try:
        said = dict(line.split(":") for line in Path("/proc/meminfo").read_text("ascii").splitlines())
        return int(said["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return 0


def pack_when_done(*args: Any, **options: Any) -> Any:
    """`LocalModelStorage.create_model_package`, once every classifier has learnt."""
    aside.wait()
    return _pack(*args, **options)


def run() -> None:
    """Train, with the arguments of the command line; never comes back."""
    gc.disable()  # a hundred thousand small things are made and none is thrown away: looking for them took a tenth
    utils.training_data_from_paths = read_once
    io.read_yaml_file, io.read_yaml, validation.validate_yaml_schema = read_file_once, read_quickly, check_quickly
    Message.__hash__, Message.__deepcopy__ = quick_hash, quick_copy
    aside.opened, LocalModelStorage.create_model_package = free_memory() > ROOM, pack_when_done
    TrainingHook.on_before_node = TrainingHook.on_after_node = _keep_nothing
    sys.argv = ["rasa", "train", "--force", *sys.argv[1:]]
    main()
    sys.stdout.flush()
    os._exit(0)  # giving back each of a million small things takes seconds; the system takes them all at once
