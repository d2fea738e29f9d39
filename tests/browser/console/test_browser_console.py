"""A whole call by keyboard alone; nothing left of it; accessible in every state; one screen; without JavaScript too."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import text

from tools.browser import LocalServer
from tools.console_desk import SENT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def type_query(page: Page, query: str, name: str) -> None:
    """Type, and wait until the site of that name heads the detail."""
    page.keyboard.type(query)
    # Each letter asks; only the last answer is the one to work on.
    page.wait_for_load_state("networkidle")
    expect(page.locator("#beside-title")).to_contain_text(name)


def violations(page: Page) -> list[str]:
    """What axe finds, in a line each."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found.response["violations"]]


def test_a_whole_call_by_keyboard(desk: Page, console_house: Any) -> None:
    """Search, read, spell, copy, send, note the outcome, hang up: no mouse, and the address never holds typed words."""
    expect(desk.locator("#q")).to_be_focused()
    type_query(desk, "mme zzyzx caudry impots sam", "Caudry")
    assert "zzyzx" not in desk.url.lower()
    desk.keyboard.press("ArrowDown")
    expect(desk.locator("#row-1")).to_have_attribute("aria-selected", "true")
    expect(desk.locator("#q")).to_be_focused()
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Enter")
    expect(desk.locator("#beside-title")).to_be_focused()
    assert "lieu=" in desk.url
    desk.keyboard.press("l")
    expect(desk.locator("#script")).to_be_focused()
    expect(desk.locator("#script")).to_contain_text("Le numéro : zéro trois")
    desk.keyboard.press("x")
    expect(desk.locator("#spelling")).to_contain_text("C comme Célestin")
    desk.keyboard.press("c")
    expect(desk.locator("#status")).to_have_text("La fiche est copiée.")
    assert "Téléphone : 03 53" in desk.evaluate("navigator.clipboard.readText()")
    desk.keyboard.press("e")
    expect(desk.locator("#pins button")).to_have_count(1)
    desk.keyboard.press("m")
    expect(desk.locator("#sms-number")).to_be_focused()
    expect(desk.locator("#sms-cost")).to_contain_text("GSM-7")
    desk.keyboard.type("06 39 98 00 01")
    desk.keyboard.press("Enter")
    expect(desk.locator("#status")).to_have_text("Le SMS est parti. Le numéro n'est pas gardé.")
    assert SENT
    assert SENT[0][0].endswith("639980001")
    desk.keyboard.press("t")
    expect(desk.locator("#status")).to_have_text("Issue notée : trouvé.")
    desk.keyboard.press("r")
    expect(desk.locator("#status")).to_have_text("Nouvel appel. Tout est effacé.")
    expect(desk.locator("#q")).to_be_focused()
    nothing_left(desk, console_house)


def nothing_left(page: Page, house: Any) -> None:
    """Page, memory of the page, storage, address, way back, database: empty of the call."""
    assert page.url.endswith("/console")
    content = page.content().lower()
    fields = page.evaluate(
        "[...document.querySelectorAll('input, textarea')].map(f => f.value + f.defaultValue).join(' ')"
    )
    for word in ("zzyzx", "caudry", "639980001", "06 39"):
        assert word not in content
        assert word not in fields.lower()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0
    way = page.evaluate("navigation.entries().map(entry => entry.url)")
    assert [one for one in way if "?" in one] == []
    page.go_back()
    expect(page.locator("#q")).to_have_value("")
    with house.engine.connect() as connection:
        lines = connection.execute(text("SELECT day, need, insee, found, calls FROM console_outcomes")).fetchall()
        tables = connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar()
    assert tables
    assert all("zzyzx" not in str(line).lower() for line in lines)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", ""),
        ("caudry impots sam pmr", "Caudry"),
        ("saint martin", ""),
        ("il me tape", "Violences"),
        ("pass numerique", "Pass"),
    ],
)
def test_axe_finds_nothing(desk: Page, query: str, name: str) -> None:
    """Empty, list, homonyms, safety, card: no violation."""
    if query:
        desk.keyboard.type(query)
        expect(desk.locator("#beside-title" if name else ".chip.choice").first).to_contain_text(name)
    assert violations(desk) == []


def test_axe_finds_nothing_in_dialogs_nor_on_paper(desk: Page) -> None:
    """Help, message, orientation sheet: no violation."""
    type_query(desk, "62400", "Béthune")
    desk.keyboard.press("Enter")
    expect(desk.locator("#beside-title")).to_be_focused()
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_visible()
    assert violations(desk) == []
    desk.keyboard.press("Escape")
    desk.keyboard.press("m")
    expect(desk.locator("#sms-cost")).to_contain_text("SMS")
    assert violations(desk) == []
    desk.keyboard.press("Escape")
    desk.goto(desk.locator("[data-do=print]").get_attribute("href") or "")
    assert violations(desk) == []


def test_message_preview_is_live(desk: Page) -> None:
    """One ê while typing: the alphabet changes before the message leaves."""
    type_query(desk, "62400", "Béthune")
    desk.keyboard.press("Enter")
    expect(desk.locator("#beside-title")).to_be_focused()
    desk.keyboard.press("m")
    expect(desk.locator("#sms-cost")).to_contain_text("GSM-7")
    desk.locator("#sms-text").focus()
    desk.keyboard.type("ê")
    expect(desk.locator("#sms-cost")).to_contain_text("UCS-2")
    expect(desk.locator("#sms-foreign")).to_contain_text("ê")
    desk.locator("#sms-number").fill("0321000000")
    desk.keyboard.press("Enter")
    expect(desk.locator("#sms-alert")).to_contain_text("mobile")


def test_letters_can_be_switched_off(desk: Page) -> None:
    """Off: no letter does anything, buttons still do; the choice says nothing about a call."""
    desk.locator("#help").click()
    desk.locator("#keys-switch").uncheck()
    desk.keyboard.press("Escape")
    desk.locator("#q").focus()
    type_query(desk, "62400", "Béthune")
    desk.keyboard.press("Enter")
    expect(desk.locator("#beside-title")).to_be_focused()
    desk.keyboard.press("m")
    expect(desk.locator("#sms")).to_be_hidden()
    desk.locator("[data-do=sms]").click()
    expect(desk.locator("#sms")).to_be_visible()


def test_letters_are_letters_in_the_box(desk: Page) -> None:
    """No shortcut while typing: "nemours" moves nothing and opens nothing."""
    desk.keyboard.type("nemours lit x ? r")
    expect(desk.locator("#q")).to_have_value("nemours lit x ? r")
    expect(desk.locator("#keys")).to_be_hidden()


def test_back_returns_to_the_list(desk: Page) -> None:
    """An opened site is an address of its own; Back leaves it; the address opens the same state."""
    type_query(desk, "caudry impots", "Caudry")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.locator("#beside-title")).to_be_focused()
    opened, title = desk.url, desk.locator("#beside-title").inner_text()
    desk.go_back()
    assert "lieu=" not in desk.url
    desk.goto(opened)
    expect(desk.locator("#beside-title")).to_have_text(title)


def test_chips_come_off(desk: Page) -> None:
    """Taking a chip away takes its word out of the box."""
    type_query(desk, "62400 sr sam", "Béthune")
    desk.locator("[data-chip='publics:Seniors']").click()
    expect(desk.locator("#q")).to_have_value("62400 sam")
    expect(desk.locator(".chip")).to_have_count(2)


def test_one_screen(desk: Page) -> None:
    """At 1280 × 720 the page does not scroll: box, ten rows and script are there at once."""
    type_query(desk, "fiche exemple", "exemple")
    height, width = desk.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
    assert (height <= 720, width <= 1280) == (True, True)
    expect(desk.locator("#row-9")).to_be_in_viewport()
    expect(desk.locator("#script li.source")).to_be_in_viewport()


def test_it_reflows(desk: Page) -> None:
    """At 320 × 256 nothing scrolls sideways and the box is usable."""
    desk.set_viewport_size({"width": 320, "height": 256})
    type_query(desk, "62400", "Béthune")
    assert desk.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_screen_reader_hears_the_result(desk: Page) -> None:
    """After a pause, one status says how many and the first one; the box points at the chosen row."""
    type_query(desk, "62400", "Béthune")
    expect(desk.locator("#status")).to_contain_text("à moins de 5 km")
    expect(desk.locator("#status")).to_contain_text("Médiathèque")
    expect(desk.locator("#q")).to_have_attribute("aria-activedescendant", "row-0")


def test_without_javascript(browser: Browser, console_server: LocalServer) -> None:
    """A plain search by form, and the script of a site, with no script at all."""
    context = browser.new_context(java_script_enabled=False, base_url=console_server.address)
    page = context.new_page()
    page.goto("/console")
    page.fill("#q", "caudry impots")
    page.keyboard.press("Enter")
    expect(page.locator("#script")).to_contain_text("Le numéro")
    page.locator("#results a").nth(1).click()
    expect(page.locator("#script")).to_contain_text("Le numéro")
    context.close()


def test_a_server_that_is_down_is_said(desk: Page, console_server: LocalServer) -> None:
    """No answer: an alert, and what was typed stays."""
    desk.context.set_offline(True)
    desk.keyboard.type("caudry")
    expect(desk.locator("#alert")).to_contain_text("n'a pas répondu")
    expect(desk.locator("#q")).to_have_value("caudry")
    desk.context.set_offline(False)
