"""What can be measured of accessibility: axe in every state, small screens, double text, targets, forced colours, motion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tools import screenshots
from tools.browser import LocalServer

Ask = Callable[[str], None]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALL = {"width": 320, "height": 256}
SHOTS = {shot.name: shot for shot in screenshots.SHOTS if shot.context.get("java_script_enabled", True)}
TARGETS = """() => Array.from(document.querySelectorAll('a[href], button, summary, textarea'))
  .filter((element) => element.checkVisibility() && !element.closest('.answer > p, .skip'))
  .map((element) => [element.textContent.trim(), element.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44).map(([text, box]) => `${text} ${box.width}x${box.height}`)"""
LOST = """() => Array.from(document.querySelectorAll('h1, h2, p, dd, dt, a, button, label, textarea'))
  .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width)
  .filter((element) => { const box = element.getBoundingClientRect(); return box.left < -1 || box.right > innerWidth + 1; })
  .filter((element) => element.className !== 'skip')
  .map((element) => element.textContent.trim())"""


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe finds wrong, in the page and its frames."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [{"id": one["id"], "nodes": [node["html"][:160] for node in one["nodes"]]} for one in found]


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SHOTS))
def test_axe_finds_nothing(browser: Browser, server: LocalServer, name: str) -> None:
    """Closed, open, busy, cards, choices, error, offline, dark, right-to-left, small: no violation in any state."""
    shot = SHOTS[name]
    context = browser.new_context(viewport=shot.screen, reduced_motion="reduce", locale="fr-FR", **shot.context)
    page = context.new_page()
    page.goto(server.address + shot.path)
    shot.act(page)
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("text", ["Caudry", "#clarify_place", "#safety", "#explain", "#language"])
@pytest.mark.parametrize("zoom", ["100%", "200%"])
def test_small_screen_and_double_text_lose_nothing(page: Page, ask: Ask, text: str, zoom: str) -> None:
    """At 320×256, and with the text doubled, nothing leaves the screen sideways and the field can be used."""
    page.set_viewport_size(SMALL)
    page.evaluate(f"document.documentElement.style.fontSize = '{zoom}'")
    ask(text)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(LOST) == []
    page.focus("#message")
    expect(page.locator("#message")).to_be_in_viewport(ratio=0.6)


def test_text_spacing_loses_nothing(page: Page, ask: Ask) -> None:
    """With the spacing that readers may set (WCAG 1.4.12), nothing is cut."""
    page.set_viewport_size({"width": 320, "height": 640})
    ask("Caudry")
    page.evaluate(
        "document.querySelectorAll('*').forEach((element) => { const style = element.style; style.lineHeight = '1.5';"
        "style.letterSpacing = '.12em'; style.wordSpacing = '.16em'; })"
    )
    assert page.evaluate(LOST) == []


@pytest.mark.parametrize("text", ["Caudry", "#clarify_place", "#safety"])
def test_targets_are_large(page: Page, ask: Ask, text: str) -> None:
    """Everything that is pressed measures at least 44 by 44 px, the details of a site too."""
    ask(text)
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    assert page.evaluate(TARGETS) == []


def test_focus_is_seen(page: Page) -> None:
    """The focus has a thick outline."""
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert "3px" in outline
    assert "solid" in outline


def test_forced_colours_keep_borders_and_icons(browser: Browser, server: LocalServer) -> None:
    """With the system's own colours, buttons keep a border and icons are painted."""
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(server.address)
    assert page.locator(".choice").first.evaluate("(element) => getComputedStyle(element).borderTopStyle") == "solid"
    icon, behind = page.evaluate(
        "[getComputedStyle(document.querySelector('.icon')).backgroundColor, getComputedStyle(document.body).backgroundColor]"
    )
    assert icon != behind
    context.close()


def test_motion_only_for_those_who_want_it(browser: Browser, server: LocalServer) -> None:
    """Asked to keep still, nothing moves and nothing scrolls smoothly."""
    for wish, moves in (("reduce", False), ("no-preference", True)):
        context = browser.new_context(reduced_motion=wish)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(server.address)
        page.fill("#message", "bonjour")
        page.click(".send")
        page.locator(".answer.new").wait_for()
        name = page.locator(".answer.new").evaluate("(element) => getComputedStyle(element).animationName")
        assert (name != "none") is moves
        context.close()
