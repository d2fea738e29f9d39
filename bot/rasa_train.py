"""`python -m bot.rasa_train …`: `rasa train --force …`, without what takes Rasa a third of the time and serves nothing here.

- The examples are read once. Rasa reads and validates every file five times in one training.
- The parts of a model are not kept for the next training, which would need a fingerprint of every example after every part:
  `aidenum train` already knows whether anything has changed, and then trains all of it.
"""

from __future__ import annotations

import copy
import gc
import sys
from collections.abc import Iterable
from functools import cache
from typing import Any

from rasa.__main__ import main
from rasa.engine.training.hooks import TrainingHook
from rasa.shared.importers import utils
from rasa.shared.nlu.training_data.training_data import TrainingData

_read = utils.training_data_from_paths


@cache
def _once(paths: tuple[str, ...], language: str) -> TrainingData:
    return _read(paths, language)


def read_once(paths: Iterable[str], language: str) -> TrainingData:
    """What Rasa's function of that name gives, read from disk the first time only; each caller has its own copy.

    Rasa gives the same files in two orders: sorted, they are the same reading.
    """
    return copy.deepcopy(_once(tuple(sorted(paths)), language))


def _keep_nothing(*_args: Any, **_options: Any) -> dict[str, Any]:
    return {}


if __name__ == "__main__":
    gc.disable()  # a hundred thousand small things are made and none is thrown away: looking for them took a tenth
    utils.training_data_from_paths = read_once
    TrainingHook.on_before_node = TrainingHook.on_after_node = _keep_nothing
    sys.argv = ["rasa", "train", "--force", *sys.argv[1:]]
    main()
