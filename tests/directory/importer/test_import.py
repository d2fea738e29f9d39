"""Importing: idempotent, order-free, all or nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from factory import TOWNS, record, write_csv
from sqlalchemy import Engine, text

from directory.database import open_engine
from directory.errors import DatabaseUnavailable
from directory.importer.errors import Shrunk
from directory.importer.run import import_file
from directory.sites.examples import ensure_examples
from directory.sites.search import by_id, nearest


@pytest.fixture
def two_files(tmp_path: Path) -> tuple[Path, Path]:
    """A and B share records, differ on some, and tell one place twice."""
    shared = [record(number) for number in range(1, 6)]
    ours = [*shared, record(7, nom="CCAS de Caudry", typologie="CCAS", telephone="03 27 70 01 02")]
    theirs = [{**one, "nom": one["nom"] + " bis"} for one in shared[:3]]
    theirs += [
        record(
            8, source="Autre", nom="Centre communal d'action sociale", adresse="7 rue de l'Essai", latitude="50.1207"
        ),
        record(9, commune="Arras", code_postal="62000", code_insee="62041", latitude="50.29", longitude="2.78"),
    ]
    return write_csv(tmp_path / "a.csv", ours), write_csv(tmp_path / "b.csv", theirs)


def test_a_second_import_changes_nothing(engine: Engine, two_files: tuple[Path, Path], picture) -> None:  # type: ignore[no-untyped-def]
    """The same file twice: no change is counted, none is made."""
    first = import_file(engine, two_files[0], towns=TOWNS)
    before = picture()
    again = import_file(engine, two_files[0], towns=TOWNS)
    assert (first.added, again.changes, again.unchanged) == (6, 0, 6)
    assert "aucun changement" in again.summary()
    assert picture() == before


def test_a_then_b_then_a_equals_b_then_a(  # type: ignore[no-untyped-def]
    engine: Engine, two_files: tuple[Path, Path], tmp_path: Path, picture
) -> None:
    """What the directory says depends on what was last said, not on the way there."""
    a, b = two_files
    for path in (a, b, a):
        import_file(engine, path, towns=TOWNS)
    long_way = picture()
    with engine.begin() as connection:
        for table in ("sites", "site_records", "site_aliases"):
            connection.execute(text(f"DELETE FROM {table}"))
    for path in (b, a):
        import_file(engine, path, towns=TOWNS)
    assert picture() == long_way
    assert by_id(engine, "source_7").id == by_id(engine, "source_8").id  # type: ignore[union-attr]


def test_a_whole_delivery_retires_what_it_lacks_and_brings_it_back(engine: Engine, tmp_path: Path) -> None:
    """Vanished records are kept, not shown, and come back when the source tells them again."""
    everything = write_csv(tmp_path / "a.csv", [record(number) for number in range(1, 6)])
    fewer = write_csv(tmp_path / "b.csv", [record(number) for number in range(1, 5)])
    import_file(engine, everything, towns=TOWNS, replaces=True)
    assert import_file(engine, fewer, towns=TOWNS, replaces=True).retired == 1
    assert by_id(engine, "source_5") is None
    assert by_id(engine, "source_5", retired=True) is not None
    assert "source_5" not in {found.site.id for found in nearest(engine, 50.12, 3.41)}
    assert import_file(engine, everything, towns=TOWNS, replaces=True).returned == 1
    assert by_id(engine, "source_5") is not None


def test_a_delivery_that_shrank_replaces_nothing(engine: Engine, tmp_path: Path, picture) -> None:  # type: ignore[no-untyped-def]
    """A whole delivery that lost more than its share is refused, unless a person says that it is right."""
    import_file(engine, write_csv(tmp_path / "a.csv", [record(n) for n in range(20)]), towns=TOWNS, replaces=True)
    before = picture()
    small = write_csv(tmp_path / "b.csv", [record(n) for n in range(10)])
    with pytest.raises(Shrunk):
        import_file(engine, small, towns=TOWNS, replaces=True)
    assert picture() == before
    assert import_file(engine, small, towns=TOWNS, replaces=True, accept_shrink=True).retired == 10


def test_examples_vanish_when_real_data_comes(engine: Engine, tmp_path: Path) -> None:
    """Examples fill an empty directory only, and leave it with the first real record."""
    assert ensure_examples(engine)
    assert not ensure_examples(engine)
    found = nearest(engine, 50.1252, 3.4118, k=100)
    assert all(one.site.is_example and "(exemple)" in one.site.nom for one in found)
    assert len(found) >= 60
    import_file(engine, write_csv(tmp_path / "a.csv", [record(1)]), towns=TOWNS)
    assert [one.site.id for one in nearest(engine, 50.1252, 3.4118, k=100)] == ["source_1"]


def test_a_full_disk_leaves_the_directory_intact(engine: Engine, tmp_path: Path, picture) -> None:  # type: ignore[no-untyped-def]
    """A database that cannot grow any more says so, and keeps what it had."""
    import_file(engine, write_csv(tmp_path / "a.csv", [record(1)]), towns=TOWNS)
    before = picture()
    with engine.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
        connection.commit()
    big = write_csv(tmp_path / "b.csv", [record(n, presentation_detail="x" * 900) for n in range(2, 400)])
    with pytest.raises(DatabaseUnavailable, match="full"):
        import_file(engine, big, towns=TOWNS)
    assert picture() == before


def test_personal_data_never_enters(engine: Engine, tmp_path: Path) -> None:
    """Mobiles, addresses and names of people are dropped and counted; not one byte of them stays, report included."""
    from directory.importer.report_form.as_html import as_html
    from directory.importer.report_form.as_json import as_json

    path = write_csv(
        tmp_path / "a.csv",
        [
            record(
                1,
                telephone="06 12 34 56 78",
                courriels="marie.dupont@ville.fr|accueil@ville.fr",
                presentation_detail="Contact :  Marie DUPONT, 07 11 22 33 44, marie.dupont@ville.fr",
            )
        ],
    )
    report = import_file(engine, path, towns=TOWNS)
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("sites.sqlite3*")).lower()
    told = (as_html(report) + as_json(report)).lower().encode()
    for trace in (b"dupont", b"marie", b"612345678", b"06 12 34", b"07 11 22", b"711223344"):
        assert trace not in kept
        assert trace not in told
    assert report.personal == 3
    assert by_id(engine, "source_1").courriels == ["accueil@ville.fr"]  # type: ignore[union-attr]


@pytest.mark.slow
def test_killed_at_50_random_instants_never_leaves_half_a_directory(tmp_path: Path) -> None:
    """Killed at any instant, the directory is the old one or the new one; the next import works."""
    url = f"sqlite:///{tmp_path / 'sites.sqlite3'}"
    old = write_csv(tmp_path / "old.csv", [record(n) for n in range(300)])
    new = write_csv(tmp_path / "new.csv", [record(n, nom=f"Nouveau lieu {n}") for n in range(300)])
    runner = subprocess.Popen(
        [sys.executable, str(Path(__file__).parent / "killed.py"), url, str(old), str(new)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert runner.stdin is not None
    assert runner.stdout is not None
    seconds = float(runner.stdout.readline())
    chance = random.Random(20261121)
    outcomes = set()
    engine = open_engine(url)
    for _ in range(50):
        runner.stdin.write("go\n")
        runner.stdin.flush()
        child = int(runner.stdout.readline())
        time.sleep(chance.uniform(0, seconds * 1.1))
        os.kill(child, signal.SIGKILL)
        runner.stdout.readline()
        outcomes.add(_state(engine))
    runner.stdin.close()
    runner.wait(timeout=60)
    assert outcomes <= {(300, 0), (0, 300)}
    assert import_file(engine, old, towns=TOWNS).kept == 300
    assert _state(engine) == (300, 0)


def _state(engine: Engine) -> tuple[int, int]:
    """(sites with their old name, sites with their new name); the database itself must be sound."""
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
        new = connection.scalar(text("SELECT count(*) FROM sites WHERE nom LIKE 'Nouveau%'"))
        return connection.scalar(text("SELECT count(*) FROM sites")) - new, new
