"""Files that are broken, disguised or hostile: a clear message, or the line that is wrong; the directory intact."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import TOWNS, as_csv, record, write_csv
from sqlalchemy import Engine

from directory.importer.errors import ImportFailed, UnknownFormat, UnreadableFile
from directory.importer.run import import_file
from directory.sites.search import by_id

GOOD = as_csv([record(1, nom="Médiathèque d’été"), record(2)])


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode("utf-8"),
        b"\xef\xbb\xbf" + GOOD.encode("utf-8"),
        GOOD.encode("utf-16"),
        GOOD.encode("utf-16-le"),
        GOOD.encode("cp1252"),
        GOOD.replace("\r\n", "\n").encode("utf-8"),
        GOOD.replace("\r\n", "\r").encode("utf-8"),
        GOOD.replace("\r\n", "\n", 1).encode("utf-8"),
        GOOD.replace("Essai", "Es\0sai").encode("utf-8"),
        as_csv([record(1, nom="Médiathèque d’été"), record(2)], separator=";").encode("utf-8"),
    ],
    ids="utf8 bom utf16 utf16-without-bom windows-1252 lf cr mixed nul semicolons".split(),
)
def test_any_encoding_and_line_end_reads_the_same(engine: Engine, tmp_path: Path, content: bytes) -> None:
    """Whatever wrote the file, both records come out, accents included."""
    path = tmp_path / "sites.csv"
    path.write_bytes(content)
    assert import_file(engine, path, towns=TOWNS).kept == 2
    site = by_id(engine, "source_1")
    assert site is not None
    assert site.nom == "Médiathèque d’été"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "vide"),
        ("blank.csv", b"\n\n", "vide"),
        ("archive.csv", b"PK\x03\x04rest of a zip", "archive"),
        ("packed.json", b"\x1f\x8b\x08rest of a gzip", "compressé"),
        ("page.csv", b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", "page web"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n", "pas du texte"),
        (
            "comma.json",
            b'[{"id": "1", "nom": "A", "commune": "B", "code_postal": "59540", "adresse": "C"},]',
            "mal formé",
        ),
        (
            "cut.json",
            b'[{"id": "1", "nom": "A", "commune": "B", "code_postal": "59540", "adresse": "C"}, {"id"',
            "JSON",
        ),
        ("header.csv", b"id,nom,commune,code_postal,adresse,services\n", "aucun lieu"),
    ],
)
def test_what_is_not_a_file_of_sites_is_said(
    engine: Engine,
    tmp_path: Path,
    picture,
    name: str,
    content: bytes,
    said: str,  # type: ignore[no-untyped-def]
) -> None:
    """One French line says what the file is; the directory stays as it was."""
    import_file(engine, write_csv(tmp_path / "good.csv", [record(1)]), towns=TOWNS)
    before = picture()
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ImportFailed, match=said):
        import_file(engine, path, towns=TOWNS)
    assert picture() == before


def test_a_missing_file_is_said(engine: Engine, tmp_path: Path) -> None:
    """A path that leads nowhere is one line, not a stack trace."""
    with pytest.raises(UnreadableFile):
        import_file(engine, tmp_path / "nowhere.csv", towns=TOWNS)


def test_unknown_columns_name_what_was_seen(engine: Engine, tmp_path: Path) -> None:
    """A CSV that no description recognises says which columns it has, and where to read how to describe it."""
    path = tmp_path / "other.csv"
    path.write_text("lieu,ville\nA,B\n", encoding="utf-8")
    with pytest.raises(UnknownFormat, match=r"lieu, ville.*add-a-source"):
        import_file(engine, path, towns=TOWNS)


def test_a_quote_gone_wrong_costs_one_line(engine: Engine, tmp_path: Path) -> None:
    """A stray quote does not swallow the rest of the file; the broken line is named."""
    lines = as_csv([record(number) for number in range(1, 6)]).splitlines()
    lines[2] = lines[2].replace('"Espace numérique numéro 2"', '"Espace "numérique, numéro 2')
    path = tmp_path / "quotes.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = import_file(engine, path, towns=TOWNS)
    assert report.kept >= 4
    assert [refusal.line for refusal in report.refusals] in ([3], [])


def test_a_cell_may_hold_line_ends(engine: Engine, tmp_path: Path) -> None:
    """A quoted cell over several lines is one cell, and the next record keeps its own line number."""
    records = [record(1, presentation_detail="un\ndeux\ntrois"), record(2, nom="")]
    report = import_file(engine, write_csv(tmp_path / "a.csv", records), towns=TOWNS)
    assert report.kept == 1
    assert report.refusals[0].line == 5


def test_columns_in_another_order_and_extra_ones(engine: Engine, tmp_path: Path) -> None:
    """Columns are read by name; extra ones are named in the report."""
    columns = ("extra", "services", "adresse", "code_postal", "commune", "nom", "id")
    path = tmp_path / "order.csv"
    path.write_text(as_csv([record(1)], columns), encoding="utf-8")
    report = import_file(engine, path, towns=TOWNS)
    assert report.kept == 1
    assert report.columns_ignored == ("extra",)


def test_duplicate_ids(engine: Engine, tmp_path: Path) -> None:
    """The same record twice counts once; another record under the same id is refused, and named."""
    records = [record(1), record(1), record(1, nom="Tout autre chose")]
    report = import_file(engine, write_csv(tmp_path / "a.csv", records), towns=TOWNS)
    assert (report.kept, report.repeated, report.refused) == (1, 1, 1)
    assert (report.refusals[0].line, report.refusals[0].reason) == (4, "duplicate_id")


def test_ids_of_5000_bytes(engine: Engine, tmp_path: Path) -> None:
    """A very long id is shortened, stays unique and stable; an id joined by the national file is known by each part."""
    joined = "__".join(f"Source{number:03d}_{'x' * 20}" for number in range(180))
    long = "z" * 5_000
    path = write_csv(tmp_path / "a.csv", [record(1, id=joined), record(2, id=long), record(3, id=long + "y")])
    assert import_file(engine, path, towns=TOWNS).kept == 3
    assert by_id(engine, f"Source007_{'x' * 20}") is not None
    assert import_file(engine, path, towns=TOWNS).changes == 0


def test_memory_stays_flat(engine: Engine, tmp_path: Path) -> None:
    """A long file is streamed: reading 30,000 lines that are all refused holds none of them."""
    import tracemalloc

    path = tmp_path / "long.csv"
    row = as_csv([record(1, nom="", presentation_detail="x" * 400)]).splitlines()
    path.write_text(row[0] + "\n" + (row[1] + "\n") * 15_000, encoding="utf-8")
    tracemalloc.start()
    report = import_file(engine, path, towns=TOWNS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert report.refused == 15_000
    assert peak < 12_000_000
