"""A sentence added to the examples is read rightly, whatever the models make of all the others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml

from bot.nlu.by_heart import digest
from directory.settings import ROOT

Say = Callable[..., list[dict]]
STEP = 60  # one example in so many is tried: some hundreds


def _examples(folder: str) -> list[str]:
    """The examples of a folder of data/nlu, without those that stand twice."""
    found: dict[int, str] = {}
    for path in sorted((ROOT / "data" / "nlu" / folder).glob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                found.setdefault(digest(line), line.removeprefix("- "))
    return list(found.values())


@pytest.mark.parametrize(("folder", "alarms"), [("alarms", True), ("harmless", False)])
def test_an_example_is_answered_as_it_was_written_to_be(say: Say, folder: str, alarms: bool) -> None:
    """An alarm of the examples is answered as one, a harmless sentence is not: a correction always works."""
    tried = _examples(folder)[::STEP]
    assert len(tried) > 100
    wrong = [text for text in tried if (say(text, session=None)[0]["kind"] == "safety") is not alarms]
    assert wrong == []
