"""The example sites: there when nothing else is, gone as soon as real data comes."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, select

from directory.importer.run import import_file
from directory.importer.source import known_sources
from directory.settings import ROOT
from directory.sites.tables import SiteRecord

EXAMPLES = ROOT / "data" / "sites" / "exemples.csv"


def ensure_examples(engine: Engine, path: Path = EXAMPLES) -> bool:
    """Load the examples when the directory is empty; whether they were loaded.

    Any import of real data removes them (see `directory.importer.load`).
    """
    with engine.connect() as connection:
        if connection.scalar(select(SiteRecord.id).limit(1)) is not None:
            return False
    import_file(engine, path, known_sources()["exemples"])
    return True
