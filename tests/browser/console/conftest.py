"""The console in a real Chromium, on the example directory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tools.browser import LocalServer, serving
from tools.console_desk import SENT, Desk, application, open_house

DESK = {"width": 1280, "height": 720}


@pytest.fixture(scope="session")
def console_house(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The example directory at a fixed clock."""
    return open_house({"AIDENUM_VAR": str(tmp_path_factory.mktemp("console"))})


@pytest.fixture(scope="session")
def console_server(console_house: Any) -> Iterator[LocalServer]:
    """The console with a gateway of cardboard."""
    with serving(application(Desk(console_house))) as server:
        yield server


@pytest.fixture
def context(browser: Browser, console_server: LocalServer) -> Iterator[BrowserContext]:
    """An empty profile on one small screen."""
    SENT.clear()
    context = browser.new_context(viewport=DESK, base_url=console_server.address, locale="fr-FR")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=console_server.address)
    yield context
    context.close()


@pytest.fixture
def desk(context: BrowserContext) -> Iterator[Page]:
    """The console, ready, and no error in the page all along."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.goto("/console")
    page.wait_for_selector("#q[role=combobox]")
    yield page
    assert [fault for fault in faults if "422" not in fault and "DISCONNECTED" not in fault] == []
