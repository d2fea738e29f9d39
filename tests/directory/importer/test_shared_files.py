"""The real files of ../shared/data: what they give, and that a second import changes nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from directory.importer.run import import_file
from directory.settings import ROOT
from directory.sites.distance import great_circle_m
from directory.sites.search import nearest

SHARED = ROOT.parent / "shared" / "data"
CONSEILLERS = SHARED / "conseillers-numeriques-2022-12.v0.json"
FRANCE_SERVICES = SHARED / "france-services-2022-12.csv"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is missing"),
]


@pytest.mark.parametrize(("path", "at_least"), [(CONSEILLERS, 4_850), (FRANCE_SERVICES, 2_600)])
def test_a_real_file_is_kept_and_a_second_import_changes_nothing(engine: Engine, path: Path, at_least: int) -> None:
    """Nearly every record is kept, each refusal has a line and a reason, importing again changes nothing."""
    report = import_file(engine, path)
    assert report.kept >= at_least
    assert len(report.refusals) == report.refused == report.read - report.kept - report.repeated
    assert all(refusal.line > 0 and refusal.reason for refusal in report.refusals)
    assert import_file(engine, path).changes == 0


@pytest.mark.slow
def test_nearest_equals_brute_force_around_300_communes(engine: Engine) -> None:
    """After both files, the 10 nearest of 300 communes drawn by a seed are those of a plain scan of the table."""
    for path in (CONSEILLERS, FRANCE_SERVICES):
        import_file(engine, path)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, latitude, longitude FROM sites WHERE listed")).all()
        points = random.Random(20261121).sample(rows, 300)
    for _, lat, lon in points:
        lat, lon = lat + 0.03, lon - 0.02
        expected = sorted((great_circle_m(lat, lon, row[1], row[2]), row[0]) for row in rows)[:10]
        assert [(found.distance_m, found.site.id) for found in nearest(engine, lat, lon)] == expected
