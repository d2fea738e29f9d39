"""A site as a card: distance, opening, phone, address, links; unknown stays unknown."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot.channels.web import links, opening
from bot.channels.web.card import address, card, distance
from bot.channels.web.frame import around_list
from bot.channels.web.segments import cut
from bot.channels.web.words import Interface
from tools.cardboard import NOON, payload

WORDS = Interface.load(Path(__file__).parents[4] / "data" / "interface")
FRENCH = WORDS.words("fr")


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (None, ""),
        (0, "à 10 m"),
        (347, "à 350 m"),
        (1240, "à 1,2 km"),
        (1000, "à 1 km"),
        (9960, "à 10 km"),
        (23_400, "à 23 km"),
    ],
)
def test_distance(metres: float | None, said: str) -> None:
    """Distances are short, rounded, and said to be in a straight line."""
    assert distance(metres, FRENCH) == (f"{said} à vol d'oiseau" if said else "")


@pytest.mark.parametrize(
    ("state", "change", "said"),
    [
        ("open", "2026-11-20T17:00:00+01:00", "Ouvert jusqu'à 17 h"),
        ("open", "2026-11-20T12:30:00+01:00", "Ouvert jusqu'à 12 h 30"),
        ("open", None, "Ouvert"),
        ("closed", "2026-11-20T14:00:00+01:00", "Fermé, ouvre aujourd'hui à 14 h"),
        ("closed", "2026-11-21T09:00:00+01:00", "Fermé, ouvre demain à 9 h"),
        ("closed", "2026-11-23T09:00:00+01:00", "Fermé, ouvre lundi à 9 h"),
        ("closed", "2026-12-01T09:00:00+01:00", "Fermé, ouvre le 1er décembre 2026 à 9 h"),
        ("closed", None, "Fermé"),
        ("unknown", None, "Horaires non connus. Appelez avant de venir."),
        ("open", "n'importe quoi", "Ouvert"),
    ],
)
def test_opening(state: str, change: str | None, said: str) -> None:
    """Open until when, closed until when, at the site's own clock."""
    assert opening.say({"open": state, "next_change": change}, FRENCH, NOON).text == said


def test_an_old_answer_does_not_say_open() -> None:
    """Read again after closing time, the card no longer says that the site is open."""
    place = payload("places")["places"][0]
    later = datetime.fromisoformat("2026-11-20T18:00:00+01:00")
    assert opening.say(place, FRENCH, later).state == "unknown"


def test_overseas_clock() -> None:
    """A site of Martinique is said in its own time, whatever the server's."""
    place = {"open": "open", "next_change": "2026-11-20T16:00:00-04:00"}
    assert opening.say(place, FRENCH, NOON).text == "Ouvert jusqu'à 16 h"


def test_address_says_the_town_once() -> None:
    """The town is added to the street, unless the street already holds it."""
    assert address({"address": "1 rue Haute", "postcode": "59540", "commune": "Caudry"}) == "1 rue Haute, 59540 Caudry"
    assert (
        address({"address": "1 rue Haute 59540 Caudry", "postcode": "59540", "commune": "Caudry"}).count("Caudry") == 1
    )
    assert address({"address": None, "postcode": None, "commune": "Caudry"}) == "Caudry"


def test_a_bare_site_makes_no_promise() -> None:
    """A site with nothing but a name gives a card without empty links."""
    made = card({"name": "Lieu", "id": "x"}, FRENCH, NOON)
    assert [action["kind"] for action in made["actions"] + made["others"]] == ["sms", "copy", "sheet"]
    assert made["facts"] == []


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//ailleurs", "", None, "www.x.fr"])
def test_only_web_addresses_are_followed(address: str | None) -> None:
    """Data never chooses a scheme."""
    assert links.web(address) is None


@pytest.mark.parametrize(
    ("line", "dialled"),
    [
        ("Appelez le 03 27 70 01 02.", ["tel:+33327700102"]),
        ("au 3018, le 119 ou le 15", ["tel:3018", "tel:119", "tel:15"]),
        ("le 0 805 805 817", ["tel:+33805805817"]),
        ("le 36 46", ["tel:3646"]),
        ("Ouvert le 15 h à 17 h, 3018 personnes, 59540", []),
        ("voir https://exemple.fr/a.", ["https://exemple.fr/a"]),
    ],
)
def test_numbers_in_a_sentence_can_be_tapped(line: str, dialled: list[str]) -> None:
    """Phone numbers and addresses become links; other figures do not; the words are never changed."""
    pieces = cut(line)
    assert "".join(piece["text"] for piece in pieces) == line
    assert [piece["href"] for piece in pieces if piece["href"]] == dialled


def test_words_around_a_list() -> None:
    """The cards replace the list; what is said before and after it stays, whole."""
    answer = payload("places")
    before, after = around_list(answer["text"], answer["places"])
    assert before == ["Voici 3 lieux près de Caudry (59) :"]
    assert after == ["Certains lieux sont des exemples : ils n'existent pas."]


def test_words_without_the_names_all_stay() -> None:
    """When the text does not tell the list, nothing of it is lost."""
    assert around_list("Un.\n\nDeux.", [{"name": "Lieu"}]) == (["Un.", "Deux."], [])
