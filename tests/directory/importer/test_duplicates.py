"""The same place from two sources: vetoes, evidence, explanation, reversal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from factory import TOWNS, record, write_csv
from sqlalchemy import Engine

from directory.importer.run import import_file
from directory.sites.duplicates.decide import decide
from directory.sites.duplicates.explain import explain
from directory.sites.duplicates.keys import address_key, name_key
from directory.sites.errors import UnknownRecord
from directory.sites.search import by_id

ONE: dict[str, Any] = {
    "id": "alpha_1", "source": "Alpha", "nom": "Mairie de Caudry", "adresse": "3 place du Général de Gaulle",
    "latitude": "50.1250", "longitude": "3.4110", "telephone": "03 27 70 01 02", "date_maj": "2024-01-01",
    "services": "Aide aux démarches administratives", "horaires": "Mo-Fr 09:00-12:00",
}  # fmt: skip
SAME: dict[str, Any] = {
    "id": "beta_1", "source": "Beta", "nom": "Hôtel de Ville", "adresse": "3 Pl. du Gal de Gaulle",
    "latitude": "50.1252", "longitude": "3.4112", "telephone": "03 27 70 01 03", "date_maj": "2026-01-01",
    "services": "Utilisation sécurisée du numérique", "horaires": "",
}  # fmt: skip


def load(engine: Engine, folder: Path, *changes: dict[str, Any]) -> None:
    """Import records made from ONE and SAME."""
    import_file(engine, write_csv(folder / "dup.csv", [record(1, **one) for one in changes]), towns=TOWNS)


def test_one_place_told_twice_is_one_site(engine: Engine, tmp_path: Path) -> None:
    """The newest record wins column by column, blanks are filled by the other, lists are united, both are named."""
    load(engine, tmp_path, ONE, SAME)
    site = by_id(engine, "beta_1")
    assert site is not None
    assert site.id == "alpha_1"
    assert (site.nom, site.telephone, site.horaires) == ("Hôtel de Ville", "+33327700103", "Mo-Fr 09:00-12:00")
    assert site.services == ["Aide aux démarches administratives", "Utilisation sécurisée du numérique"]
    assert [one["id"] for one in site.provenances] == ["beta_1", "alpha_1"]


@pytest.mark.parametrize(
    "change",
    [
        {"source": "Alpha"},
        {
            "commune": "Arras",
            "code_postal": "62000",
            "code_insee": "62041",
            "latitude": "50.2919",
            "longitude": "2.7801",
        },
        {"typologie": "BIB", "nom": "Mairie de Caudry"},
        {"itinerance": "Itinérant"},
        {"nom": "Mairie annexe 2"},
        {"nom": "Ludothèque"},
        {"adresse": "48 rue Pasteur", "latitude": "50.1350", "longitude": "3.4310"},
    ],
    ids="same-source other-commune other-kind itinerant numbered other-name other-door".split(),
)
def test_what_sets_two_places_apart(engine: Engine, tmp_path: Path, change: dict[str, Any]) -> None:
    """One veto, or too little evidence, and there are two sites."""
    first = {**ONE, "typologie": "CCAS"} if "typologie" in change else ONE
    first = {**first, "itinerance": "Fixe"} if "itinerance" in change else first
    first = {**first, "nom": "Mairie annexe 1"} if "annexe" in change.get("nom", "") else first
    load(engine, tmp_path, first, {**SAME, **change})
    assert by_id(engine, "beta_1").id == "beta_1"  # type: ignore[union-attr]


def test_a_person_decides(engine: Engine, tmp_path: Path) -> None:
    """A verdict separates at once, survives the next import, and can be taken back."""
    load(engine, tmp_path, ONE, SAME)
    decide(engine, "beta_1", "alpha_1", same=False)
    load(engine, tmp_path, ONE, SAME)
    assert by_id(engine, "beta_1").id == "beta_1"  # type: ignore[union-attr]
    decide(engine, "alpha_1", "beta_1", same=True)
    assert by_id(engine, "beta_1").id == "alpha_1"  # type: ignore[union-attr]
    with pytest.raises(UnknownRecord):
        decide(engine, "alpha_1", "nobody", same=True)


def test_a_site_explains_itself(engine: Engine, tmp_path: Path) -> None:
    """`aidenum sites why` names the records, the measures, and how to separate them."""
    load(engine, tmp_path, ONE, SAME, {**SAME, "id": "beta_2", "nom": "Mairie annexe"})
    told = "\n".join(explain(engine, by_id(engine, "alpha_1")))  # type: ignore[arg-type]
    for part in ("vient de 2 fiches", "Réunies : alpha_1 et beta_1", "nom 100%", "aidenum sites split alpha_1 beta_1"):
        assert part in told
    assert "beta_2" in told


def test_a_retired_record_gives_the_site_back(engine: Engine, tmp_path: Path) -> None:
    """When one source no longer tells a place, what it said goes with it: merging destroys nothing."""
    load(engine, tmp_path, ONE, SAME)
    whole = [record(1, **ONE)]
    import_file(engine, write_csv(tmp_path / "b.csv", whole), towns=TOWNS, replaces=True, accept_shrink=True)
    site = by_id(engine, "alpha_1")
    assert site is not None
    assert (site.nom, site.services) == ("Mairie de Caudry", ["Aide aux démarches administratives"])


def test_keys() -> None:
    """Town halls, CCAS and streets written in many ways have one key."""
    assert name_key("Ville de Caudry", "Caudry") == name_key("MAIRIE", "Caudry") == "mairie"
    assert name_key("C.C.A.S.", "Caudry") == name_key("Centre communal d’action sociale de Caudry", "Caudry") == "ccas"
    assert address_key("12 bis, avenue du Général Leclerc") == address_key("12 BIS AV. GAL LECLERC")
