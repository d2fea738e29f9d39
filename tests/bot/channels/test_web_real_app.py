"""The chat page on the whole application: the trained bot, the example directory, no JavaScript."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient


@pytest.fixture
def browser(client: TestClient) -> TestClient:
    """A browser that has never been here."""
    client.cookies.clear()
    return client


def send(client: TestClient, **fields: str) -> str:
    """Send the page's own form; the page that follows, its text readable."""
    page = client.get("/").text
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    return unescape(client.post("/chat", data={**form, **fields}, follow_redirects=True).text)


def test_the_sentence_of_the_readme(browser: TestClient) -> None:
    """« je cherche un conseiller numérique à Caudry » gives cards with distance, phone and source, in one go."""
    page = send(browser, message="je cherche un conseiller numérique à Caudry")
    assert page.count('class="card"') == 3
    assert "à vol d'oiseau" in page
    assert 'href="tel:+33' in page
    assert "Source : " in page
    assert "exemple" in page


def test_journey_with_a_question_back(browser: TestClient) -> None:
    """Without a town the page asks for it; the town alone then gives the sites; the page keeps both turns."""
    asked = send(browser, message="je veux apprendre à me servir d'un ordinateur")
    assert 'class="card"' not in asked
    page = send(browser, message="Caudry")
    assert 'class="card"' in page
    assert page.count('class="you"') == 2


def test_the_list_is_told_once(browser: TestClient) -> None:
    """The cards replace the list in the text: no site is told twice outside its card and what is read aloud."""
    page = send(browser, message="aide numérique à Caudry")
    shown = re.sub(r'data-(?:spoken|copy|name)="[^"]*"|aria-label="[^"]*"|href="[^"]*"', "", page, flags=re.DOTALL)
    for name in re.findall(r"<h2[^>]*>([^<]+)</h2>", shown):
        assert shown.count(name) == 1, name


def test_sheet_of_a_found_site(browser: TestClient) -> None:
    """The sheet and its square open for a site that was found."""
    page = send(browser, message="aide numérique à Caudry")
    sheet = re.findall(r'href="(/fiche/[^"]+)"', page)[0]
    assert browser.get(sheet).status_code == 200
    assert browser.get(f"{sheet}/qr.svg").status_code == 200


def test_erase_forgets_the_town(browser: TestClient) -> None:
    """After « Effacer la conversation », the town is unknown again."""
    send(browser, message="aide numérique à Caudry")
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', browser.get("/").text))
    browser.post("/effacer", data={"session": form["session"]})
    assert 'class="card"' not in browser.get("/").text
    assert 'class="card"' not in send(browser, message="aide numérique")
