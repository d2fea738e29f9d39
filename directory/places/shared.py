"""The gazetteer read once per process: the search and the understanding of sentences share it."""

from __future__ import annotations

from functools import lru_cache

from directory.places.gazetteer import Gazetteer


@lru_cache(maxsize=1)
def shared_gazetteer() -> Gazetteer:
    """Every commune of France, read at the first use and then kept. Raises `GazetteerError`."""
    return Gazetteer.load()
