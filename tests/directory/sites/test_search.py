"""The nearest search: the same tests on SQLite and on PostgreSQL with PostGIS."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from directory.importer.run import import_file
from directory.importer.source import known_sources
from directory.importer.towns import Towns
from directory.sites import search_postgis
from directory.sites.distance import great_circle_m
from directory.sites.search import Filters, by_id, distance_to, nearest
from directory.sites.vocabulary import COLUMNS, NO_PUBLIC, vocabulary

CENTRES = ((50.125, 3.412), (43.297, 5.381), (14.737, -60.965), (-21.1, 55.5))


def _site(chance: random.Random, number: int) -> dict[str, Any]:
    lat, lon = CENTRES[number % len(CENTRES)]
    words = vocabulary()

    def some(column: str, most: int) -> str:
        return "|".join(chance.sample(words[column], chance.randint(0, most)))

    return {
        "id": f"s_{number:04d}",
        "nom": f"Espace {chance.choice(['Éluard', 'Pasteur', 'Curie'])} {number}",
        "commune": "Quelque part",
        "code_postal": "59540",
        "adresse": f"{number} rue",
        "latitude": lat + chance.gauss(0, 0.06),
        "longitude": lon + chance.gauss(0, 0.06),
        "typologie": chance.choice(["CCAS", "BIB", ""]),
        "itinerance": chance.choice(["Itinérant", "Fixe", ""]),
        "services": some("services", 4),
        "publics_specifiquement_adresses": some("publics_specifiquement_adresses", 2),
        "prise_en_charge_specifique": some("prise_en_charge_specifique", 2),
        "frais_a_charge": chance.choice(["Gratuit", "Payant", ""]),
        "dispositif_programmes_nationaux": some("dispositif_programmes_nationaux", 2),
        "modalites_acces": chance.choice(["Téléphoner", "Se présenter|Téléphoner", NO_PUBLIC, ""]),
        "modalites_accompagnement": some("modalites_accompagnement", 2),
    }


@pytest.fixture
def sites(engine: Engine, tmp_path: Path) -> list[dict[str, Any]]:
    """400 sites around four centres, loaded; as they were written."""
    chance = random.Random(7)
    made = [_site(chance, number) for number in range(400)]
    made += [{**made[0], "id": "tie_b"}, {**made[0], "id": "tie_a"}]
    path = tmp_path / "sites.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(made)
    import_file(engine, path, known_sources()["standard-v1"], towns=Towns())
    return made


def _matches(site: dict[str, Any], wanted: Filters) -> bool:
    """The rule of filters, written the slow way."""

    def held(column: str) -> set[str]:
        return set(filter(None, site[column].split("|")))

    def all_of(column: str, values: tuple[str, ...], blank: bool) -> bool:
        return (blank and not held(column)) or set(values) <= held(column)

    def one_of(column: str, values: tuple[str, ...], blank: bool) -> bool:
        return not values or (blank and not held(column)) or bool(set(values) & held(column))

    moves = "Itinérant" in held("itinerance")
    return (
        NO_PUBLIC not in held("modalites_acces")
        and all_of("services", wanted.services, blank=False)
        and all_of("dispositif_programmes_nationaux", wanted.programmes, blank=False)
        and all_of("publics_specifiquement_adresses", wanted.publics, blank=True)
        and all_of("prise_en_charge_specifique", wanted.special_care, blank=True)
        and all_of("modalites_accompagnement", wanted.support, blank=True)
        and one_of("frais_a_charge", wanted.cost, blank=True)
        and one_of("modalites_acces", wanted.access, blank=True)
        and one_of("typologie", wanted.typologies, blank=False)
        and (wanted.itinerant is None or moves == wanted.itinerant)
        and site["id"] not in wanted.exclude_ids
        and (not wanted.text or "eluard" not in wanted.text or "Éluard" in site["nom"])
    )


FILTERS = {
    "none": Filters(),
    "a service": Filters(services=("Aide aux démarches administratives",)),
    "two services": Filters(services=("Aide aux démarches administratives", "Utilisation sécurisée du numérique")),
    "three filters": Filters(
        services=("Maîtrise des outils numériques du quotidien",), publics=("Seniors",), cost=("Gratuit",)
    ),
    "a programme": Filters(programmes=("France Services",)),
    "care and support": Filters(special_care=("Surdité",), support=("À distance",)),
    "access": Filters(access=("Se présenter", "Contacter par mail")),
    "typology": Filters(typologies=("CCAS",)),
    "itinerant": Filters(itinerant=True),
    "still": Filters(itinerant=False),
    "name": Filters(text="eluard"),
    "excluded": Filters(exclude_ids=frozenset(f"s_{number:04d}" for number in range(0, 400, 4))),
}


@pytest.mark.parametrize("name", FILTERS)
def test_nearest_equals_brute_force(engine: Engine, sites: list[dict[str, Any]], name: str) -> None:
    """For every filter, the answer is that of a plain scan, distances to the metre, equal ones by id."""
    for lat, lon in (*CENTRES, (46.5, 2.5)):
        measured = [
            (great_circle_m(lat, lon, one["latitude"], one["longitude"]), one["id"])
            for one in sites
            if _matches(one, FILTERS[name])
        ]
        found = nearest(engine, lat, lon, FILTERS[name], k=12)
        assert [(one.distance_m, one.site.id) for one in found] == sorted(measured)[:12]


def test_more_results_follow_the_first_ones(engine: Engine, sites: list[dict[str, Any]]) -> None:
    """`offset` goes on where the first answer stopped; a radius bounds both."""
    lat, lon = CENTRES[0]
    first, more = nearest(engine, lat, lon, k=5), nearest(engine, lat, lon, k=5, offset=5)
    assert [*first, *more] == [] or [one.site.id for one in [*first, *more]] == [
        one.site.id for one in nearest(engine, lat, lon, k=10)
    ]
    near = nearest(engine, lat, lon, k=500, radius_km=4)
    assert near
    assert all(one.distance_m <= 4_000 for one in near if one.distance_m is not None)


def test_an_unknown_value_matches_nothing(engine: Engine, sites: list[dict[str, Any]]) -> None:
    """A value that the standard does not have finds no site, rather than all of them."""
    assert nearest(engine, *CENTRES[0], Filters(services=("Réparer des vélos",))) == []


def test_text_is_never_run_as_sql(engine: Engine, sites: list[dict[str, Any]]) -> None:
    """Quotes, percents and semicolons in what a person typed are only letters."""
    for text_typed in ("'; DROP TABLE sites; --", "%", "_", "100%"):
        nearest(engine, *CENTRES[0], Filters(text=text_typed, departements=("59'", "%")))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM sites")) == len(sites)


def test_departements(engine: Engine, tmp_path: Path) -> None:
    """`departements` keeps the sites whose commune, or else postal code, begins so."""
    from factory_sites import two_departements

    two_departements(engine, tmp_path)
    found = nearest(engine, 50.2, 3.0, Filters(departements=("62",)))
    assert [one.site.id for one in found] == ["arras"]


def test_by_id_and_distance(engine: Engine, sites: list[dict[str, Any]]) -> None:
    """A site is found by its id, with its lists as lists; an unknown id finds nothing."""
    site = by_id(engine, "s_0001")
    assert site is not None
    assert site.services == [one for one in vocabulary()["services"] if one in sites[1]["services"].split("|")]
    assert distance_to(site, site.latitude or 0, site.longitude or 0) == 0
    assert by_id(engine, "nobody") is None


def test_postgis_is_used_where_it_is(engine: Engine) -> None:
    """On PostgreSQL with PostGIS the geography index answers; on SQLite the boxes do."""
    assert search_postgis.available(engine) is (engine.dialect.name == "postgresql")


def test_filters_are_plain_values() -> None:
    """Filters compare and copy like the values they are."""
    assert replace(Filters(), text="x") == Filters(text="x")
