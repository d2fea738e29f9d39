"""Exporting: valid for the official schema, stable when it comes back, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from factory import TOWNS, record, write_csv
from sqlalchemy import Engine

from directory.database import migrate, open_engine
from directory.importer.export import export_csv, export_json
from directory.importer.run import import_file
from directory.settings import ROOT
from directory.sites.examples import ensure_examples
from directory.sites.tables import MIGRATIONS
from directory.sites.vocabulary import COLUMNS

SCHEMA = ROOT.parent / "shared" / "data" / "standard-mediation-num-1.0.2.schema.json"
RECORDS = [
    record(
        1, telephone="0596 59 67 85", horaires="Mo, Tu 09:00-12:00", formations_labels="Étapes numériques (La Poste)"
    ),
    record(2, date_maj="1970-01-01", pivot="00000000000000", presentation_detail="un\ndeux", adresse=""),
    record(3, nom='=HYPERLINK("http://x")', presentation_resume="+33 c'est un plus", structure_parente="@SUM(A1)"),
]


def exported(engine: Engine) -> str:
    """The CSV export."""
    out = io.StringIO(newline="")
    export_csv(engine, out)
    return out.getvalue()


def test_an_export_comes_back_the_same(engine: Engine, tmp_path: Path) -> None:
    """Exported, imported elsewhere, exported again: the same bytes, in CSV and in JSON."""
    import_file(engine, write_csv(tmp_path / "a.csv", RECORDS), towns=TOWNS)
    first = exported(engine)
    for name, write in (("out.csv", export_csv), ("out.json", export_json)):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            assert write(engine, file) == 3
        other = open_engine(f"sqlite:///{tmp_path / name}.sqlite3")
        migrate(other, [MIGRATIONS])
        import_file(other, tmp_path / name, towns=TOWNS)
        assert exported(other) == first


def test_no_cell_runs_in_a_spreadsheet(engine: Engine, tmp_path: Path) -> None:
    """A text that begins like a formula is exported as text."""
    import_file(engine, write_csv(tmp_path / "a.csv", RECORDS), towns=TOWNS)
    for row in csv.DictReader(io.StringIO(exported(engine))):
        for column in ("nom", "presentation_resume", "structure_parente", "adresse"):
            assert not row[column].startswith(("=", "+", "-", "@"))


def test_json_leaves_out_what_is_absent(engine: Engine, tmp_path: Path) -> None:
    """In JSON only the coordinates are numbers, lists are joined by a bar, blanks are absent."""
    import_file(engine, write_csv(tmp_path / "a.csv", RECORDS), towns=TOWNS)
    out = io.StringIO()
    export_json(engine, out)
    first = json.loads(out.getvalue())[0]
    assert isinstance(first["latitude"], float)
    assert first["telephone"] == "+596596596785"
    assert "complement_adresse" not in first
    assert set(first) <= set(COLUMNS)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not SCHEMA.exists(), reason="../shared/data is missing")
def test_exports_are_valid_for_the_official_schema(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """frictionless accepts the export of the examples, of made-up records, and of the real files."""
    from frictionless import Resource, Schema, validate

    ensure_examples(engine)
    monkeypatch.chdir(tmp_path)
    schema = Schema.from_descriptor(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for name in ("", "a.csv", str(SCHEMA.parent / "conseillers-numeriques-2022-12.v0.json")):
        if name == "a.csv":
            import_file(engine, write_csv(tmp_path / name, RECORDS), towns=TOWNS)
        elif name:
            import_file(engine, Path(name))
        with (tmp_path / "out.csv").open("w", encoding="utf-8", newline="") as file:
            export_csv(engine, file, examples=not name)
        checked = validate(Resource(path="out.csv", schema=schema))
        assert checked.valid, checked.flatten(["rowNumber", "fieldName", "note"])[:5]
