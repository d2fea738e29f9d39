"""`aidenum import | export | sync`, `aidenum sources …`, `aidenum sites …`: the directory of sites."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from sqlalchemy import Engine

from directory.database import migrate, open_engine
from directory.importer.export import export_csv, export_json
from directory.importer.report import Report
from directory.importer.report_form.as_html import as_html
from directory.importer.report_form.as_json import as_json
from directory.importer.report_form.words import of_refusal
from directory.importer.run import import_file
from directory.importer.source import known_sources, load_source
from directory.importer.sync import NATIONAL, synchronise
from directory.settings import Settings
from directory.sites.tables import MIGRATIONS

_NAMED_ON_SCREEN = 20

sources_app = typer.Typer(help="Les descriptions de sources (data/sources/).", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    from bot.commands import sites_look

    app.command("import")(import_command)
    app.command("export")(export_command)
    app.command("sync")(sync_command)
    sources_app.command("check")(check_command)
    sources_app.command("list")(list_command)
    app.add_typer(sources_app, name="sources")
    app.add_typer(sites_look.app, name="sites")


def import_command(
    file: Annotated[Path, typer.Argument(help="Fichier CSV ou JSON à importer.")],
    source: Annotated[
        str | None, typer.Option(help="Source (data/sources/) ou description .yml. Sinon : reconnue.")
    ] = None,
    companion: Annotated[
        Path | None, typer.Option("--with", help="Second fichier, pour les sources qui en ont deux.")
    ] = None,
    report: Annotated[list[Path] | None, typer.Option(help="Rapport à écrire : .html ou .json.")] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Ce fichier est toute la source : retirer les absents.")
    ] = False,
    accept_shrink: Annotated[bool, typer.Option("--accept-shrink", help="Accepter une forte baisse.")] = False,
    geocode: Annotated[bool, typer.Option("--geocode", help="Chercher ensuite les positions qui manquent.")] = False,
) -> None:
    """Importe un fichier de lieux, et dit ce qui a été gardé, réparé, refusé."""
    chosen = _source(source) if source else None
    engine = open_directory()
    with _bar("Lecture") as progress:
        done = import_file(
            engine, file, chosen, companion=companion, replaces=replace, accept_shrink=accept_shrink, progress=progress
        )
    _say(done)
    _write(done, report or [])
    if geocode:
        from directory.importer.geocode import geocode_missing

        typer.echo(geocode_missing(engine, Settings.from_env()).sentence)


def export_command(
    out: Annotated[Path, typer.Argument(help="Fichier à écrire : .csv ou .json. « - » : à l'écran, en CSV.")],
    examples: Annotated[bool, typer.Option("--examples", help="Exporter aussi les lieux d'exemple.")] = False,
) -> None:
    """Exporte l'annuaire au standard national v1."""
    engine = open_directory()
    if str(out) == "-":
        export_csv(engine, sys.stdout, examples=examples)
        return
    with out.open("w", encoding="utf-8", newline="") as file:
        write = export_json if out.suffix.lower() == ".json" else export_csv
        typer.echo(f"{write(engine, file, examples=examples)} lieux exportés dans {out}.")


def sync_command(
    source: Annotated[str, typer.Argument(help="Source à synchroniser (data/sources/).")] = NATIONAL,
    report: Annotated[list[Path] | None, typer.Option(help="Rapport à écrire : .html ou .json.")] = None,
    accept_shrink: Annotated[bool, typer.Option("--accept-shrink", help="Accepter une forte baisse.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Relire le fichier même s'il n'a pas changé.")] = False,
) -> None:
    """Synchronise l'annuaire avec une source publiée. Sans risque : un mauvais fichier ne remplace jamais un bon annuaire."""
    with _bar("Lecture") as progress:
        outcome = synchronise(
            open_directory(), source, Settings.from_env(), progress=progress, accept_shrink=accept_shrink, force=force
        )
    typer.echo(outcome.sentence, err=not outcome.ok)
    if outcome.report:
        _write(outcome.report, report or [])
    if outcome.status in ("failed", "busy"):
        raise typer.Exit(2)


def check_command(
    description: Annotated[Path, typer.Argument(help="Description de source (.yml).")],
    sample: Annotated[Path, typer.Argument(help="Fichier d'essai.")],
    companion: Annotated[Path | None, typer.Option("--with", help="Second fichier.")] = None,
    report: Annotated[list[Path] | None, typer.Option(help="Rapport à écrire : .html ou .json.")] = None,
) -> None:
    """Essaie une description sur un fichier : dit ce qui se passerait, sans rien changer à l'annuaire."""
    from directory.importer.check import check

    found = check(load_source(description), sample, companion)
    for line in found.sentences:
        typer.echo(line)
    _write(found.report, report or [])
    if found.report.kept == 0:
        raise typer.Exit(2)


def list_command() -> None:
    """Liste les sources connues."""
    for slug, source in known_sources().items():
        typer.echo(f"{slug:24} {source.format:5} {source.title}{'  (synchronisable)' if source.url else ''}")


def open_directory() -> Engine:
    """The engine of the settings' database, its tables of sites up to date."""
    engine = open_engine(Settings.from_env().database)
    migrate(engine, [MIGRATIONS])
    return engine


def _source(name: str) -> Any:
    known = known_sources()
    if name in known:
        return known[name]
    if name.endswith((".yml", ".yaml")):
        return load_source(Path(name))
    raise typer.BadParameter(f"connues : {', '.join(known)}, ou un fichier .yml", param_hint="--source")


def _say(report: Report) -> None:
    typer.echo(report.summary())
    for one in report.refusals[:_NAMED_ON_SCREEN]:
        detail = f" ({one.detail})" if one.detail else ""
        typer.echo(f"  ligne {one.line} : {one.name or 'sans nom'} — {of_refusal(one.reason).title}{detail}")
    if report.refused > _NAMED_ON_SCREEN:
        typer.echo(f"  … et {report.refused - _NAMED_ON_SCREEN} autres : voyez --report.")
    if report.columns_ignored:
        typer.echo(f"  colonnes non lues : {', '.join(report.columns_ignored[:12])}")


def _write(report: Report, paths: list[Path]) -> None:
    for path in paths:
        if path.suffix.lower() not in (".html", ".json"):
            raise typer.BadParameter("un rapport finit par .html ou .json", param_hint="--report")
        path.write_text(as_html(report) if path.suffix.lower() == ".html" else as_json(report), encoding="utf-8")
        typer.echo(f"Rapport : {path}")


@contextmanager
def _bar(title: str) -> Iterator[Any]:
    """A progress bar on the error stream; nothing when that is not a terminal."""
    from rich.console import Console

    columns = (
        SpinnerColumn(),
        TextColumn(title),
        BarColumn(),
        TextColumn("{task.completed} fiches"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=None)
        yield lambda count: progress.update(task, completed=count) if count % 50 == 0 else None
