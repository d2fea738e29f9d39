"""A doubtful record never stands alone in an answer; the same minute is told at each site's own clock."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.search import search
from actions.site import site_answer
from actions.turn import Turn
from directory.importer.run import import_file
from directory.importer.source import known_sources
from directory.sites.search import Found, by_id
from directory.wiring import Directory
from tests.actions.conftest import CAUDRY, golden_file

RECORDS = yaml.safe_load(golden_file().read_text(encoding="utf-8"))["records"]
FIELDS = (
    "id pivot nom commune code_postal code_insee adresse latitude longitude telephone services date_maj "
    "dispositif_programmes_nationaux horaires"
)


def deliver(house: Directory, path: Path, sites: list[dict[str, Any]]) -> None:
    """Make `sites` the whole directory."""
    common = {"pivot": "00000000000000", "services": "Aide aux démarches administratives"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS.split())
        writer.writeheader()
        writer.writerows(common | site for site in sites)
    import_file(house.engine, path, known_sources()["standard-v1"], replaces=True, accept_shrink=True)


def site(
    identity: str, name: str, commune: str, code: tuple[str, str], point: tuple[float, float], **more: Any
) -> dict[str, Any]:
    """A row of the national standard."""
    insee, postcode = code
    where = {
        "commune": commune,
        "code_insee": insee,
        "code_postal": postcode,
        "latitude": point[0],
        "longitude": point[1],
    }
    return {"id": identity, "nom": name, "adresse": "1 Rue de la Paix", **where, **more}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record[0])
def test_a_doubtful_record_has_company(
    house: Directory, turn: Callable[..., Turn], tmp_path: Path, record: list[Any]
) -> None:
    """In a list and on its own, the nearest sure France Services is named beside it."""
    name, updated, programmes, people = record[:4]
    doubtful = site(
        "doubtful", "Lieu douteux", "Caudry", ("59139", "59540"), (50.126, 3.411), date_maj=updated or "1970-01-01"
    )
    doubtful["dispositif_programmes_nationaux"] = "|".join(programmes)
    sure = site(
        "sure",
        "France Services du Cateau",
        "Le Cateau-Cambrésis",
        ("59136", "59360"),
        (50.104, 3.544),
        date_maj="2026-11-01",
    )
    sure |= {"telephone": "+33327000000", "dispositif_programmes_nationaux": "France Services"}
    deliver(house, tmp_path / "sites.csv", [doubtful, sure])
    found = by_id(house.engine, "doubtful")
    assert found is not None
    for number in range(people):
        house.reports.add(found.id, "closed", f"{name} {number}")
    alone = search(turn(), CAUDRY, {}, count=1).answers[0]
    shown = {place["id"] for place in alone.places}
    assert "sure" in shown or "France Services du Cateau" in alone.text
    listed = house.finder.describe(Found(found, 300.0))
    asked = turn(state=search(turn(), CAUDRY, {}).state)
    assert (
        listed.freshness.doubtful is False or "France Services du Cateau" in site_answer(asked, listed).answers[0].text
    )
    house.reports.handle(found.id)


def test_the_same_minute_is_told_at_each_clock(house: Directory, turn: Callable[..., Turn], tmp_path: Path) -> None:
    """At 14:30 in Arras it is 9:30 in Le Lorrain: one is closed for the afternoon, the other open for the morning."""
    hours = {"horaires": "Mo-Sa 09:00-12:00", "date_maj": "2026-11-01"}
    arras = site("arras", "Lieu d'Arras", "Arras", ("62041", "62000"), (50.291, 2.777), **hours)
    lorrain = site("lorrain", "Lieu du Lorrain", "Le Lorrain", ("97214", "97214"), (14.831, -61.056), **hours)
    deliver(house, tmp_path / "sites.csv", [arras, lorrain])
    minute = "2026-11-21T14:30:00+01:00"
    for place, expected in (("62041", "closed"), ("97214", "open")):
        commune = house.gazetteer.commune(place)
        assert commune is not None
        where = CAUDRY | {"insee": place, "lat": commune.lat, "lon": commune.lon, "label": commune.name}
        (view,) = search(turn(at=minute), where, {}).answers[0].places
        assert view["open"] == expected
    assert view["next_change"] == "2026-11-21T12:00:00-04:00"


def test_nobody_is_sent_across_the_sea(house: Directory, turn: Callable[..., Turn], tmp_path: Path) -> None:
    """A site on another island is not offered, however near."""
    other = site(
        "97701",
        "Lieu de Saint-Barthélemy",
        "Saint-Barthélemy",
        ("97123", "97133"),
        (17.9, -62.85),
        date_maj="2026-11-01",
    )
    deliver(house, tmp_path / "sites.csv", [other])
    saint_martin = CAUDRY | {
        "insee": "97801",
        "lat": 18.07,
        "lon": -63.05,
        "label": "Saint-Martin (978)",
        "departement": "978",
    }
    assert search(turn(), saint_martin, {}).answers[0].kind == "no_places"
