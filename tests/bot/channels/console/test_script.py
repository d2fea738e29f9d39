"""The script to read aloud, the spelling, the sheet, the text message."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.channels.console import sms, view
from bot.channels.console.box import Box
from bot.channels.console.errors import NotSendable
from bot.channels.console.script import aloud, script
from bot.channels.console.spelling import spell
from directory.facts.gsm import foreign

TUESDAY = datetime.fromisoformat("2026-11-24T10:30:00+01:00")
SUNDAY = datetime.fromisoformat("2026-11-29T10:30:00+01:00")


@pytest.fixture
def listed(house: Any) -> Any:
    """A library: opens from Tuesday to Saturday, 10 to 18."""
    return Box(house).answer("62400").listed[0]


def lines(house: Any, listed: Any, now: datetime, **more: Any) -> list[tuple[str, str]]:
    """The script at an instant."""
    return [(line.kind, line.text) for line in script(replace(listed, at=now), now, **more)]


def test_the_phone_comes_first(house: Any, listed: Any) -> None:
    """Open today: the name and the number first, in pairs and in words."""
    said = lines(house, listed, TUESDAY)
    assert said[0][0] == "phone"
    assert "zéro trois, cinquante-trois, zéro un, zéro zéro, vingt-cinq" in said[0][1]
    assert said[1] == ("opening", "C'est ouvert maintenant, jusqu'à 18 heures.")


def test_closed_today_comes_before_all(house: Any, listed: Any) -> None:
    """Closed today: said before the number, with the next opening in words."""
    said = lines(house, listed, SUNDAY)
    assert said[0] == ("opening", "Attention : c'est fermé aujourd'hui. Ce lieu ouvre mardi 1er décembre à 10 heures.")
    assert said[1][0] == "phone"


def test_every_part_of_the_script_is_there(house: Any, listed: Any) -> None:
    """Phone, opening, how to come, address, hours, source, plan B: in this order."""
    kinds = [kind for kind, _ in lines(house, listed, TUESDAY)]
    wanted = ["phone", "opening", "come", "address", "hours", "doubt", "source", "plan_b"]
    assert [kind for kind in kinds if kind in wanted] == wanted


def test_what_the_record_does_not_say_is_said(house: Any, listed: Any) -> None:
    """A special care that was asked and is blank is neither a yes nor a no."""
    assert ("care", "La fiche ne parle pas de : fauteuil. Demandez-le en appelant.") in lines(
        house, listed, TUESDAY, asked=["fauteuil"]
    )


def test_no_address_of_the_web_is_read_aloud(house: Any) -> None:
    """A booking page is offered by text message, not spelled into an ear."""
    for query in ("59540", "13800", "97220", "62000", "59400"):
        for one in Box(house).answer(query).listed:
            said = " ".join(text for _, text in lines(house, one, TUESDAY))
            assert "http" not in said


def test_sentences_are_short(house: Any) -> None:
    """No spoken sentence is over 30 words, the number and the hours set apart."""
    for one in Box(house).answer("59540").listed:
        for kind, text in lines(house, one, TUESDAY):
            if kind not in ("phone", "plan_b", "hours"):
                assert max(len(part.split()) for part in text.split(". ")) <= 30, text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("à 3,2 km à vol d'oiseau", "à 3,2 kilomètres à vol d'oiseau"),
        ("à environ 1 km", "à environ 1 kilomètre"),
        ("à 400 m à vol d'oiseau", "à 400 mètres à vol d'oiseau"),
    ],
)
def test_distances_aloud(written: str, said: str) -> None:
    """Units are said in full."""
    assert aloud(written) == said


def test_spelling() -> None:
    """Letters by the French phone alphabet; accents, dashes and apostrophes by their names."""
    assert spell("Né-L'") == "N comme Nicolas, E accent aigu, tiret, L comme Louis, apostrophe"


def test_the_sheet_says_the_essential(house: Any, listed: Any) -> None:
    """Name, address, phone in pairs, hours, how to come, source, each on its line."""
    box = Box(house)
    text = view.detail(box, box.answer("62400"), listed, TUESDAY, "https://aide.exemple.fr").sheet
    for part in ("Médiathèque de Béthune", "62400 Béthune", "03 53 01 00 25", "mardi", "sans rendez-vous", "Source"):
        assert part in text
    assert f"https://aide.exemple.fr/fiche/{listed.found.site.id}" in text


def test_the_message_stays_cheap_in_french(house: Any, listed: Any) -> None:
    """In French the message keeps to GSM-7, whatever the name of the site; Arabic goes in UCS-2."""
    french = sms.compose(listed, "fr", TUESDAY)
    assert foreign(french) == ""
    assert sms.preview(french).encoding == "GSM-7"
    assert sms.preview(sms.compose(listed, "ar", TUESDAY)).encoding == "UCS-2"


def test_one_costly_character_shows() -> None:
    """One ê turns 160 characters into 70, and the preview says which one."""
    plain, dear = sms.preview("a" * 100), sms.preview("a" * 99 + "ê")
    assert (plain.parts, plain.encoding, plain.foreign) == (1, "GSM-7", "")
    assert (dear.parts, dear.encoding, dear.foreign) == (2, "UCS-2", "ê")


@pytest.mark.parametrize("number", ["", "0321000000", "15", "06 12 34", "+44 7700 900123", "+33 9 70 00 00 00"])
def test_only_mobiles_are_written_to(number: str) -> None:
    """A text message goes to a French mobile, or not at all."""
    with pytest.raises(NotSendable):
        sms.send(_Nowhere(), number, "bonjour")


class _Nowhere:
    def send(self, number: str, text: str) -> None:
        """Never called."""
        raise AssertionError(number)
