"""The server says that it is ready when it is."""

from __future__ import annotations

import gc
from pathlib import Path

from bot.nlu.place_extractor import resolver
from bot.warm import warm_up
from directory.places.shared import shared_gazetteer
from directory.settings import Settings
from directory.wiring import Directory


def test_the_first_message_finds_everything_read(tmp_path: Path) -> None:
    """The gazetteer and the resolver are there, and the collector leaves them alone."""
    house = Directory.open(Settings.from_env({"AIDENUM_VAR": str(tmp_path), "AIDENUM_OFFLINE": "1"}))
    try:
        warm_up(house)
        assert gc.get_freeze_count() > 0
        assert shared_gazetteer.cache_info().currsize == resolver.cache_info().currsize == 1
        assert "resolver" in vars(house)
    finally:
        gc.unfreeze()
