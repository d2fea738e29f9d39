"""Work shared between the processors while the model is trained."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.errors import TrainingFailed
from bot.nlu.spread import SHARE, Aside, shared_table, spread, spread_rows


def _shout(texts: Sequence[str]) -> list[str]:
    return [f"{text}!" for text in texts]


@pytest.mark.parametrize("many", [0, 1, SHARE, 3 * SHARE + 7])
def test_shared_work_keeps_its_order(many: int) -> None:
    """Few or many, on one processor or more, the results come as the texts went."""
    texts = [str(number) for number in range(many)]
    assert [done for share in spread(_shout, texts) for done in share] == _shout(texts)


def _lengths(texts: Sequence[str]) -> np.ndarray:
    return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


@pytest.mark.parametrize("many", [0, 1, 3 * SHARE + 7])
def test_shared_rows_are_at_their_place(many: int) -> None:
    """What each processor writes in the common table stands where its texts stood."""
    texts = ["x" * number for number in range(many)]
    rows = spread_rows(_lengths, texts, shared_table(len(texts), 2))
    assert rows.shape == (many, 2)
    assert rows[:, 0].tolist() == list(range(many)) and (rows[:, 1] == 1).all()


def test_closed_the_work_is_done_at_once_in_this_process() -> None:
    """`rasa train` itself waits for nobody: nothing may go on behind it."""
    done: list[int] = []
    Aside().run(lambda: done.append(os.getpid()))
    assert done == [os.getpid()]


def test_opened_the_work_is_done_when_waited_for(tmp_path: Path) -> None:
    """What goes on aside is on the disk once `wait` comes back, whoever did it."""
    aside = Aside()
    aside.opened = True
    for number in range(3):
        aside.run(lambda number=number: (tmp_path / str(number)).write_text("done"))  # type: ignore[misc]
    aside.wait()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "1", "2"]


def test_work_that_fails_aside_fails_the_training(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that lacks a classifier is never packed; the next training starts afresh."""

    def fail() -> None:
        raise SystemExit(3)

    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})
    aside = Aside()
    aside.opened = True
    aside.run(fail)
    with pytest.raises(TrainingFailed):
        aside.wait()
    aside.wait()
