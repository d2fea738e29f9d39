"""What an answer must not do: repeat itself, contradict itself, promise a number that is not there."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from actions.asking import unknown_place
from actions.conversation import Erase
from actions.one_site import TellHours
from actions.people import Human, human_answer
from actions.search import search
from actions.site import no_such_site
from actions.state import State
from actions.turn import Turn
from directory.importer.run import import_file
from directory.importer.source import known_sources
from directory.wiring import Directory
from tests.actions.conftest import CAUDRY

LEARN = "Maîtrise des outils numériques du quotidien"
PRINT = "Accès internet et matériel informatique"
HERE = {"commune": "Caudry", "code_insee": "59139", "code_postal": "59540", "latitude": 50.126, "longitude": 3.411}


def deliver(house: Directory, path: Path, *sites: dict[str, object]) -> None:
    """Make `sites` the whole directory; each says its id, its services, and what it adds to Caudry."""
    common = {
        "pivot": "00000000000000",
        "nom": "Un lieu",
        "adresse": "1 Rue de la Paix",
        "date_maj": "2026-11-01",
        **HERE,
    }
    rows = [{**common, **site} for site in sites]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, sorted({name for row in rows for name in row}))
        writer.writeheader()
        writer.writerows(rows)
    import_file(house.engine, path, known_sources()["standard-v1"], replaces=True, accept_shrink=True)


def test_two_needs_that_no_site_does_together(house: Directory, turn: Callable[..., Turn], tmp_path: Path) -> None:
    """The sites near for the first need rather than nothing or 12 km away; both needs stay understood."""
    learn, printing = {"id": "learn", "services": LEARN}, {"id": "print", "services": PRINT}
    deliver(house, tmp_path / "sites.csv", learn, printing)
    answer = search(turn(), CAUDRY, {"services": [LEARN, PRINT]}).answers[0]
    assert [place["id"] for place in answer.places] == ["learn"]
    assert "tout cela" in answer.text and answer.understood.needs == (LEARN, PRINT)


def test_a_radius_asked_is_the_one_told(house: Directory, turn: Callable[..., Turn], tmp_path: Path) -> None:
    """Nothing within 2 km is said of 2 km, not of 50, and looking further is offered."""
    deliver(house, tmp_path / "sites.csv", {"id": "far", "services": LEARN, "latitude": 50.3})
    answer = search(turn(), CAUDRY, {}, within_km=2).answers[0]
    assert answer.kind == "no_places" and "2 km" in answer.text and "50 km" not in answer.text
    assert answer.choices[0].message == "chercher plus loin"


def test_how_far_is_told_once(house: Directory, turn: Callable[..., Turn], tmp_path: Path) -> None:
    """A radius asked for and a widening are not both told."""
    deliver(house, tmp_path / "sites.csv", {"id": "far", "services": LEARN, "latitude": 50.3})
    answer = search(turn(), CAUDRY, {}, within_km=30).answers[0]
    assert answer.text.count("J'ai cherché jusqu'à") == 1


def test_hours_not_known_come_with_the_phone(house: Directory, turn: Callable[..., Turn], tmp_path: Path) -> None:
    """ "Je ne connais pas leurs horaires" alone would leave the person there."""
    deliver(house, tmp_path / "sites.csv", {"id": "one", "services": LEARN, "telephone": "+33327000000"})
    state = search(turn(), CAUDRY, {}).state
    answer = TellHours().answer(turn("leurs horaires ?", intent="ask_hours", state=state)).answers[0]
    assert "horaires" in answer.text and "03 27 00 00 00" in answer.text


def test_a_person_is_announced_with_a_number_and_its_hours(
    house: Directory, turn: Callable[..., Turn], tmp_path: Path
) -> None:
    """With a town: a number, and whether it answers now. Without: no "voici qui appeler"."""
    site = {"id": "one", "services": LEARN, "telephone": "+33327000000", "horaires": "Mo-Su 09:00-12:00"}
    deliver(house, tmp_path / "sites.csv", site)
    state = State(place=CAUDRY)
    there = human_answer(turn(state=state), state)
    assert "03 27 00 00 00" in there.answers[0].text and "Ouvert jusqu'à 12 h" in there.answers[0].text
    assert there.state.focus == there.answers[0].places[0]["id"]
    assert "Voici qui appeler" not in human_answer(turn(), State()).answers[0].text


def test_a_rank_that_is_not_there(house: Directory, turn: Callable[..., Turn], tmp_path: Path) -> None:
    """The list again; without a list, the search; without a town, the town's question."""
    deliver(house, tmp_path / "sites.csv", {"id": "one", "services": LEARN})
    listed = search(turn(), CAUDRY, {}).state
    assert no_such_site(turn("le 7", state=listed)).answers[0].kind == "places"
    assert no_such_site(turn("le 7", state=State(place=CAUDRY))).answers[0].kind == "places"
    assert no_such_site(turn("le 7")).answers[0].kind == "ask_place"


def test_not_knowing_is_no_unknown_town(turn: Callable[..., Turn]) -> None:
    """ "Je sais pas" is met with an easier question, "Trifouillis" with the postal code, a third miss with a person."""
    assert "grande ville" in unknown_place(turn("je sais pas")).answers[0].text
    assert unknown_place(turn("Trifouillis")).answers[0].kind == "unknown_place"
    third = unknown_place(turn("zgrmbl", state=State(misses=2)))
    assert third.answers[0].kind == "human" and "excusez-moi" in third.answers[0].text


def test_done_in_my_place_is_a_service_to_find(turn: Callable[..., Turn]) -> None:
    """Whatever the model makes of it, "à ma place" searches (Aidants Connect) and asks where."""
    answer = Human().answer(turn("je veux quelqu'un qui le fait à ma place", intent="ask_human")).answers[0]
    assert answer.kind == "ask_place" and answer.understood.filters == {"in_my_place": True}


def test_a_vague_guess_erases_nothing(turn: Callable[..., Turn]) -> None:
    """ "Erase" cannot be undone: below certainty the conversation stays."""
    state = State(place=CAUDRY)
    kept = Erase().answer(turn("aucun ne me convient", intent="erase", confidence=0.33, state=state))
    assert kept.answers[0].kind != "erased" and kept.state.place == CAUDRY
    assert Erase().answer(turn("effacer", intent="erase", state=state)).answers[0].kind == "erased"
