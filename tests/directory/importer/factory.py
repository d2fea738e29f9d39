"""Made-up files of the field, as small as they can be."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from directory.importer.towns import Town, Towns
from directory.sites.names import fold
from directory.sites.vocabulary import COLUMNS


def town(insee: str, name: str, postcodes: str, lat: float, lon: float, current: str | None = None) -> Town:
    """A town of a tiny gazetteer."""
    return Town(insee, name, current or insee, tuple(postcodes.split()), lat, lon, fold(name))


TOWNS = Towns(
    [
        town("59139", "Caudry", "59540", 50.1252, 3.4118),
        town("59136", "Le Cateau-Cambrésis", "59360", 50.1036, 3.5427),
        town("62041", "Arras", "62000", 50.2919, 2.7801),
        town("97230", "La Trinité", "97220", 14.7371, -60.9648),
        town("59999", "Ancien-Bourg", "59360", 50.10, 3.50, current="59136"),
    ]
)


def record(number: int, **changes: Any) -> dict[str, Any]:
    """A sound record of the standard v1; `changes` override columns."""
    base: dict[str, Any] = {
        "id": f"source_{number}",
        "nom": f"Espace numérique numéro {number}",
        "commune": "Caudry",
        "code_postal": "59540",
        "code_insee": "59139",
        "adresse": f"{number} rue de l'Essai",
        "latitude": str(50.12 + number / 10_000),
        "longitude": "3.41",
        "services": "Aide aux démarches administratives",
        "source": "Essai",
        "date_maj": "2026-10-01",
    }
    return {**base, **changes}


def as_csv(records: list[dict[str, Any]], columns: tuple[str, ...] = COLUMNS, separator: str = ",") -> str:
    """The text of a CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", delimiter=separator, extrasaction="ignore", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


def write_csv(path: Path, records: list[dict[str, Any]]) -> Path:
    """A CSV file of these records."""
    path.write_text(as_csv(records), encoding="utf-8")
    return path
