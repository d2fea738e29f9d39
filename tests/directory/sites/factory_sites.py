"""Made-up sites for the tests of search."""

from __future__ import annotations

import csv
from pathlib import Path

from sqlalchemy import Engine

from directory.importer.run import import_file
from directory.importer.source import known_sources
from directory.importer.towns import Towns


def two_departements(engine: Engine, folder: Path) -> None:
    """One site in the Nord, one in the Pas-de-Calais, both in reach of each other."""
    columns = ("id", "nom", "commune", "code_postal", "code_insee", "adresse", "latitude", "longitude", "services")
    path = folder / "two.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerow(("caudry", "Un", "Caudry", "59540", "59139", "1 rue", 50.12, 3.41, ""))
        writer.writerow(("arras", "Deux", "Arras", "62000", "", "2 rue", 50.29, 2.78, ""))
    import_file(engine, path, known_sources()["standard-v1"], towns=Towns())
