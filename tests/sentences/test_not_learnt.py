"""What is held back is not learnt: since an example is believed word for word, a sentence that is one measures nothing."""

from __future__ import annotations

from collections.abc import Iterator

import held_back as sets
import pytest
import yaml

from bot.nlu.by_heart import digest
from bot.nlu.normaliser import WORD
from directory.settings import ROOT
from directory.writing.fold import plain

HELD_BACK = [
    *("understanding", "understanding_fresh", "understanding_fresh_2", "conversations", "console"),
    *(
        "safety",
        "safety_fresh",
        "safety_unseen",
        "safety_hard",
        "safety_exam",
        "safety_exam_2",
        "safety_exam_3",
        "safety_exam_4",
    ),
]
# "merci", "oui", "c'est gratuit ?": whoever writes examples writes these. `make eval` says what is right without them.
LEAST_WORDS = 4


def _texts(folder: str) -> Iterator[str]:
    for case in sets.read(folder):
        yield from (turn["say"] for turn in case["turns"]) if "turns" in case else [case["text"]]


@pytest.fixture(scope="module")
def learnt() -> set[int]:
    """The digests of all examples."""
    found: set[int] = set()
    for path in (ROOT / "data" / "nlu").rglob("*.yml"):
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            found.update(digest(line.removeprefix("- ")) for line in block["examples"].splitlines())
    return found


@pytest.mark.parametrize("folder", HELD_BACK)
def test_a_held_back_sentence_is_not_an_example(learnt: set[int], folder: str) -> None:
    """Nobody learns a sentence of four words or more by which we measure; only the number is shown."""
    texts = [text for text in _texts(folder) if len(WORD.findall(plain(text))) >= LEAST_WORDS]
    assert texts
    assert sum(digest(text) in learnt for text in texts) == 0
