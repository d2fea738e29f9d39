"""Agents' shorthand: wholly read in the one box, never in a resident's message."""

from __future__ import annotations

from datetime import datetime

import pytest

from directory.needs.agents import expand_agents
from directory.needs.read import Wanted, read_needs

NOW = datetime.fromisoformat("2026-11-24T10:30:00+01:00")


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("lens fam", "publics", ("Familles et/ou enfants",)),
        ("lens retraité", "publics", ("Seniors",)),
        ("lens 17a", "publics", ("Jeunes",)),
        ("lens allo", "special_care", ("Langues étrangères (autres)",)),
        ("lens handi psy", "special_care", ("Handicaps mentaux",)),
        ("lens visio", "support", ("À distance",)),
        ("lens payant", "cost", ("Payant",)),
        ("lens grat ss cond", "cost", ("Gratuit sous condition",)),
        ("lens rdv en ligne", "access", ("Prendre un RDV en ligne",)),
        ("lens pix", "programmes", ("Certification PIX",)),
        ("lens recond", "services", ("Acquisition de matériel informatique à prix solidaire",)),
        ("lens r10", "radius_km", 10.0),
        ("lens < 5 km", "radius_km", 5.0),
        ("lens x3", "count", 3),
        ("lens 4 adr", "count", 4),
        ("lens 5", "count", 5),
        ("bus num lens", "itinerant", True),
        ("lens étr.", "special_care", ("Langues étrangères (autres)",)),
        ("lens mal ent.", "special_care", ("Surdité",)),
        ("lens déf visuelle", "special_care", ("Déficience visuelle",)),
        ("lens +65 ans", "publics", ("Seniors",)),
        ("lens 16-25", "publics", ("Jeunes",)),
        ("lens gd mère", "publics", ("Seniors",)),
        ("lens contact tel", "access", ("Téléphoner",)),
        ("lens rdv par mail", "access", ("Contacter par mail",)),
        ("lens par tel", "support", ("À distance",)),
        ("lens tel portable", "support", ()),
        ("lens gt", "cost", ("Gratuit",)),
        ("lens pt caf", "programmes", ("Point d'accès numérique CAF",)),
        ("lens relais num", "programmes", ("Relais numérique (Emmaüs Connect)",)),
        ("lens fs caf", "services", ("Aide aux démarches administratives",)),
        ("lens 62000 pdn", "services", ()),
        ("lens 5k", "radius_km", 5.0),
        ("lens ap 18h r10", "radius_km", 10.0),
        ("lens 3 15km", "count", 3),
        ("lens 3x", "count", 3),
    ],
)
def test_read_in_the_box(typed: str, field: str, value: object) -> None:
    """Each abbreviation means the standard's value."""
    assert getattr(read_needs(typed, NOW, agent=True), field) == value


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("lens ap 18h", "après 18h"),
        ("lens av 10h", "avant 10h"),
        ("lens dem mat", "demain matin"),
        ("lens we", "le week-end"),
        ("lens jeu apm", "jeudi après-midi"),
        ("lens sa mat", "samedi matin"),
        ("lens lun a-m", "lundi après-midi"),
        ("lens w-e", "le week-end"),
        ("lens ds la sem", "cette semaine"),
        ("lens à part. de 18h", "après 18h"),
        ("lens pas avt 14h", "après 14h"),
        ("lens ap 18h r10", "après 18h"),
        ("lens ap taf", "soir"),
        ("lens caf dem", "demain"),
        ("lens cn dem.", "demain"),
    ],
)
def test_moments_in_the_box(typed: str, label: str) -> None:
    """Days and hours as agents shorten them."""
    when = read_needs(typed, NOW, agent=True).when
    assert when is not None
    assert when.label == label


@pytest.mark.parametrize("typed", ["lens dem titre séjour", "lens dem caf", "lens dem vend", "lens dém cn", "dem lens"])
def test_dem_is_a_request(typed: str) -> None:
    """Before what it asks, beside a day, or alone, "dem" is a request and not tomorrow."""
    wanted = read_needs(typed, NOW, agent=True)
    assert "Aide aux démarches administratives" in wanted.services
    assert wanted.when is None or wanted.when.label == "vendredi"


def test_montage_is_no_monday() -> None:
    """A French word that begins as a foreign day is not that day."""
    assert read_needs("montage vidéo", NOW).when is None
    assert read_needs("ce sera ouvert", NOW).when is None


@pytest.mark.parametrize("said", ["la poste", "promeneurs du net", "paris 5", "lyon 3", "12 rue du moulin 7"])
def test_articles_and_districts_make_words(said: str) -> None:
    """What follows an article is a word; a district or a house number is no count."""
    wanted = read_needs(said, NOW, agent=True)
    assert "Accès internet et matériel informatique" not in wanted.services
    assert wanted.count is None or "rue" in said


@pytest.mark.parametrize("said", ["fam", "we", "allo", "payant", "jeu", "une base de loisirs", "mer"])
def test_residents_are_not_read_so(said: str) -> None:
    """In a conversation, these words are nothing of the sort."""
    wanted = read_needs(said, NOW)
    assert (wanted.publics, wanted.special_care, wanted.cost, wanted.when) == ((), (), (), None)


def test_a_sentence_is_read_as_a_sentence() -> None:
    """Beyond ten words, nothing is expanded, whoever types."""
    said = "je suis allée voir la mer avec mes enfants et je cherche un atelier pour eux"
    assert expand_agents(said) == said
    assert read_needs("", NOW, agent=True) == Wanted()
