"""A real Chromium on the chat page, in a house of cardboard. Skips by name where Chromium is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, BrowserContext, Page  # noqa: E402
from starlette.applications import Starlette  # noqa: E402
from starlette.requests import Request  # noqa: E402
from starlette.responses import HTMLResponse  # noqa: E402
from starlette.routing import Route  # noqa: E402

from directory.settings import Settings  # noqa: E402
from tools.browser import CHROMIUM, LocalServer, chromium, serving  # noqa: E402
from tools.cardboard import SETTINGS, Cardboard, application  # noqa: E402

PHONE = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; each test has its own empty profile."""
    if not CHROMIUM.exists():
        pytest.skip(f"Chromium is missing ({CHROMIUM})")
    with chromium() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A project folder with the real interface texts and a widget site of its own."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "interface").symlink_to(ROOT / "data" / "interface")
    (data / "widgets").mkdir()
    (data / "widgets" / "demo.yml").write_text("name: Démonstration\norigins: []\n", "utf-8")
    return tmp_path


@pytest.fixture
def house(home: Path) -> Cardboard:
    """The rest of the house, made of cardboard."""
    return Cardboard(Settings.from_env({**SETTINGS, "AIDENUM_HOME": str(home)}), slow_seconds=1.0)


@pytest.fixture
def server(house: Cardboard) -> Iterator[LocalServer]:
    """The service."""
    with serving(application(house)) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone with an empty profile and calm animations."""
    made = browser.new_context(viewport=PHONE, locale="fr-FR", reduced_motion="reduce")
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, server: LocalServer) -> Page:
    """The chat page, open; any error of the script, or refusal by the policy, fails the test that caused it."""
    opened = context.new_page()
    opened.goto(server.address)
    return opened


@pytest.fixture
def ask(page: Page) -> Callable[[str], None]:
    """Type a message, send it, wait for its answer."""

    def send(text: str) -> None:
        before = page.locator(".turn").count()
        page.fill("#message", text)
        page.click(".send")
        page.locator(".turn").nth(before).wait_for()

    return send


@pytest.fixture
def town(home: Path) -> Iterator[Callable[[LocalServer], LocalServer]]:
    """A town hall's own site, on another host name, under a strict policy: it carries the one script tag."""
    started: list[LocalServer] = []

    def build(service: LocalServer) -> LocalServer:
        async def front(request: Request) -> HTMLResponse:
            policy = f"default-src 'none'; script-src {service.address}; frame-src {service.address}"
            tag = f'<script src="{service.address}/widget/v1/widget.js" data-site="mairie" async></script>'
            body = f"<main><h1>Mairie</h1><p><a href='/'>Accueil</a></p></main>{tag}"
            head = "<meta charset=utf-8><meta name=viewport content='width=device-width'><title>Mairie</title>"
            return HTMLResponse(
                f"<!doctype html><html lang=fr><head>{head}</head><body>{body}</body></html>",
                headers={"Content-Security-Policy": policy},
            )

        made = LocalServer(Starlette(routes=[Route("/", front), Route("/autre", front)]))
        made.start()
        made.address = f"http://localhost:{made.port}"
        started.append(made)
        return made

    yield build
    for made in started:
        made.stop()
