"""The widget on a town hall's own site: another host name, a strict policy, no cookie allowed in the frame."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from tools.browser import LocalServer, serving
from tools.cardboard import Cardboard, application

Town = Callable[[LocalServer], LocalServer]
LABEL = "Besoin d'aide numérique ?"


@pytest.fixture
def front(context: BrowserContext, house: Cardboard, home: Path, server: LocalServer, town: Town) -> Page:
    """The town hall's page, its origin on the service's list."""
    site = town(server)
    (home / "data" / "widgets" / "mairie.yml").write_text(f"name: Mairie\norigins: ['{site.address}']\n", "utf-8")
    server.stop()
    server.replace(application(house))
    server.start()
    page = context.new_page()
    page.goto(site.address)
    page.locator("aidenum-widget .launcher").wait_for()
    return page


def opened(page: Page) -> FrameLocator:
    """Open the widget; its field has the focus once its script listens (before that, Enter is a new line)."""
    page.get_by_role("button", name=LABEL).click()
    inside = page.frame_locator("iframe")
    expect(inside.locator("#message")).to_be_focused(timeout=10_000)  # as long as a page may take to load
    return inside


def in_frame(page: Page, element: str) -> object:
    """Evaluate in the widget's frame."""
    return page.frames[-1].evaluate(element)


def test_by_keyboard_from_launcher_and_back(front: Page) -> None:
    """Tab reaches the launcher, Enter opens, the focus is in the field; Escape closes and the focus is on the launcher."""
    front.keyboard.press("Tab")
    front.keyboard.press("Tab")
    launcher = front.get_by_role("button", name=LABEL)
    expect(launcher).to_be_focused()
    expect(launcher).to_have_attribute("aria-expanded", "false")
    front.keyboard.press("Enter")
    expect(front.frame_locator("iframe").locator("#message")).to_be_focused()
    front.keyboard.type("Caudry")
    front.keyboard.press("Enter")
    expect(front.frame_locator("iframe").locator(".card")).to_have_count(3)
    front.keyboard.press("Escape")
    expect(front.locator("iframe")).to_be_hidden()
    expect(launcher).to_be_focused()


def test_space_opens_too(front: Page) -> None:
    """The launcher says that it is a button: Space works as Enter does."""
    front.get_by_role("button", name=LABEL).press(" ")
    expect(front.frame_locator("iframe").locator("#message")).to_be_focused()


def test_nothing_before_opening(front: Page, server: LocalServer) -> None:
    """Before opening: no frame, no cookie, no storage, and nothing fetched from the service but the loader."""
    asked: list[str] = []
    front.on("request", lambda request: asked.append(request.url))
    front.reload()
    front.locator("aidenum-widget .launcher").wait_for()
    assert front.locator("iframe").count() == 0
    assert front.context.cookies() == []
    assert front.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    assert [url for url in asked if url.startswith(server.address)] == [f"{server.address}/widget/v1/widget.js"]


def test_strict_host_policy_refuses_nothing(front: Page) -> None:
    """On a host that allows no inline style or script, the launcher keeps its shape and nothing is refused."""
    refused: list[str] = []
    front.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    front.reload()
    box = front.locator("aidenum-widget .launcher").bounding_box()
    assert box
    assert box["height"] >= 44
    assert (
        front.locator("aidenum-widget section").evaluate("(element) => getComputedStyle(element).position") == "fixed"
    )
    front.get_by_role("button", name=LABEL).click()
    front.frame_locator("iframe").locator("#message").wait_for()
    assert not [text for text in refused if "favicon" not in text and "404" not in text]


def test_frame_has_a_name_and_few_rights(front: Page) -> None:
    """The frame has a title, a sandbox without top navigation by itself, and sends no path to us."""
    front.get_by_role("button", name=LABEL).click()
    frame = front.locator("iframe")
    expect(frame).to_have_attribute("title", LABEL)
    expect(frame).to_have_attribute("referrerpolicy", "strict-origin")
    rights = (frame.get_attribute("sandbox") or "").split()
    assert "allow-top-navigation" not in rights
    expect(front.get_by_role("dialog", name=LABEL)).to_be_visible()


def test_full_screen_on_a_phone_leaves_nothing_behind(front: Page) -> None:
    """On a phone the panel fills the screen, the page behind takes no focus, and closing gives it back."""
    front.get_by_role("button", name=LABEL).click()
    box = front.get_by_role("dialog", name=LABEL).bounding_box()
    assert box
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
    assert front.locator("main").get_attribute("inert") is not None
    front.get_by_role("button", name="Fermer").click()
    assert front.locator("main").get_attribute("inert") is None


def test_conversation_goes_on_without_cookies(front: Page, house: Cardboard, server: LocalServer) -> None:
    """In a frame to which the browser refuses cookies and storage, every message is still of one conversation."""
    inside = opened(front)
    for number, words in enumerate(("bonjour", "Caudry"), start=1):
        inside.locator("#message").fill(words)
        inside.locator("#message").press("Enter")
        expect(inside.locator(".you")).to_have_count(number)
    assert len(house.said) == 1
    assert front.context.cookies() == []


def test_the_tab_remembers_where_storage_is_allowed(context: BrowserContext, server: LocalServer) -> None:
    """Opening stores nothing; after the first message the tab alone resumes the conversation, without any cookie."""
    page = context.new_page()
    page.goto(f"{server.address}/demo")
    inside = opened(page)
    assert in_frame(page, "[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    assert context.cookies() == []
    inside.locator("#message").fill("Caudry")
    inside.locator("#message").press("Enter")
    expect(inside.locator(".you")).to_have_count(1)
    context.clear_cookies()
    page.reload()
    page.get_by_role("button", name=LABEL).click()
    expect(inside.locator(".you")).to_have_count(1)
    expect(inside.locator(".card")).to_have_count(3)


def test_a_site_that_is_not_on_the_list_cannot_frame(context: BrowserContext, server: LocalServer, town: Town) -> None:
    """Without a file in data/widgets, the browser refuses the frame; the link itself still leads to the page."""
    page = context.new_page()
    page.goto(town(server).address)
    page.get_by_role("button", name=LABEL).click()
    page.wait_for_timeout(500)
    assert page.frame_locator("iframe").locator("#message").count() == 0
    assert (page.locator("aidenum-widget .launcher").get_attribute("href") or "").endswith("/chat?site=mairie")


@pytest.mark.parametrize(("accent", "ink"), [("#fff7cc", "rgb(16, 20, 24)"), ("#123456", "rgb(255, 255, 255)")])
def test_a_pale_colour_gets_a_readable_ink(context: BrowserContext, house: Cardboard, accent: str, ink: str) -> None:
    """Whatever accent the host sets, and although it asks for white on it, the launcher can be read."""
    with serving(application(house)) as server:
        page = context.new_page()
        page.route(
            "**/static/*/demo.css",
            lambda route: route.fulfill(
                body=f":root{{--aidenum-accent:{accent};--aidenum-on-accent:#ffffff}}", content_type="text/css"
            ),
        )
        page.goto(f"{server.address}/demo")
        expect(page.locator("aidenum-widget .launcher")).to_have_css("color", ink)


def test_other_windows_cannot_close_it(front: Page) -> None:
    """Only our own frame is listened to."""
    front.get_by_role("button", name=LABEL).click()
    front.frame_locator("iframe").locator("#message").wait_for()
    front.evaluate("window.postMessage({aidenum: 1, type: 'close'}, '*')")
    front.wait_for_timeout(200)
    expect(front.locator("iframe")).to_be_visible()


def test_quick_exit_leaves_the_whole_page(front: Page, server: LocalServer, house: Cardboard) -> None:
    """From the frame, « Quitter vite » replaces the town's page itself."""
    inside = opened(front)
    inside.locator("#message").fill("#safety")
    inside.locator("#message").press("Enter")
    inside.locator(".urgent").wait_for()
    inside.get_by_role("link", name="Quitter vite").click()
    front.wait_for_url(f"{server.address}/demo")
    assert not house.said
