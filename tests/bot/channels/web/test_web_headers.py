"""Fences and weight: policy, frames, versions and integrity, sizes."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.channels.web.contrast import READABLE, contrast
from bot.channels.web.embed import load_sites
from bot.channels.web.errors import BadWidgetSiteError
from tools.screenshots import SHOTS

LOADER_LIMIT = 5_000
PAGE_LIMIT = 30_000
PAGES = ("/", "/chat?lang=ar", "/fiche/exemple-caudry-1", "/demo")


def gzipped(content: bytes) -> int:
    """The size on the wire."""
    return len(gzip.compress(content, 9))


def test_loader_is_light(client: TestClient) -> None:
    """The loader weighs at most 5 KB compressed."""
    assert gzipped(client.get("/widget/v1/widget.js").content) <= LOADER_LIMIT


def test_page_is_light(client: TestClient) -> None:
    """HTML, style and script together weigh at most 30 KB compressed; nothing else is asked for but the icon."""
    page = client.get("/").text
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert {name.rsplit(".", 1)[1] for name in files} == {"css", "js", "svg"}
    assert gzipped(page.encode()) + sum(gzipped(client.get(name).content) for name in files) <= PAGE_LIMIT


@pytest.mark.parametrize("path", PAGES)
def test_strict_policy_and_no_inline_code(client: TestClient, path: str) -> None:
    """Our own files only; no script, style or handler written in the page."""
    answer = client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", answer.text)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
def test_pages_ask_nothing_of_others(client: TestClient, path: str) -> None:
    """No page loads anything from another address."""
    assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', client.get(path).text)


def test_frames_only_for_listed_sites(client: TestClient) -> None:
    """Without a site on the list, only our own pages may frame the chat."""
    for path in ("/chat", "/chat?site=inconnu", "/chat?site=../demo", "/fiche/exemple-caudry-1"):
        assert client.get(path).headers["content-security-policy"].endswith("frame-ancestors 'self'")


def test_pages_are_compressed(client: TestClient) -> None:
    """A slow network gets the page compressed."""
    assert client.get("/", headers={"accept-encoding": "gzip"}).headers["content-encoding"] == "gzip"


def test_pinned_loader_matches_its_hash(client: TestClient) -> None:
    """The pinned address gives the very bytes of the integrity hash, for ever; another version is not found."""
    known = client.get("/widget/versions.json").json()
    answer = client.get(known["pinned"])
    assert known["integrity"] == "sha384-" + base64.b64encode(hashlib.sha384(answer.content).digest()).decode()
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["access-control-allow-origin"] == "*"
    assert client.get("/widget/000000000000/widget.js").status_code == 404
    assert "immutable" not in client.get(known["floating"]).headers["cache-control"]
    assert known["integrity"] in client.get("/demo").text


def test_only_built_files_are_served(client: TestClient) -> None:
    """Nothing outside the folder of built files can be asked for."""
    for name in ("chat.html", "..%2F..%2Fapp.py", "page.js.map", "%2Fetc%2Fpasswd"):
        assert client.get(f"/static/x/{name}").status_code == 404


def site(folder: Path, text: str) -> Path:
    """A folder with one site."""
    (folder / "mairie.yml").write_text(text, "utf-8")
    return folder


def test_a_site_and_its_theme(tmp_path: Path) -> None:
    """A site's colours become custom properties, with an ink that can be read on its accent."""
    made = load_sites(site(tmp_path, 'origins: ["https://www.mairie.fr"]\ntheme: {accent: "#005f99", radius: 8px}'))[
        "mairie"
    ]
    assert made.origins == ("https://www.mairie.fr",)
    assert made.stylesheet == ":root{--aidenum-accent:#005f99;--aidenum-on-accent:#ffffff;--aidenum-radius:8px;}"


def test_an_unreadable_theme_is_dropped(tmp_path: Path) -> None:
    """A pale accent, or a text too close to its ground, is left out rather than shown."""
    made = load_sites(site(tmp_path, 'theme: {accent: "#ffee88", text: "#999999", surface: "#aaaaaa"}'))["mairie"]
    assert made.theme == {}


@pytest.mark.parametrize(
    "text",
    [
        "origins: ['*']",
        "origins: ['https://a.fr; script-src *']",
        "origins: ['javascript:x']",
        "theme: {accent: 'red;}body{display:none'}",
        "theme: {font: 'x;}'}",
        "theme: {cursor: none}",
        "- liste",
    ],
)
def test_a_bad_site_is_named(tmp_path: Path, text: str) -> None:
    """What does not suit is refused by name; nothing can be slipped into a header or a stylesheet."""
    with pytest.raises(BadWidgetSiteError, match=r"mairie\.yml"):
        load_sites(site(tmp_path, text))


def test_contrast_is_that_of_the_rules() -> None:
    """Black on white is 21, a colour on itself 1."""
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert contrast("#777777", "#777777") == 1
    assert contrast("#767676", "#ffffff") >= READABLE > contrast("#777777", "#ffffff")


def test_every_picture_is_there() -> None:
    """docs/screenshots holds one picture for each state that `python -m tools.screenshots` takes, and no other."""
    folder = Path(__file__).parents[4] / "docs" / "screenshots"
    assert {path.stem for path in folder.glob("*.png")} == {shot.name for shot in SHOTS}
