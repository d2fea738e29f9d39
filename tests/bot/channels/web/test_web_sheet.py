"""What a person takes away: the sheet, its square to photograph, the calendar event."""

from __future__ import annotations

from datetime import datetime

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from bot.channels.web.agenda import next_opening
from directory.hours import Where
from tools.cardboard import Cardboard

CAUDRY = Where(50.125, 3.411, "59139")
WEEK = "Mo-Fr 09:00-12:00,14:00-17:00"


def at(text: str) -> datetime:
    """A moment in Caudry."""
    return datetime.fromisoformat(f"{text}+01:00")


def test_sheet(client: TestClient) -> None:
    """The sheet holds the name, the phone, the address, the week's hours, the source, its own address."""
    page = client.get("/fiche/exemple-caudry-1").text
    for words in ("Médiathèque de la Dentelle", "03 53 01 00 11", "12 rue de l&#39;Exemple", "du lundi au vendredi"):
        assert words in page
    assert "mise à jour le 14 septembre 2026" in page
    assert "http://testserver/fiche/exemple-caudry-1" in page
    assert "Lieu d&#39;exemple" in page


def test_sheet_of_a_site_with_a_slash_in_its_id(client: TestClient) -> None:
    """Ids come from the data: any character can stand in them."""
    page = client.get("/fiche/exemple-le-cateau/3")
    assert page.status_code == 200
    assert "Espace &lt;b&gt;public" in page.text
    assert "Horaires non connus" in page.text


def test_unknown_site(client: TestClient) -> None:
    """A site that is gone: a sentence and a way back, not an empty page."""
    for path in ("/fiche/inconnu", "/fiche/inconnu/qr.svg"):
        assert client.get(path).status_code == 404
    assert "plus, dans l&#39;annuaire" in client.get("/fiche/inconnu").text


def test_square(client: TestClient, house: Cardboard) -> None:
    """The QR code is a drawing of the sheet's public address."""
    answer = client.get("/fiche/exemple-caudry-1/qr.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "<svg" in answer.text
    assert answer.text != client.get("/fiche/exemple-caudry-2/qr.svg").text


def test_calendar(client: TestClient) -> None:
    """The event is the next whole opening, at the site's clock, with its address and phone."""
    answer = client.get("/fiche/exemple-caudry-1/agenda.ics")
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    # The canned present is a Friday at 10.30, while it is open: the next opening is at 14.
    assert event.decoded("dtstart") == at("2026-11-20T14:00")
    assert event.decoded("dtend") == at("2026-11-20T17:00")
    assert "12 rue de l'Exemple" in event["location"]
    assert "03 53 01 00 11" in event["description"]


def test_no_calendar_without_hours(client: TestClient) -> None:
    """Without hours there is no event: neither a link nor a made-up one."""
    answer = client.get("/fiche/exemple-le-cateau/3/agenda.ics")
    assert (answer.status_code, answer.headers["location"]) == (303, "/fiche/exemple-le-cateau/3")


@pytest.mark.parametrize(
    ("hours", "now", "opens"),
    [
        (WEEK, "2026-11-20T08:00", "2026-11-20T09:00"),
        (WEEK, "2026-11-20T18:00", "2026-11-23T09:00"),
        (WEEK, "2026-11-20T15:00", "2026-11-23T09:00"),
        ("24/7", "2026-11-20T15:00", None),
        ("à voir", "2026-11-20T15:00", None),
        (None, "2026-11-20T15:00", None),
    ],
)
def test_next_opening(hours: str | None, now: str, opens: str | None) -> None:
    """The next opening is never one that has begun, and never guessed."""
    found = next_opening(hours, CAUDRY, at(now))
    assert (found[0] if found else None) == (at(opens) if opens else None)
