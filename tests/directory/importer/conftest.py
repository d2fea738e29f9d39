"""A directory of its own for each test, and a folder of made-up files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from directory.database import migrate, open_engine
from directory.sites.tables import MIGRATIONS

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """An empty directory on SQLite."""
    made = open_engine(f"sqlite:///{tmp_path / 'sites.sqlite3'}")
    migrate(made, [MIGRATIONS])
    return made


@pytest.fixture
def picture(engine: Engine):  # type: ignore[no-untyped-def]
    """A function that gives the whole directory, dates of import aside: two equal pictures are two equal directories."""

    def draw() -> list[tuple[object, ...]]:
        with engine.connect() as connection:
            sites = connection.execute(text("SELECT * FROM sites ORDER BY id")).mappings().all()
            aliases = connection.execute(text("SELECT * FROM site_aliases ORDER BY alias")).all()
        hidden = {"number", "imported_at", "retired_at"}
        kept = [tuple((k, v) for k, v in site.items() if k not in hidden) for site in sites]
        return [*kept, *(tuple(alias) for alias in aliases)]

    return draw
