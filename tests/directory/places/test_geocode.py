"""Addresses: refined by a real addok on loopback, and always answered when the service is dead, slow or absurd."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import addok_server as addok
import pytest

from directory.places.geocode import Geocoder
from directory.places.results import Candidate

ARRAS = Candidate("62041", "Arras (62)", "Arras", "62", 50.29301, 2.78186, "commune", 0.97, 42000, "")
CAUDRY = replace(ARRAS, insee="59139", label="Caudry (59)", name="Caudry", departement="59")
MARSEILLE = replace(ARRAS, insee="13055", label="Marseille (13)", name="Marseille", departement="13")


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real geocoder; skipped by name where its environment was not prepared."""
    if not addok.available():
        pytest.skip("addok n'est pas installé : lancez tools/addok/setup.sh")
    with addok.running(tmp_path_factory.mktemp("addok")) as url:
        yield url


@pytest.mark.geocoder
@pytest.mark.parametrize(
    ("street", "commune", "precision", "label"),
    [
        ("12 rue pasteur", ARRAS, "housenumber", "12 Rue Pasteur 62000 Arras"),
        ("rue de lille", ARRAS, "street", "Rue de Lille 62000 Arras"),
        ("12 rue pasteur", CAUDRY, "housenumber", "12 Rue Pasteur 59540 Caudry"),
        ("2 av des tilleuls bleus", ARRAS, "housenumber", "2 Avenue des Tilleuls Bleus 62000 Arras"),
    ],
)
def test_a_street_of_the_commune_is_found(
    national: str, street: str, commune: Candidate, precision: str, label: str
) -> None:
    """The street is searched in the commune already resolved, and keeps that commune's code."""
    refined = Geocoder(national, 5.0).refine(street, commune)
    assert refined.candidate is not None, refined.reason
    assert (refined.candidate.precision, refined.candidate.label) == (precision, label)
    assert refined.candidate.insee == commune.insee


@pytest.mark.geocoder
def test_a_street_of_another_commune_is_refused(national: str) -> None:
    """Rue de la Dentelle is in Caudry: asked in Arras, the commune's point stands, with the reason."""
    refined = Geocoder(national, 5.0).refine("rue de la dentelle", ARRAS)
    assert refined.candidate is None
    assert "Arras" in refined.reason


@pytest.mark.geocoder
def test_a_town_is_not_an_address(national: str) -> None:
    """An answer that is only the municipality refines nothing."""
    assert Geocoder(national, 5.0).refine("arras", ARRAS).candidate is None


class Stub(http.server.BaseHTTPRequestHandler):
    """What addok does not do: 429, 503, garbage, a slow drip. The path's first part says which."""

    calls: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        """Misbehave as the path asks."""
        Stub.calls.append(self.path)
        kind = self.path.split("/")[1]
        self.send_response({"429": 429, "503": 503}.get(kind, 200))
        if kind == "429":
            self.send_header("Retry-After", "9")
        self.end_headers()
        if kind == "drip":
            for _ in range(60):
                self.wfile.write(b" ")
                time.sleep(0.1)
        self.wfile.write({"garbage": b"<html>", "features": b'{"features":[{"properties":{}}]}'}.get(kind, b"{}"))

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def faulty() -> Iterator[str]:
    """A server with every fault."""
    Stub.calls.clear()
    web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    web.daemon_threads = True
    web.handle_error = lambda *arguments: None  # type: ignore[method-assign]
    threading.Thread(target=web.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{web.server_port}"
    web.shutdown()
    web.server_close()


@pytest.mark.parametrize("fault", ["503", "garbage", "features", "drip"])
def test_a_fault_leaves_the_commune_and_a_reason(faulty: str, fault: str) -> None:
    """Whatever comes back, nothing is raised, and a reason in French is given."""
    refined = Geocoder(f"{faulty}/{fault}", 0.5).refine("12 rue pasteur", ARRAS)
    assert refined.candidate is None
    assert "géocodeur" in refined.reason or "rue" in refined.reason


def test_nobody_listening_leaves_the_commune() -> None:
    """A dead service is a reason, not an error."""
    refined = Geocoder(f"http://127.0.0.1:{addok.free_port()}", 0.5).refine("12 rue pasteur", ARRAS)
    assert (refined.candidate, bool(refined.reason)) == (None, True)


def test_three_failures_open_the_breaker_for_a_minute(faulty: str) -> None:
    """After three failures the service is left alone for 60 seconds, then tried again."""
    clock = [0.0]
    geocoder = Geocoder(f"{faulty}/503", 0.5, now=lambda: clock[0])
    for _ in range(5):
        geocoder.refine("12 rue pasteur", ARRAS)
    assert len(Stub.calls) == 3
    clock[0] = 61.0
    geocoder.refine("12 rue pasteur", ARRAS)
    assert len(Stub.calls) == 4


def test_a_rate_limit_is_obeyed_at_once(faulty: str) -> None:
    """One 429 stops the calls for the seconds it says, without a second try."""
    clock = [0.0]
    geocoder = Geocoder(f"{faulty}/429", 0.5, now=lambda: clock[0])
    geocoder.refine("12 rue pasteur", ARRAS)
    clock[0] = 8.0
    geocoder.refine("12 rue pasteur", ARRAS)
    assert len(Stub.calls) == 1
    clock[0] = 9.5
    geocoder.refine("12 rue pasteur", ARRAS)
    assert len(Stub.calls) == 2


def test_offline_never_tries(faulty: str) -> None:
    """AIDENUM_OFFLINE: not one request leaves."""
    refined = Geocoder(f"{faulty}/503", 0.5, offline=True).refine("12 rue pasteur", ARRAS)
    assert (refined.candidate, Stub.calls) == (None, [])


def test_only_the_street_and_the_commune_code_are_sent(faulty: str) -> None:
    """Nothing else of the message leaves the house: the street's words, the commune's code, constants."""
    Geocoder(f"{faulty}/garbage", 0.5).refine("12 rue pasteur", ARRAS)
    assert Stub.calls == ["/garbage/search/?q=12+rue+pasteur&citycode=62041&limit=5&autocomplete=0"] or Stub.calls == [
        "/garbage/search?q=12+rue+pasteur&citycode=62041&limit=5&autocomplete=0"
    ]


@pytest.mark.geocoder
def test_an_answer_is_kept_and_a_failure_is_not(national: str, tmp_path: Path) -> None:
    """A found address is answered from memory for thirty days, then asked again."""
    clock = [0.0]
    geocoder = Geocoder(national, 5.0, now=lambda: clock[0])
    first = geocoder.refine("12 rue pasteur", ARRAS)
    geocoder._offline = True
    assert geocoder.refine("12, Rue Pasteur", ARRAS) == first
    assert geocoder.refine("25 rue pasteur", ARRAS).candidate is None
    clock[0] = 31 * 24 * 3600.0
    assert geocoder.refine("12 rue pasteur", ARRAS).candidate is None
