"""The console's requests: plain search without JavaScript, sending, counting, forgetting."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from bot.channels.console.outcomes import Outcomes
from tools.console_desk import SENT


def test_a_plain_search_without_javascript(client: TestClient) -> None:
    """The form alone gives the list, the script of the first site, and links to the others."""
    answer = client.post("/console", data={"q": "caudry impots"})
    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert "France Services de Caudry" in page
    assert "À lire à voix haute" in page
    other = re.findall(r'href="(/console\?q=[^"]*lieu=[^"]*)"', page)[1].replace("&amp;", "&")
    assert "À lire à voix haute" in client.get(other).text


def test_no_word_of_the_caller_in_an_address(client: TestClient) -> None:
    """The form's answer goes to an address made of standard words only."""
    typed = "mme Durand 0612345678 12 rue des Lilas 62000 arras impots"
    location = client.post("/console", data={"q": typed}).headers["location"]
    assert parse_qs(urlsplit(location).query)["q"] == ["Arras (62), démarches administratives"]


def test_chips_come_off_without_javascript(client: TestClient) -> None:
    """A chip is a link to the same search without it."""
    page = client.get("/console", params={"q": "caudry, seniors, samedi"}).text
    link = next(one for one in re.findall(r'href="([^"]*/sans[^"]*)"', page) if "Seniors" in one).replace("&amp;", "&")
    assert parse_qs(urlsplit(client.get(link).headers["location"]).query)["q"] == ["Caudry (59), samedi"]


def test_homonyms_are_asked(client: TestClient) -> None:
    """Several towns of that name: they are offered, no site is guessed."""
    page = client.get("/console", params={"q": "saint martin impots"}).text
    assert "Quelle commune" in page
    assert page.count("data-search=") > 1


def test_safety_comes_first(client: TestClient) -> None:
    """A caller in danger: the protocol stands beside the list, in the agent's words, whatever else was read."""
    page = client.post("/console/cherche", data={"q": "caudry mon mari me tape"}).text
    assert "17 (114 par SMS)" in page
    assert 'class="card urgent"' in page


def test_fact_cards_in_the_same_box(client: TestClient) -> None:
    """A scheme's name gives its card, in the agent's words, with its source."""
    page = client.post("/console/cherche", data={"q": "pass numerique remboursement"}).text
    assert "TERMINÉ fin 2023" in page
    assert "Vérifié le" in page


def test_a_message_is_written_counted_and_sent(client: TestClient) -> None:
    """The text about a site, its cost, its way out; the number leaves no trace."""
    site = re.search(r'data-site="([^"]+)"', client.post("/console/cherche", data={"q": "62400"}).text)
    assert site
    draft = client.post("/console/sms/texte", data={"lieu": site[1], "q": "62400", "langue": "fr"}).json()
    assert draft["encoding"] == "GSM-7"
    assert "03 53 01 00 25" in draft["text"]
    sent = client.post("/console/sms", data={"numero": "06 39 98 00 01", "texte": draft["text"]})
    assert sent.json()["parts"] == draft["parts"]
    assert "639980001" not in sent.text
    assert SENT[0][0].endswith("639980001")
    assert SENT[0][1] == draft["text"]


def test_without_a_gateway_one_copies(browse: Any) -> None:
    """No gateway: the page says so, and sending is refused with a way out."""
    client = browse(sends=False)
    page = client.get("/console", params={"q": "62400"}).text
    assert "Copiez le texte" in page
    assert "sms-number" not in page
    answer = client.post("/console/sms", data={"numero": "06 39 98 00 01", "texte": "bonjour"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "not_sendable")


def test_outcomes_are_counted_without_anybody(client: TestClient, house: Any) -> None:
    """A day, a need of the standard, a commune, found or not, and a number: nothing else fits."""
    need = "Aide aux démarches administratives"
    for _ in range(2):
        assert client.post("/console/issue", data={"issue": "pas-trouve", "besoin": need, "insee": "59139"}).json()
    client.post("/console/issue", data={"issue": "trouve", "besoin": "mme Durand", "insee": "Durand"})
    lines = {(one.need, one.insee, one.found, one.calls) for one in Outcomes(house.engine, house.gazetteer).all()}
    assert (need, "59139", False, 2) in lines
    assert ("", "", True, 1) in {(need, insee, found, min(calls, 1)) for need, insee, found, calls in lines}
    assert "Durand" not in str(lines)


def test_nothing_of_a_call_in_the_database(client: TestClient, house: Any) -> None:
    """A whole call with a name, a street and a number: the database holds none of them, and no new line but a count."""
    before = rows(house)
    client.post("/console/cherche", data={"q": "Mme Zzyzx 12 rue des Lilas caudry impots 0639980001"})
    client.post("/console", data={"q": "Mme Zzyzx caudry"})
    client.post("/console/sms", data={"numero": "0639980001", "texte": "pour Mme Zzyzx"})
    client.post("/console/issue", data={"issue": "trouve", "besoin": "", "insee": "59139"})
    assert client.post("/console/nouvel-appel").headers["location"] == "/console"
    after = rows(house)
    assert not re.search(r"(?i)zzyzx|lilas|639980001", str(after))
    assert {name for name in after if after[name] != before[name]} <= {"console_outcomes"}


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("/console/issue", {"issue": "peut-être"}, 400),
        ("/console/sms", {"numero": "0321000000", "texte": "bonjour"}, 422),
        ("/console/sms", {"numero": "0639980001", "texte": "  "}, 422),
        ("/console/sms/texte", {"lieu": "nulle-part"}, 404),
        ("/console/cherche", {"q": "x" * 100_000}, 413),
    ],
)
def test_bad_requests_are_refused(client: TestClient, path: str, data: dict, status: int) -> None:
    """Each with its status and a French sentence."""
    answer = client.post(path, data=data)
    assert answer.status_code == status
    assert answer.json()["error"]["message"]


HOSTILE = ["<script>alert(1)</script>", "{{ 7*7 }}", "\x00\ud83d", "'; DROP TABLE sites;--", "/restart", "%", "_" * 50]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_text_is_only_text(client: TestClient, typed: str) -> None:
    """Whatever is typed: a page, nothing executed, nothing echoed as HTML."""
    page = client.post("/console", data={"q": typed.encode("utf-8", "replace").decode()}, follow_redirects=True)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "49" not in re.sub(r"\d\d \d\d|[0-9a-f]{12}", "", page.text) or "{{" not in typed


def test_a_sheet_to_print(client: TestClient) -> None:
    """One page: where, when, how, what to bring, another way, and a square to photograph."""
    site = re.search(r'data-site="([^"]+)"', client.post("/console/cherche", data={"q": "62400"}).text)
    assert site
    page = client.get("/console/papier", params={"lieu": site[1], "q": "62400"}).text
    for part in (
        "Fiche d&#39;orientation",
        "Médiathèque de Béthune",
        "03 53 01 00 25",
        "data:image/svg+xml",
        "Sinon",
        "À apporter",
    ):
        assert part in page, part
    assert client.get("/console/papier", params={"lieu": "nulle-part"}).status_code == 404


def rows(house: Any) -> dict[str, str]:
    """Every table's content."""
    with house.engine.connect() as connection:
        names = [row[0] for row in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))]
        return {name: str(connection.execute(text(f'SELECT * FROM "{name}"')).fetchall()) for name in names}
