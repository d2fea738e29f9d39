"""Missing points: found by address in the right commune only, kept, resumed, never in the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import requests
from factory import TOWNS, record, write_csv
from sqlalchemy import Engine

from directory.importer.geocode import Point, best, geocode_missing
from directory.importer.run import import_file
from directory.settings import Settings
from directory.sites.search import by_id

SETTINGS = Settings.from_env({})


def without_points(folder: Path) -> Path:
    """Three sites without a point."""
    return write_csv(folder / "a.csv", [record(n, latitude="", longitude="") for n in (1, 2, 3)])


def test_a_site_without_a_point_stands_at_its_commune_then_at_its_address(engine: Engine, tmp_path: Path) -> None:
    """First the commune's point, marked so; after geocoding the address's; and it survives another import."""
    import_file(engine, without_points(tmp_path), towns=TOWNS)
    site = by_id(engine, "source_1")
    assert site is not None
    assert (site.latitude, site.longitude, site.point_precision) == (50.1252, 3.4118, "commune")
    outcome = geocode_missing(engine, SETTINGS, lambda *_: Point(50.13, 3.42, 0.9, "housenumber"))
    assert (outcome.asked, outcome.found) == (3, 3)
    import_file(engine, without_points(tmp_path), towns=TOWNS)
    site = by_id(engine, "source_1")
    assert site is not None
    assert (site.latitude, site.point_precision) == (50.13, "address")


def test_a_stop_loses_nothing(engine: Engine, tmp_path: Path) -> None:
    """The network goes away: what was found is kept, the next run asks only for the rest."""
    import_file(engine, without_points(tmp_path), towns=TOWNS)
    asked: list[str] = []

    def ask(street: str, *_: str) -> Point | None:
        if len(asked) == 2:
            raise requests.ConnectionError
        asked.append(street)
        return Point(50.13, 3.42, 0.9, "street")

    assert geocode_missing(engine, SETTINGS, ask).stopped
    again: list[str] = []
    geocode_missing(engine, SETTINGS, lambda street, *_: again.append(street))
    assert len(asked) == 2
    assert len(again) == 1
    assert geocode_missing(engine, SETTINGS, lambda *_: None).asked == 0


@pytest.mark.parametrize(
    ("properties", "kept"),
    [
        ({"citycode": "59139", "type": "housenumber", "score": 0.9}, True),
        ({"citycode": "62041", "type": "housenumber", "score": 0.99}, False),
        ({"citycode": "59139", "type": "municipality", "score": 0.9}, False),
        ({"citycode": "59139", "type": "street", "score": 0.2}, False),
        ({}, False),
    ],
)
def test_a_score_alone_is_never_trusted(properties: dict[str, Any], kept: bool) -> None:
    """The answer is a street or a number of the named commune, or it is no answer."""
    feature = {"properties": properties, "geometry": {"coordinates": [3.41, 50.12]}}
    assert (best({"features": [feature]}, "59139") is not None) is kept


@pytest.mark.parametrize("answer", [{}, {"features": []}, {"features": [{}]}, [], None])
def test_an_odd_answer_is_no_answer(answer: Any) -> None:
    """Empty, or shaped otherwise: nothing found, nothing raised."""
    assert best(answer, "59139") is None
