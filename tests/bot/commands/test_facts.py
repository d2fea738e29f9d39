"""`aidenum audit`, `aidenum facts`, `aidenum reports`: what an editor and a steward see."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.commands import facts
from bot.commands.opening import open_house
from directory.settings import ROOT

NOW = "2026-11-21T10:30:00+01:00"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    """The family of commands, on a database of its own."""
    monkeypatch.setenv("AIDENUM_DATABASE_URL", f"sqlite:///{tmp_path / 'facts.sqlite3'}")
    monkeypatch.setenv("AIDENUM_OFFLINE", "1")
    app = typer.Typer()
    facts.register(app)
    return app


def test_audit_passes_today_and_fails_when_cards_are_out_of_date(app: typer.Typer) -> None:
    """Exit code 0 today; 1 in ten years, each expired card named."""
    assert CliRunner().invoke(app, ["audit", "--now", NOW]).exit_code == 0
    later = CliRunner().invoke(app, ["audit", "--now", "2036-11-21T10:30:00+01:00"])
    assert later.exit_code == 1
    assert "fiche numero-3919" in later.output


def test_audit_names_a_fault(app: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line says where, what, and what to do."""
    shutil.copytree(ROOT / "data/facts", tmp_path / "data/facts")
    (tmp_path / "data/responses").mkdir()
    (tmp_path / "data/responses/x.yml").write_text("sentences: {x: [{text: Appelez le 4242.}]}", encoding="utf-8")
    monkeypatch.setenv("AIDENUM_HOME", str(tmp_path))
    said = CliRunner().invoke(app, ["audit", "--now", NOW])
    assert said.exit_code == 1
    assert "data/responses/x.yml x : « 4242 »" in said.output


def test_review_is_a_page(app: typer.Typer, tmp_path: Path) -> None:
    """A Markdown page by month, in a file when asked."""
    out = tmp_path / "page.md"
    assert CliRunner().invoke(app, ["facts", "review", "--out", str(out), "--now", NOW]).exit_code == 0
    assert "## 02/2027" in out.read_text(encoding="utf-8")


def test_reports_are_listed_exported_and_settled(app: typer.Typer, tmp_path: Path) -> None:
    """From two people's reports to the producer's CSV and the steward's last word."""
    runner = CliRunner()
    assert "Aucun signalement" in runner.invoke(app, ["reports", "list"]).output
    reports = open_house(level="ERROR").reports
    for person in ("a", "b"):
        reports.add("site-1", "closed", person, datetime(2026, 11, 21, tzinfo=UTC))
    assert "rétrogradé" in runner.invoke(app, ["reports", "list"], env={"COLUMNS": "200"}).output
    out = tmp_path / "out.csv"
    assert runner.invoke(app, ["reports", "export", "--out", str(out)]).exit_code == 0
    assert "site-1" in out.read_text(encoding="utf-8")
    assert "2 signalements réglés" in runner.invoke(app, ["reports", "done", "site-1"]).output
    assert "Aucun signalement" in runner.invoke(app, ["reports", "list"]).output
