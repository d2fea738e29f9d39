"""The commands of the directory: import, export, sync, sources, sites."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.commands import sites
from directory.errors import AideNumError

FILE = """id,nom,commune,code_postal,code_insee,adresse,latitude,longitude,services,source,telephone,date_maj
a_1,Mairie de Caudry,Caudry,59540,59139,3 place Essai,50.125,3.411,Aide aux démarches administratives,A,0327700102,2026-01-01
b_1,Hôtel de ville,Caudry,59540,59139,3 place Essai,50.125,3.411,Aide aux démarches administratives,B,,2026-02-01
c_1,,Caudry,59540,59139,4 rue,50.125,3.411,,C,,2026-02-01
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Run a command in a directory of its own; its exit code and what it wrote."""
    monkeypatch.setenv("AIDENUM_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("AIDENUM_DATABASE_URL", f"sqlite:///{tmp_path / 'a.sqlite3'}")
    monkeypatch.setenv("AIDENUM_OFFLINE", "1")
    (tmp_path / "sites.csv").write_text(FILE, encoding="utf-8")
    app = typer.Typer()
    sites.register(app)

    def once(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, [word.replace("@", str(tmp_path)) for word in words])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output

    return once


def test_import_says_what_was_done_and_names_what_was_refused(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Counts, the line and the reason of each refusal, and the reports asked for; again, and nothing changes."""
    code, told = run("import", "@/sites.csv", "--report", "@/r.html", "--report", "@/r.json")
    assert code == 0
    assert "2 lieux gardés" in told
    assert "ligne 4" in told
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["records"]["refused"] == 1
    assert "<svg" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "aucun changement" in run("import", "@/sites.csv")[1]


def test_a_bad_file_is_an_error_of_ours(run) -> None:  # type: ignore[no-untyped-def]
    """`bot.cli` turns these errors into one line and exit code 2."""
    with pytest.raises(AideNumError):
        run("import", "@/nowhere.csv")
    assert run("import", "@/sites.csv", "--source", "inconnue")[0] == 2


def test_looking_into_the_directory(run) -> None:  # type: ignore[no-untyped-def]
    """show, why, list, count, split and join."""
    run("import", "@/sites.csv")
    assert "Réunies : a_1 et b_1" in run("sites", "why", "b_1")[1]
    assert json.loads(run("sites", "show", "a_1", "--json")[1])["code_insee"] == "59139"
    assert "a_1" in run("sites", "list", "--commune", "59")[1]
    assert "1 lieux" in run("sites", "count")[1]
    run("sites", "split", "a_1", "b_1")
    assert "2 lieux" in run("sites", "count")[1]
    assert run("sites", "show", "nobody")[0] == 2


def test_export_sync_and_sources(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Export to both forms, offline synchronisation, and the list of sources."""
    run("import", "@/sites.csv")
    assert "1 lieux exportés" in run("export", "@/out.csv")[1]
    run("export", "@/out.json")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))[0]["id"] == "a_1"
    code, told = run("sync")
    assert (code, "Hors ligne" in told) == (0, True)
    assert "france-services" in run("sources", "list")[1]
    assert "gardées" in run("sources", "check", "data/sources/standard-v1-csv.yml", "@/sites.csv")[1]
