"""Synchronising with a published file: a real server on loopback, with real faults."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from factory import as_csv, record
from sqlalchemy import Engine

from directory.importer.sync import synchronise
from directory.settings import Settings
from directory.sites.search import by_id


class Published(BaseHTTPRequestHandler):
    """One file, with its version; it can be cut, resumed, and counted."""

    content = b""
    version = '"1"'
    cut_at: int | None = None
    kind = "text/csv"
    asked: list[str] = []  # noqa: RUF012 — shared with the test on purpose

    def do_GET(self) -> None:
        """Serve the file, or its rest, or 304."""
        self.asked.append(self.headers.get("Range") or self.headers.get("If-None-Match") or "whole")
        if self.headers.get("If-None-Match") == self.version:
            self.send_response(304)
            self.end_headers()
            return
        start = 0
        wanted = self.headers.get("Range")
        if wanted and self.headers.get("If-Range") == self.version:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{len(self.content) - 1}/{len(self.content)}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(self.content) - start))
        self.send_header("Content-Type", self.kind)
        self.send_header("ETag", self.version)
        self.end_headers()
        self.wfile.write(self.content[start : self.cut_at])
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def published() -> Iterator[type[Published]]:
    """The server's handler: the test sets what it publishes."""
    handler = type("Here", (Published,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    handler.url = f"http://127.0.0.1:{server.server_port}/national.csv"  # type: ignore[attr-defined]
    Thread(target=server.serve_forever, daemon=True).start()
    yield handler
    server.shutdown()
    server.server_close()


@pytest.fixture
def settings(published: type[Published], tmp_path: Path) -> Settings:
    """Settings that synchronise with the server."""
    return Settings.from_env({"AIDENUM_VAR": str(tmp_path), "AIDENUM_SYNC_URL": published.url})  # type: ignore[attr-defined]


def publish(handler: type[Published], count: int, version: str, **changes: object) -> None:
    """Publish a file of `count` sites."""
    handler.content = as_csv([record(n, **changes) for n in range(1, count + 1)]).encode()
    handler.version = f'"{version}"'


def test_a_new_file_is_loaded_and_an_unchanged_one_is_not_even_downloaded(
    engine: Engine, published: type[Published], settings: Settings
) -> None:
    """The second time, the server says 304 and nothing is read."""
    publish(published, 20, "1")
    assert synchronise(engine, settings=settings).status == "changed"
    assert synchronise(engine, settings=settings).status == "unchanged"
    assert published.asked == ["whole", '"1"']
    publish(published, 20, "2", nom="Nouveau nom")
    assert synchronise(engine, settings=settings).status == "changed"
    assert by_id(engine, "source_1").nom == "Nouveau nom"  # type: ignore[union-attr]


def test_the_same_content_under_another_version_changes_nothing(
    engine: Engine, published: type[Published], settings: Settings
) -> None:
    """The checksum tells, even when the server does not."""
    publish(published, 20, "1")
    synchronise(engine, settings=settings)
    published.version = '"2"'
    assert synchronise(engine, settings=settings).status == "unchanged"


@pytest.mark.parametrize(
    "wrong",
    [b"<!doctype html><p>Maintenance", b"", b"lieu,ville\nA,B\n", b'{"error": "no"}', b"PK\x03\x04zip"],
    ids="page empty other-columns json zip".split(),
)
def test_what_is_not_the_file_replaces_nothing(
    engine: Engine,
    published: type[Published],
    settings: Settings,
    picture,
    wrong: bytes,  # type: ignore[no-untyped-def]
) -> None:
    """An error page, an empty file, another file: the outcome says so, the directory stays."""
    publish(published, 20, "1")
    synchronise(engine, settings=settings)
    before = picture()
    published.content, published.version = wrong, '"2"'
    outcome = synchronise(engine, settings=settings)
    assert outcome.status == "failed"
    assert "\n" not in outcome.sentence
    assert picture() == before


def test_a_shrunken_or_cut_file_replaces_nothing(
    engine: Engine,
    published: type[Published],
    settings: Settings,
    picture,  # type: ignore[no-untyped-def]
) -> None:
    """Half the sites gone, or a last line that stops in the middle: the directory stays."""
    publish(published, 20, "1")
    synchronise(engine, settings=settings)
    before = picture()
    publish(published, 8, "2")
    assert synchronise(engine, settings=settings).status == "failed"
    publish(published, 20, "3", nom="Autre")
    published.content = published.content[:-60]
    assert synchronise(engine, settings=settings).status == "failed"
    assert picture() == before
    publish(published, 8, "4")
    assert synchronise(engine, settings=settings, accept_shrink=True).report.retired == 12  # type: ignore[union-attr]


def test_a_broken_download_is_resumed(engine: Engine, published: type[Published], settings: Settings) -> None:
    """What was received before the cut is not asked again, and the whole file is loaded."""
    publish(published, 200, "1")
    published.cut_at = 5_000
    assert synchronise(engine, settings=settings).status == "failed"
    published.cut_at = None
    published.asked.clear()
    assert synchronise(engine, settings=settings).status == "changed"
    assert published.asked[0].startswith("bytes=5")
    assert by_id(engine, "source_200") is not None


def test_no_network_is_one_sentence(engine: Engine, tmp_path: Path) -> None:
    """Nobody answers, or AIDENUM_OFFLINE is set: one line, no error raised."""
    dead = Settings.from_env({"AIDENUM_VAR": str(tmp_path), "AIDENUM_SYNC_URL": "http://127.0.0.1:9/x.csv"})
    assert synchronise(engine, settings=dead).status == "failed"
    offline = Settings.from_env({"AIDENUM_VAR": str(tmp_path), "AIDENUM_OFFLINE": "1"})
    assert synchronise(engine, settings=offline).status == "offline"


def _sync(url: str, database: str, folder: str, results: object) -> None:
    from directory.database import open_engine

    settings = Settings.from_env({"AIDENUM_VAR": folder, "AIDENUM_SYNC_URL": url})
    results.put(synchronise(open_engine(database), settings=settings).status)  # type: ignore[attr-defined]


def test_two_synchronisations_at_once(
    engine: Engine, published: type[Published], settings: Settings, tmp_path: Path
) -> None:
    """Run twice at once, one does the work, the other says that it is under way or that all is up to date."""
    publish(published, 200, "1")
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    arguments = (published.url, str(engine.url), str(tmp_path), results)  # type: ignore[attr-defined]
    running = [context.Process(target=_sync, args=arguments) for _ in range(2)]
    for process in running:
        process.start()
    statuses = sorted(results.get(timeout=60) for _ in running)
    for process in running:
        process.join(timeout=60)
    assert "changed" in statuses
    assert statuses[0] in ("busy", "changed")
    assert statuses[1] in ("changed", "unchanged")
    assert by_id(engine, "source_200") is not None
