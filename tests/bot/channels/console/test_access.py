"""Who may open the console: the machine itself, a key's holder, a trusted proxy's agent; nobody else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest
import structlog
from starlette.testclient import TestClient

from directory.errors import SettingError

TOKEN = "une-cle-assez-longue"
Browse = Callable[..., TestClient]


@pytest.fixture
def journal() -> Iterator[list]:
    """The lines written at the usual level, whatever level another test of the same process has set."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    with structlog.testing.capture_logs() as written:
        yield written
    structlog.configure(**before)


def test_open_on_the_machine_itself(browse: Browse) -> None:
    """With nothing set up, loopback may enter."""
    assert browse().get("/console").status_code == 200


@pytest.mark.parametrize(
    ("peer", "base", "headers", "env"),
    [
        ("192.0.2.7", "http://127.0.0.1:8000", {}, {}),
        ("127.0.0.1", "https://aide.exemple.fr", {}, {}),
        ("127.0.0.1", "http://127.0.0.1:8000", {"x-forwarded-for": "192.0.2.7"}, {}),
        ("127.0.0.1", "http://127.0.0.1:8000", {"forwarded": "for=192.0.2.7"}, {}),
        ("127.0.0.1", "http://127.0.0.1:8000", {}, {"AIDENUM_PUBLIC_URL": "https://aide.exemple.fr"}),
        ("127.0.0.1", "http://127.0.0.1:8000", {}, {"AIDENUM_CONSOLE": "0"}),
    ],
)
def test_off_by_default_in_public(browse: Browse, peer: str, base: str, headers: dict, env: dict) -> None:
    """From elsewhere, through a proxy, on a public name, or switched off: the console is not there."""
    client = browse(peer=peer, base=base, **env)
    assert client.get("/console", headers=headers).status_code == 404
    assert client.post("/console/cherche", data={"q": "caudry"}, headers=headers).status_code == 404


def test_a_key_opens(browse: Browse) -> None:
    """The site's key is exchanged for a fenced cookie; without it, only the door is shown."""
    client = browse(peer="192.0.2.7", base="https://aide.exemple.fr", AIDENUM_CONSOLE_TOKENS=f"arras:{TOKEN}")
    door = client.get("/console")
    assert (door.status_code, "Clé du site" in door.text) == (401, True)
    assert client.post("/console/cherche", data={"q": "caudry"}).status_code == 401
    assert client.post("/console/entrer", data={"cle": "autre-chose-de-long"}).status_code == 401
    entered = client.post("/console/entrer", data={"cle": TOKEN})
    cookie = entered.headers["set-cookie"].lower()
    assert entered.status_code == 303
    assert all(word in cookie for word in ("httponly", "samesite=strict", "secure", "path=/console"))
    assert TOKEN not in cookie
    assert client.get("/console").status_code == 200
    client.post("/console/sortir")
    assert client.get("/console").status_code == 401


def test_a_changed_key_closes_its_cookies(browse: Browse) -> None:
    """The cookie of an old key opens nothing."""
    first = browse(AIDENUM_CONSOLE_TOKENS=f"arras:{TOKEN}")
    first.post("/console/entrer", data={"cle": TOKEN})
    cookie = first.cookies["aidenum-console"]
    second = browse(AIDENUM_CONSOLE_TOKENS="arras:une-nouvelle-cle-longue")
    assert second.get("/console", headers={"cookie": f"aidenum-console={cookie}"}).status_code == 401


def test_a_short_key_is_refused(browse: Browse) -> None:
    """A key that could be guessed stops the start, and says so without showing it."""
    with pytest.raises(SettingError) as refusal:
        browse(AIDENUM_CONSOLE_TOKENS="arras:court")
    assert "court" not in str(refusal.value)


def test_guessing_is_slowed_down(browse: Browse) -> None:
    """After some attempts, the door waits."""
    client = browse(AIDENUM_CONSOLE_TOKENS=f"arras:{TOKEN}", AIDENUM_MESSAGES_PER_MINUTE="3")
    statuses = [client.post("/console/entrer", data={"cle": "x" * 20}).status_code for _ in range(5)]
    assert statuses == [401, 401, 401, 429, 429]


def test_single_sign_on_is_believed_from_the_proxy_only(browse: Browse) -> None:
    """The header names an agent when a trusted proxy wrote it; from anybody else it is nothing."""
    env = {"AIDENUM_CONSOLE_SSO_HEADER": "X-Remote-User", "AIDENUM_TRUSTED_PROXIES": "10.0.0.0/8"}
    agent = {"x-remote-user": "a.dupont"}
    assert browse(peer="10.1.2.3", **env).get("/console", headers=agent).status_code == 200
    assert browse(peer="10.1.2.3", **env).get("/console").status_code == 404
    assert browse(peer="192.0.2.7", **env).get("/console", headers=agent).status_code == 404
    assert browse(peer="127.0.0.1", **env).get("/console", headers=agent).status_code == 404


def test_the_journal_names_nobody(browse: Browse, journal: list) -> None:
    """What is written of an agent is a pseudonym; of a call, nothing."""
    env = {"AIDENUM_CONSOLE_SSO_HEADER": "X-Remote-User", "AIDENUM_TRUSTED_PROXIES": "10.0.0.0/8"}
    client = browse(peer="10.1.2.3", **env)
    agent = {"x-remote-user": "a.dupont"}
    client.get("/console?q=caudry", headers=agent)
    client.post("/console/cherche", data={"q": "caudry mme Martin 0612345678"}, headers=agent)
    client.post("/console/sms", data={"numero": "06 12 34 56 78", "texte": "bonjour"}, headers=agent)
    client.post("/console/issue", data={"issue": "trouve", "insee": "59139"}, headers=agent)
    names = {line["event"] for line in journal}
    assert {"console.opened", "console.sms_sent", "console.outcome"} <= names
    text = str(journal).lower()
    assert not any(
        word in text for word in ("dupont", "martin", "0612345678", "612345678", "caudry", "bonjour", "59139")
    )


@pytest.mark.parametrize("headers", [{"origin": "https://ailleurs.example"}, {"sec-fetch-site": "cross-site"}])
def test_other_sites_cannot_act(client: TestClient, headers: dict) -> None:
    """A post that a browser says comes from another site does nothing."""
    for path in ("/console/sms", "/console/issue", "/console/nouvel-appel", "/console/cherche", "/console"):
        assert client.post(path, data={"issue": "trouve"}, headers=headers).status_code == 403


def test_the_page_is_fenced(client: TestClient) -> None:
    """No other site may frame it, nothing of it is stored, everything comes from here."""
    headers = client.get("/console").headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
