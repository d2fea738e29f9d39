"""Pictures of every state of the chat page and of the widget, into docs/screenshots/.

    .venv/bin/python -m tools.screenshots [--into FOLDER] [NAME …]

They are made on canned answers (tools/cardboard.py), at a fixed time, so that the same code gives the same pictures.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page

from directory.settings import ROOT, Settings
from tools.browser import chromium, serving
from tools.cardboard import SETTINGS, Cardboard, application

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1100, "height": 800}
SMALL = {"width": 320, "height": 256}


def nothing(page: Page) -> None:
    """Leave the page as it opens."""


def say(text: str) -> Callable[[Page], None]:
    """Send `text` and wait for the answer."""

    def act(page: Page) -> None:
        page.fill("#message", text)
        page.click(".send")
        page.wait_for_selector(".turn .you")
        page.wait_for_timeout(400)

    return act


def say_badly(text: str) -> Callable[[Page], None]:
    """Send `text` and wait for the apology."""

    def act(page: Page) -> None:
        page.fill("#message", text)
        page.click(".send")
        page.wait_for_selector("#alert p")

    return act


def busy(page: Page) -> None:
    """Catch the page while it waits."""
    page.fill("#message", "aide pour les impôts à Lenteville")
    page.click(".send")
    page.wait_for_timeout(200)


def offline(page: Page) -> None:
    """Lose the network with a text typed."""
    page.fill("#message", "Je cherche de l'aide à Caudry")
    page.context.set_offline(True)
    page.wait_for_selector("#alert p")


def large_text(page: Page) -> None:
    """Twice the text."""
    say("Caudry")(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")


def ask_map(page: Page) -> None:
    """Ask for the map."""
    say("Caudry")(page)
    page.click("button.map")
    page.wait_for_selector(".plan .pin")
    page.wait_for_timeout(500)


def open_widget(page: Page) -> None:
    """Open the panel on the host's page."""
    page.get_by_role("button", name="Besoin d'aide numérique").click()
    frame = page.frame_locator("iframe")
    frame.locator("#message").fill("Je cherche de l'aide à Caudry")
    frame.locator(".send").click()
    frame.locator(".card").first.wait_for()
    page.wait_for_timeout(500)


@dataclass(frozen=True)
class Shot:
    """One picture: where, on which screen, after doing what."""

    name: str
    act: Callable[[Page], None] = nothing
    path: str = "/"
    screen: dict[str, int] = field(default_factory=lambda: PHONE)
    context: dict[str, Any] = field(default_factory=dict)
    whole: bool = True


SHOTS = (
    Shot("accueil"),
    Shot("accueil-bureau", screen=DESK),
    Shot("accueil-sombre", context={"color_scheme": "dark"}),
    Shot("lieux", say("Je cherche de l'aide à Caudry")),
    Shot("lieux-bureau", say("Je cherche de l'aide à Caudry"), screen=DESK),
    Shot("lieux-sombre", say("Je cherche de l'aide à Caudry"), context={"color_scheme": "dark"}),
    Shot("lieux-sans-javascript", say("Je cherche de l'aide à Caudry"), context={"java_script_enabled": False}),
    Shot("choix", say("Je suis à Saint-Denis")),
    Shot("danger", say("J'ai peur, c'est une arnaque ?")),
    Shot("fiche-explication", say("C'est quoi Aidants Connect ?")),
    Shot("attente", busy),
    Shot("panne", say_badly("aide pour les impôts à Panneville")),
    Shot("hors-ligne", offline),
    Shot("arabe", say("العربية"), "/chat?lang=ar"),
    Shot("arabe-lieux", say("Caudry"), "/chat?lang=ar"),
    Shot("petit-ecran", screen=SMALL, whole=False),
    Shot("petit-ecran-lieux", say("Caudry"), screen=SMALL, whole=False),
    Shot("texte-double", large_text),
    Shot("couleurs-forcees", say("Caudry"), context={"forced_colors": "active"}),
    Shot("carte", ask_map),
    Shot("fiche-a-imprimer", path="/fiche/exemple-caudry-1", screen=DESK),
    Shot("widget-ferme", path="/demo", screen=DESK, whole=False),
    Shot("widget-ouvert", open_widget, "/demo", DESK, whole=False),
    Shot("widget-telephone", open_widget, "/demo", whole=False),
)


def take(browser: Browser, address: str, shot: Shot, folder: Path) -> None:
    """Take one picture."""
    context = browser.new_context(viewport=shot.screen, locale="fr-FR", reduced_motion="reduce", **shot.context)
    page = context.new_page()
    page.goto(address + shot.path)
    shot.act(page)
    page.screenshot(path=folder / f"{shot.name}.png", full_page=shot.whole)
    lighten(folder / f"{shot.name}.png")
    context.close()


def lighten(picture: Path) -> None:
    """Keep 128 colours: flat drawings lose nothing to the eye and two thirds of their weight."""
    Image.open(picture).convert("RGB").quantize(128).save(picture, optimize=True)


def main() -> None:
    """Take the pictures named, or all of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--into", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("names", nargs="*")
    wanted = parser.parse_args()
    wanted.into.mkdir(parents=True, exist_ok=True)
    house = Cardboard(Settings.from_env(SETTINGS), slow_seconds=3)
    with serving(application(house)) as server, chromium() as browser:
        for shot in SHOTS:
            if not wanted.names or shot.name in wanted.names:
                take(browser, server.address, shot, wanted.into)
                print(wanted.into / f"{shot.name}.png")


if __name__ == "__main__":
    main()
