"""How to come: phones in pairs, one instruction, a distance that says how sure it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from directory.facts.access import access_sentence, receives_public
from directory.facts.distance import say_distance
from directory.facts.phones import display, spoken, tel_link
from directory.facts.routes import geo_link, map_link, route_link

CASES: dict[str, list[Any]] = yaml.safe_load(Path(__file__).with_name("come_cases.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("e164", "shown", "said", "link"), CASES["phones"])
def test_phones(e164: str, shown: str, said: str, link: str) -> None:
    """Pairs for everybody, overseas too; the map of France's numbers is not the mainland's alone."""
    assert (display(e164), spoken(e164), tel_link(e164)) == (shown, said, link)


@pytest.mark.parametrize(("modes", "link", "phone", "said"), CASES["access"])
def test_access(modes: list[str], link: str | None, phone: str | None, said: str) -> None:
    """Walking in is not an appointment, and no instruction is invented."""
    assert access_sentence(modes, link, phone) == said


@pytest.mark.parametrize(("modes", "link", "phone", "said"), CASES["access"])
@pytest.mark.parametrize("lang", ["en", "ar", "gcf"])
def test_access_in_other_languages(modes: list[str], link: str | None, phone: str | None, said: str, lang: str) -> None:
    """Every instruction is translated, with the same phone and the same link."""
    translated = access_sentence(modes, link, phone, lang)
    assert translated != said
    assert [shown in translated for shown in filter(None, (link, phone and display(phone)))] == [
        shown in said for shown in filter(None, (link, phone and display(phone)))
    ]


def test_a_site_without_public_is_recognised_with_any_apostrophe() -> None:
    """La Coop writes a typographic apostrophe, the standard a straight one."""
    assert not receives_public(["Ce lieu n’accueille pas de public"])
    assert not receives_public(["Ce lieu n'accueille pas de public"])
    assert receives_public([])


@pytest.mark.parametrize(("metres", "precisions", "said"), CASES["distances"])
def test_distance(metres: float, precisions: list[str | None], said: str) -> None:
    """As the crow flies between two points, about from or to a whole commune."""
    assert say_distance(metres, precisions) == said


def test_links() -> None:
    """A map and a way that need no account, and the phone's own map."""
    assert map_link(50.12, 3.41) == "https://www.openstreetmap.org/?mlat=50.12000&mlon=3.41000#map=18/50.12000/3.41000"
    assert route_link(50.12, 3.41).endswith("directions?route=%3B50.12000%2C3.41000")
    assert geo_link(50.12, 3.41, "Mairie d'Arras").endswith("?q=50.12000,3.41000(Mairie%20d%27Arras)")
