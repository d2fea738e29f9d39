"""Importing and synchronising, timed: `python -m benchmarks.importing [--rows 20000 200000]`.

A made-up file in the national format, with the field's usual faults. Each size runs in a process of its own, so that its
peak memory is its own.
"""

from __future__ import annotations

import argparse
import csv
import functools
import http.server
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from directory.database import migrate, open_engine
from directory.importer.run import import_file
from directory.importer.sync import synchronise
from directory.places.gazetteer import Gazetteer
from directory.settings import Settings
from directory.sites.tables import MIGRATIONS
from directory.sites.vocabulary import COLUMNS, vocabulary

_HOURS = (
    "Mo-Fr 09:00-12:00,13:30-17:00",
    "Mo, Tu, Th 09:00-12:00",
    "du lundi au vendredi de 9h à 12h",
    "Tu,Th 14:00-18:00",
    "",
    "",
)
_NAMES = ("Mairie", "CCAS", "Centre social", "Médiathèque", "Association", "France Services")


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[20_000, 200_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        measure(chosen.one)
        return
    for rows in chosen.rows:
        subprocess.run([sys.executable, "-m", "benchmarks.importing", "--one", str(rows)], check=True)


def measure(rows: int) -> None:
    """Import a file of `rows` sites, import it again, then synchronise it when nothing changed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = write(folder / "national.csv", rows)
        engine = open_engine(f"sqlite:///{folder}/first.sqlite3")
        migrate(engine, [MIGRATIONS])
        print(f"{rows} sites, file of {path.stat().st_size / 1e6:.0f} MB")
        _timed("first import", lambda: import_file(engine, path).summary())
        _timed("second import", lambda: import_file(engine, path).summary())
        _sync(folder)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  peak memory    {peak:8.0f} MB")


def _sync(folder: Path) -> None:
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/national.csv"
    settings = Settings.from_env({"AIDENUM_VAR": str(folder / "var"), "AIDENUM_SYNC_URL": url})
    engine = open_engine(settings.database)
    migrate(engine, [MIGRATIONS])
    _timed("first sync", lambda: synchronise(engine, settings=settings).status)
    _timed("unchanged sync", lambda: synchronise(engine, settings=settings).status)
    server.shutdown()
    server.server_close()


def _timed(name: str, work: Any) -> None:
    started, begun = time.perf_counter(), time.process_time()
    done = work()
    spent, worked = time.perf_counter() - started, time.process_time() - begun
    print(f"  {name:14} {spent:8.2f} s   processor {worked:8.2f} s   {done}", flush=True)


def write(path: Path, rows: int) -> Path:
    """A file of `rows` sites spread as the population is."""
    chance = random.Random(20261121)
    places = [place for place in Gazetteer.load().places if place.kind == "c" and place.postcodes]
    weights = [place.population + 50 for place in places]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        for number, place in enumerate(chance.choices(places, weights, k=rows)):
            writer.writerow(_row(number, place, chance))
    return path


def _row(number: int, place: Any, chance: random.Random) -> dict[str, Any]:
    words = vocabulary()
    return {
        "id": f"source{number % 23}_{number}",
        "pivot": "00000000000000",
        "nom": f"{chance.choice(_NAMES)} {chance.choice(('Nord', 'Sud', 'Pasteur', 'Jean Moulin'))} {number % 97}",
        "commune": place.name.upper() if number % 3 == 0 else place.name,
        "code_postal": place.postcodes[0],
        "code_insee": place.insee,
        "adresse": f"{number % 200} rue {chance.choice(('Pasteur', 'du Moulin', 'Victor Hugo', 'des Écoles'))}",
        "latitude": round(place.lat + chance.gauss(0, 0.01), 6),
        "longitude": round(place.lon + chance.gauss(0, 0.01), 6),
        "typologie": chance.choice(("CCAS", "MUNI", "BIB", "ASSO", "")),
        "telephone": f"0{chance.randint(1, 5)} {number % 90 + 10} 12 34 {number % 89 + 10}",
        "courriels": f"contact@ville{number % 900}.fr",
        "horaires": chance.choice(_HOURS),
        "source": f"source{number % 23}",
        "date_maj": f"202{chance.randint(2, 6)}-0{chance.randint(1, 9)}-15",
        "services": "|".join(chance.sample(words["services"], 3)),
        "frais_a_charge": "Gratuit",
        "modalites_acces": "Se présenter|Téléphoner",
    }


if __name__ == "__main__":
    main()
