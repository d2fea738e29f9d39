"""The held-back conversations by SMS, with the real assistant: short, cheap, and never silent."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sms_rig import ROOT


@pytest.mark.slow
def test_held_back_conversations_are_short_and_cheap(tmp_path: Path) -> None:
    """Sites in 3 replies (median), 1.6 parts a reply (mean), 2 at most but for safety, no UCS-2 in French, no silence."""
    if not any((ROOT / "models").glob("*.tar.gz")):
        pytest.skip("no trained model: run `make test`, or `.venv/bin/aidenum train`")
    from benchmarks.eval_conversations import real_house
    from benchmarks.sms import figures, french, play

    found = figures(asyncio.run(play(real_house(tmp_path), french(), tmp_path)))
    assert found.conversations >= 60
    assert found.median_until_sites <= 3
    assert found.mean_parts <= 1.6
    assert found.most_parts <= 4
    assert (found.french_ucs2, found.silences) == (0, 0)
