"""A directory of its own for each test: on SQLite, and where it can be had on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from directory.database import migrate, open_engine
from directory.sites.tables import MIGRATIONS


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """An empty directory on SQLite."""
    made = open_engine(f"sqlite:///{tmp_path / 'sites.sqlite3'}")
    migrate(made, [MIGRATIONS])
    return made
