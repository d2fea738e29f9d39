"""Sources are descriptions: every shipped one reads its format, and a format never seen needs no Python."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from factory import TOWNS, record
from sqlalchemy import Engine

from directory.importer.check import check
from directory.importer.errors import SourceError, UnreadableFile
from directory.importer.recognise import recognise
from directory.importer.report_form.words import of_refusal, of_rule
from directory.importer.run import import_file
from directory.importer.source import SOURCES, known_sources, load_source
from directory.sites.search import by_id
from directory.sites.vocabulary import vocabulary

LAYOUTS = Path(__file__).parent / "layouts"


def as_json(folder: Path, name: str, content: Any) -> Path:
    """A JSON file."""
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_format_never_seen_needs_only_a_description(engine: Engine) -> None:
    """Another country's columns, separators, projections, dates and flags: at most 60 lines of YAML, no Python."""
    description = LAYOUTS / "digipunten.yml"
    assert len(description.read_text(encoding="utf-8").splitlines()) <= 60
    report = import_file(engine, LAYOUTS / "digipunten.csv", load_source(description), towns=TOWNS)
    assert (report.kept, dict(report.reasons)) == (1, {"not_published": 1})
    with engine.connect() as connection:
        from sqlalchemy import select

        from directory.sites.tables import Site

        site = by_id(engine, connection.scalar(select(Site.id)))
    assert site is not None
    assert (site.adresse, site.commune, site.code_insee) == ("Rue de l'Essai 12", "Caudry", "59139")
    assert site.services == ["Aide aux démarches administratives", "Maîtrise des outils numériques du quotidien"]
    assert (site.telephone, str(site.date_maj)) == ("+33327700102", "2026-10-31")
    assert site.horaires == "Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00"
    assert (site.frais_a_charge, site.dispositif_programmes_nationaux) == (["Gratuit"], ["Certification PIX"])
    assert site.latitude == pytest.approx(50.12, abs=0.02)
    assert report.rules["personal_columns"] == report.rules["value_unknown"] == 1


def test_anct_objects_and_lists(engine: Engine, tmp_path: Path) -> None:
    """PostgREST records: lists as they are, the address from its object, the mediators never read."""
    one = {
        "id": "c1", "nom": "Espace", "services": ["Utilisation sécurisée du numérique"], "pivot": None,
        "adresse": {"numero_voie": 3, "repetition": "bis", "nom_voie": "rue Pasteur", "commune": "CAUDRY",
                    "code_postal": "59540", "code_insee": "59139"},
        "latitude": 50.12, "longitude": 3.41, "modalites_acces": ["Ce lieu n’accueille pas de public"],
        "mediateurs": [{"prenom": "Marie", "nom": "Dupont", "email": "m@x.fr", "telephone": "0612345678"}],
    }  # fmt: skip
    path = as_json(tmp_path, "anct.json", [one])
    report = import_file(engine, path, towns=TOWNS)
    site = by_id(engine, "c1")
    assert report.source == "anct-postgrest"
    assert site is not None
    assert (site.adresse, site.commune, site.code_insee) == ("3 bis rue Pasteur", "Caudry", "59139")
    assert site.modalites_acces == ["Ce lieu n'accueille pas de public"]
    assert not site.listed
    assert report.rules["personal_columns"] == 1


def test_data_inclusion_structures_with_their_services(engine: Engine, tmp_path: Path) -> None:
    """Structures are completed by their services; those without a digital service are refused."""
    base = {"nom": "CCAS", "siret": "20006895500018", "commune": "Caudry", "code_postal": "59540", "code_insee": "59139",
            "adresse": "3 rue Pasteur", "latitude": 50.12, "longitude": 3.41, "date_maj": "2026-01-02",
            "reseaux_porteurs": ["ccas-cias", "aidants-connect"], "courriel": "ccas@caudry.fr"}  # fmt: skip
    structures = as_json(tmp_path, "structures.json", [{"id": "s1", **base}, {"id": "s2", **base}])
    services = as_json(
        tmp_path,
        "services.json",
        [
            {"structure_id": "s1", "thematiques": ["numerique--acceder-a-des-services-en-ligne"], "frais": "gratuit",
             "modes_accueil": ["en-presentiel"], "modes_mobilisation": ["telephoner"], "contact_nom_prenom": "M. Dupont"},
            {"structure_id": "s1", "thematiques": ["numerique--acquerir-un-equipement"], "frais": None, "type": "atelier"},
            {"structure_id": "s2", "thematiques": ["mobilite--louer"], "frais": "payant"},
        ],
    )  # fmt: skip
    with pytest.raises(UnreadableFile, match="--with"):
        import_file(engine, structures, towns=TOWNS)
    report = import_file(engine, structures, companion=services, towns=TOWNS)
    site = by_id(engine, "s1")
    assert dict(report.reasons) == {"not_digital": 1}
    assert site is not None
    assert site.services == [
        "Aide aux démarches administratives",
        "Acquisition de matériel informatique à prix solidaire",
    ]
    assert (site.typologie, site.frais_a_charge) == (["CCAS"], ["Gratuit"])
    assert site.dispositif_programmes_nationaux == ["Aidants Connect"]
    assert site.modalites_acces == ["Téléphoner"]
    assert site.modalites_accompagnement == ["Dans un atelier collectif"]


@pytest.mark.parametrize("conditions", ["conditions_acces", "conditions_access"])
def test_the_old_vocabulary_becomes_the_new_one(engine: Engine, tmp_path: Path, conditions: str) -> None:
    """v0.1 lists, values and both spellings of the conditions; « Accepte le Pass numérique » is lost, as it must."""
    old = record(1, labels_nationaux="CNFS;Aidants Connect;APTIC", courriel="accueil@caudry.fr")
    old |= {
        conditions: "Gratuit sous condition : Adhésion;Accepte le Pass numérique",
        "services": "Prendre en main un ordinateur;S'équiper en matériel informatique",
        "publics_accueillis": "Uniquement femmes;Handicaps psychiques : x;Surdité",
        "modalites_accompagnement": "Seul : j'ai accès;A ma place : une personne fait",
    }
    path = as_json(tmp_path, "old.json", [old])
    assert recognise(path, known_sources()).slug == "standard-v0"
    report = import_file(engine, path, towns=TOWNS)
    site = by_id(engine, "Essai_source_1")
    assert site is not None
    assert site.services == [
        "Maîtrise des outils numériques du quotidien",
        "Acquisition de matériel informatique à prix solidaire",
    ]
    assert site.frais_a_charge == ["Gratuit sous condition"]
    assert site.publics_specifiquement_adresses == ["Femmes"]
    assert site.prise_en_charge_specifique == ["Surdité", "Handicaps mentaux"]
    assert site.dispositif_programmes_nationaux == ["Aidants Connect", "Conseillers numériques"]
    assert site.modalites_accompagnement == ["En autonomie", "Accompagnement individuel"]
    assert report.rules["value_unknown"] == 0


def test_checking_a_description_changes_nothing(engine: Engine, picture) -> None:  # type: ignore[no-untyped-def]
    """`aidenum sources check` says what would happen."""
    told = "\n".join(check(load_source(LAYOUTS / "digipunten.yml"), LAYOUTS / "digipunten.csv").sentences)
    assert "2 fiches lues, 1 gardées, 1 refusées" in told
    assert picture() == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("colonnes: {}", "colonnes"),
        ("format: xml", "xml"),
        ("columns: {titre: naam}", "titre"),
        ("id_from: []\nid: ''", "id_from"),
        ("weekdays: {Lundi: a}", "Mo"),
        ("vocabulary: inconnu", "inconnu"),
        ("columns: [", "lue"),
    ],
)
def test_a_wrong_description_names_its_fault(tmp_path: Path, change: str, said: str) -> None:
    """The error names the file and the key."""
    path = tmp_path / "wrong.yml"
    path.write_text(
        f"slug: a\nlicence: x\nformat: csv\nid: '{{id}}'\ncolumns: {{nom: naam}}\n{change}\n", encoding="utf-8"
    )
    with pytest.raises(SourceError, match=rf"wrong\.yml.*{said}"):
        load_source(path)


def test_shipped_data_is_in_order() -> None:
    """Every value mapping leads to a value of the standard; every rule and refusal named in the code has its words."""
    for source in known_sources().values():
        for column, mapping in source.values.items():
            if column in vocabulary():
                assert set(filter(None, mapping.values())) <= set(vocabulary()[column]), (source.slug, column)
    assert all(len(path.read_text(encoding="utf-8").splitlines()) <= 150 for path in SOURCES.rglob("*.yml"))
    for rule in ("phone_format", "hours_set_aside", "point_swapped", "personal_mail", "commune_from_point"):
        assert of_rule(rule).title != rule
    for reason in ("broken_line", "no_id", "no_name", "no_commune", "duplicate_id"):
        assert of_refusal(reason).title != reason
