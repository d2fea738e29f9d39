"""What a person can do with an answer: listen, copy, locate, map, simpler, language, erase, leave in a hurry."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tools.browser import LocalServer
from tools.cardboard import Cardboard

Ask = Callable[[str], None]
VOICE = """() => {
  window.said = []; window.cancelled = 0;
  speechSynthesis.speak = (utterance) => window.said.push([utterance.lang, utterance.text]);
  speechSynthesis.cancel = () => { window.cancelled += 1; };
}"""


def test_listen_and_stop(page: Page, ask: Ask) -> None:
    """« Écouter » reads the whole answer in its language, by the browser's voice; the same button stops it."""
    page.evaluate(VOICE)
    ask("#explain")
    page.get_by_role("button", name="Écouter").last.click()
    said = page.evaluate("window.said")
    assert {lang for lang, _ in said} == {"fr"}
    assert "avec votre accord" in "".join(text for _, text in said)
    assert page.evaluate("window.said.length") >= 3
    before = page.evaluate("window.cancelled")
    page.get_by_role("button", name="Arrêter la lecture").click()
    assert page.evaluate("window.cancelled") > before
    expect(page.get_by_role("button", name="Écouter").last).to_be_visible()


def test_listen_in_the_answers_language(page: Page, ask: Ask) -> None:
    """An answer in Arabic is marked as such, runs from right to left, and is read in Arabic."""
    page.evaluate(VOICE)
    ask("#language")
    expect(page.locator(".answer").last).to_have_attribute("dir", "rtl")
    expect(page.locator(".answer").last).to_have_attribute("lang", "ar")
    page.get_by_role("button", name="Écouter").last.click()
    assert page.evaluate("window.said[0][0]") == "ar"


def test_copy(page: Page, ask: Ask) -> None:
    """« Copier » puts name, phone and address in the clipboard and says so."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask("Caudry")
    page.locator(".card summary").first.click()
    page.get_by_role("button", name="Copier les informations de Médiathèque").click()
    expect(page.get_by_role("status")).to_have_text("C'est copié.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Médiathèque de la Dentelle\n03 53 01 00 11\n12 rue de l'Exemple, 59540 Caudry")


def test_position_only_when_asked(page: Page, house: Cardboard) -> None:
    """« Me localiser » sends the position, rounded to a hundred metres; nothing asks for it before."""
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 50.125678, "longitude": 3.411234})
    page.get_by_role("button", name="Me localiser").click()
    expect(page.locator(".card")).to_have_count(3)
    assert (house.received[-1].lat, house.received[-1].lon) == (50.126, 3.411)


def test_position_refused(page: Page, house: Cardboard) -> None:
    """A refusal is taken kindly: write the town's name. Nothing is sent."""
    page.get_by_role("button", name="Me localiser").click()
    expect(page.get_by_role("alert")).to_contain_text("Écrivez le nom de votre commune")
    assert not house.received


def test_map_only_on_request(page: Page, ask: Ask) -> None:
    """No map is loaded with the sites; asked for, it shows them numbered, named, and can be reached by keyboard."""
    ask("Caudry")
    assert page.locator(".plan").count() == 0
    page.get_by_role("button", name="Voir sur une carte").click()
    expect(page.locator(".plan .pin")).to_have_count(3)
    expect(page.get_by_role("region", name="Carte : Médiathèque de la Dentelle")).to_be_focused()
    expect(page.locator(".plan")).to_contain_text("IGN")


def test_map_that_does_not_come(page: Page, ask: Ask) -> None:
    """When the map cannot be loaded, the page says that the list is enough."""
    page.route("**/map.js", lambda route: route.abort())
    ask("Caudry")
    page.get_by_role("button", name="Voir sur une carte").click()
    expect(page.get_by_role("status")).to_contain_text("La liste des lieux suffit")
    expect(page.locator(".card")).to_have_count(3)


def test_simpler(page: Page, ask: Ask, house: Cardboard) -> None:
    """« Plus simple » asks the last answer again, simply; later answers stay simple."""
    ask("#explain")
    page.get_by_role("button", name="Plus simple").click()
    expect(page.locator(".you")).to_have_count(2)
    assert house.received[-1].simpler
    ask("Caudry")
    assert house.received[-1].simpler


def test_language(page: Page, ask: Ask, house: Cardboard) -> None:
    """Another language changes the page and its direction, keeps the conversation, and goes with the messages."""
    ask("Caudry")
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".card")).to_have_count(3)
    ask("bonjour")
    assert house.received[-1].lang == "ar"


def test_erase(page: Page, ask: Ask, house: Cardboard) -> None:
    """« Effacer » empties the page, the server and the cookie."""
    ask("Caudry")
    page.get_by_role("button", name="Effacer la conversation").click()
    expect(page.get_by_role("status")).to_have_text("La conversation est effacée.")
    expect(page.locator(".card")).to_have_count(0)
    assert not house.said
    assert page.context.cookies() == []


def test_quick_exit(page: Page, ask: Ask, house: Cardboard, server: LocalServer) -> None:
    """« Quitter vite » erases, leaves, and the page is gone from the history: Back does not show it."""
    ask("#safety")
    page.get_by_role("link", name="Quitter vite").click()
    page.wait_for_url("**/demo")
    assert not house.said
    page.go_back()
    assert not page.url.startswith(f"{server.address}/chat")
    assert page.locator(".urgent").count() == 0


def test_print_button(page: Page, ask: Ask) -> None:
    """« Imprimer » prints; on paper the tools are gone and the cards remain."""
    page.evaluate("window.print = () => { window.printed = true; }")
    ask("Caudry")
    page.get_by_role("button", name="Imprimer la page").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.locator(".composer")).to_be_hidden()
    expect(page.locator(".card").first).to_be_visible()
