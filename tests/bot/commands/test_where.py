"""`aidenum where`: what is understood, and why, for whoever reports a misunderstanding."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.commands import places
from directory.territories import UnknownTerritoryError


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    """A command line with this family only, and a second command so that names stay."""
    app = typer.Typer()
    places.register(app)
    app.command("other")(lambda: None)
    return app


def test_where_prints_the_candidates_and_the_why(app: typer.Typer) -> None:
    """Homonyms: the outcome, the words read as the place, each candidate with its code."""
    said = CliRunner().invoke(app, ["where", "st denis", "--asked"])
    assert said.exit_code == 0
    assert "à demander" in said.output
    assert "97411" in said.output
    assert "93066" in said.output


def test_where_in_json_holds_the_whole_resolution(app: typer.Typer) -> None:
    """One line, readable by a program, with the street apart from the town."""
    said = json.loads(CliRunner().invoke(app, ["where", "12 rue pasteur arras", "--json"]).output)
    assert (said["status"], said["candidates"][0]["insee"], said["address"]) == ("found", "62041", "12 rue pasteur")


def test_where_takes_a_territory(app: typer.Typer) -> None:
    """The same word in another deployment means another town."""
    said = CliRunner().invoke(app, ["where", "montigny", "--asked", "--territory", "caudresis-catesis", "--json"])
    assert json.loads(said.output)["candidates"][0]["insee"] == "59413"


def test_where_names_an_unknown_territory(app: typer.Typer) -> None:
    """A slug that has no file is an expected error, said in one line by the command line."""
    said = CliRunner().invoke(app, ["where", "arras", "--territory", "nulle-part"])
    assert isinstance(said.exception, UnknownTerritoryError)


def test_where_offline_keeps_the_commune(app: typer.Typer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without network the address is not refined, and the reason is said."""
    monkeypatch.setenv("AIDENUM_OFFLINE", "1")
    said = CliRunner().invoke(app, ["where", "12 rue pasteur arras", "--address"])
    assert "point de la commune" in said.output
