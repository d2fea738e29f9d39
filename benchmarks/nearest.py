"""The 10 nearest sites with three filters: `python -m benchmarks.nearest [--rows 20000 2000000] [--url postgresql://…]`.

Made-up sites, spread as the population is. Prints median and 95th percentile in milliseconds, and the
processor time of the median (what is left of it on a busy machine), without and with filters,
beside a search without any index (the plain scan), all in one run.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Engine, text

from directory.database import migrate, open_engine
from directory.places.gazetteer import Gazetteer
from directory.sites.build import search_columns
from directory.sites.distance import great_circle_m
from directory.sites.search import Filters, nearest
from directory.sites.tables import MIGRATIONS
from directory.sites.vocabulary import LISTS, vocabulary

THREE = Filters(services=("Maîtrise des outils numériques du quotidien",), publics=("Seniors",), cost=("Gratuit",))
_SEARCHES = 300
_BATCH = 20_000


def main() -> None:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[20_000, 2_000_000])
    parser.add_argument("--url", default="", help="an empty PostgreSQL database; default: SQLite in a temporary folder")
    chosen = parser.parse_args()
    for rows in chosen.rows:
        with tempfile.TemporaryDirectory() as folder:
            engine = open_engine(chosen.url or f"sqlite:///{folder}/nearest.sqlite3")
            migrate(engine, [MIGRATIONS])
            points = fill(engine, rows)
            print(f"{rows} sites, {engine.dialect.name}")
            report("no filter", lambda lat, lon, engine=engine: nearest(engine, lat, lon), points)
            report("three filters", lambda lat, lon, engine=engine: nearest(engine, lat, lon, THREE), points)
            report("plain scan", lambda lat, lon, engine=engine: scan(engine, lat, lon), points[:3])
            engine.dispose()


def report(name: str, search: Callable[[float, float], Any], points: list[tuple[float, float]]) -> None:
    """Time a search over the points, and print it."""
    search(*points[0])
    spent, worked = [], []
    for lat, lon in points:
        started, begun = time.perf_counter(), time.process_time()
        search(lat, lon)
        spent.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - begun) * 1000)
    spent.sort()
    late = spent[int(len(spent) * 0.95)]
    cpu = statistics.median(worked)
    print(f"  {name:14} median {statistics.median(spent):8.2f} ms   p95 {late:8.2f} ms   processor {cpu:8.2f} ms")


def scan(engine: Engine, lat: float, lon: float) -> list[tuple[float, int]]:
    """The slow way: every row measured."""
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT number, latitude, longitude FROM sites WHERE listed"))
        return sorted((great_circle_m(lat, lon, row[1], row[2]), row[0]) for row in rows)[:10]


def fill(engine: Engine, rows: int) -> list[tuple[float, float]]:
    """Fill the table; the points to search from, drawn where people live."""
    chance = random.Random(20261121)
    places = [place for place in Gazetteer.load().places if place.kind == "c"]
    weights = [place.population + 50 for place in places]
    homes = iter(chance.choices(places, weights, k=rows))
    statement = None
    with engine.begin() as connection:
        for batch in _batches(chance, homes):
            if statement is None:
                statement = _insert(batch[0])
            connection.execute(statement, batch)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    starts = chance.choices(places, weights, k=_SEARCHES)
    return [(place.lat + chance.gauss(0, 0.02), place.lon + chance.gauss(0, 0.02)) for place in starts]


def _insert(row: dict[str, Any]) -> Any:
    return text(f"INSERT INTO sites ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})")


def _batches(chance: random.Random, homes: Iterator[Any]) -> Iterator[list[dict[str, Any]]]:
    kinds = [_kind(chance) for _ in range(500)]
    batch: list[dict[str, Any]] = []
    for number, place in enumerate(homes, start=1):
        batch.append(_row(number, place, chance, kinds))
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _kind(chance: random.Random) -> dict[str, Any]:
    """Enumerated values as the field fills them: about 1 site in 14 passes the three filters."""
    words = vocabulary()
    lists: dict[str, list[str]] = {column: [] for column in LISTS}
    lists["services"] = chance.sample(words["services"], chance.choice((1, 2, 2, 3, 4)))
    lists["publics_specifiquement_adresses"] = chance.sample(
        words["publics_specifiquement_adresses"], chance.choice((1, 2))
    )
    lists["frais_a_charge"] = [chance.choice(words["frais_a_charge"])] if chance.random() < 0.8 else []
    return lists


def _row(number: int, place: Any, chance: random.Random, kinds: list[dict[str, Any]]) -> dict[str, Any]:
    lat, lon = place.lat + chance.gauss(0, 0.012), place.lon + chance.gauss(0, 0.012)
    lists = chance.choice(kinds)
    searched = search_columns({**lists, "latitude": lat, "nom": f"Lieu {number}"}, retired=False)
    values = {column: json.dumps(words, ensure_ascii=False) for column, words in lists.items()}
    fixed = {"source_slug": "bench", "origin_file": "", "licence": "", "imported_at": "2026-11-21 00:00:00+00:00"}
    return {
        **values, **searched, **fixed, "provenances": "[]", "is_example": False, "id": f"bench_{number}",
        "nom": f"Lieu {number}", "commune": place.name, "code_postal": "00000", "code_insee": place.insee,
        "place_key": place.insee, "latitude": lat, "longitude": lon,
    }  # fmt: skip


if __name__ == "__main__":
    main()
