"""`aidenum audit`, `aidenum facts …`, `aidenum reports …`: what may be said, and what people say is wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.table import Table

from bot.commands.opening import open_house, read_now
from directory.facts import Cards
from directory.facts.audit import audit, review
from directory.facts.audit.review import page
from directory.reports.export import write_export
from directory.reports.store import KINDS, QueuedSite
from directory.settings import Settings
from directory.sites.search import by_id
from directory.wiring import Directory

OUT = Annotated[Path | None, typer.Option("--out", help="Fichier à écrire. Sans lui : à l'écran.")]
NOW = Annotated[str | None, typer.Option("--now", help="Fige l'horloge, ISO 8601 avec fuseau.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    facts = typer.Typer(help="Les fiches : ce que le service a le droit de dire.", no_args_is_help=True)
    facts.command("review")(facts_review)
    reports = typer.Typer(help="Les signalements des habitants sur les lieux.", no_args_is_help=True)
    reports.command("list")(reports_list)
    reports.command("export")(reports_export)
    reports.command("done")(reports_done)
    app.command("audit")(run_audit)
    app.add_typer(facts, name="facts")
    app.add_typer(reports, name="reports")


def run_audit(now: NOW = None) -> None:
    """Vérifie que chaque nombre, prix, date, téléphone et adresse vient d'une fiche à jour."""
    settings, today = Settings.from_env(), _today(now)
    faults = audit(settings.home, today)
    for fault in faults:
        print(fault)
    cards = len(Cards.load(settings.data / "facts"))
    print(f"{cards} fiches, {len(faults)} défaut{'s' if len(faults) > 1 else ''} au {today:%d/%m/%Y}.")
    if faults:
        raise typer.Exit(1)


def facts_review(out: OUT = None, now: NOW = None) -> None:
    """La page de ce qu'il faut vérifier de nouveau, par date."""
    cards, today = Cards.load(Settings.from_env().data / "facts"), _today(now)
    with _opened(out) as stream:
        stream.write(page(review(cards, today), today))


def reports_list() -> None:
    """Les lieux signalés, les plus signalés d'abord. Deux personnes : le lieu est rétrogradé partout."""
    house = open_house(level="ERROR")
    queue = house.reports.queue()
    if not queue:
        print("Aucun signalement en attente.")
        return
    table = Table("Lieu", "Commune", "Personnes", "Signalements", "Depuis le", "Identifiant")
    for one in queue:
        table.add_row(*_row(house, one))
    Console().print(table)


def reports_export(out: OUT = None) -> None:
    """Les signalements en CSV, pour le producteur de la donnée. Rien ne dit qui a signalé."""
    house = open_house(level="ERROR")
    with _opened(out) as stream:
        count = write_export(house.reports.queue(), lambda site_id: by_id(house.engine, site_id), stream)
    print(f"{count} lieux signalés.", file=sys.stderr)


def reports_done(site_id: Annotated[str, typer.Argument(help="Identifiant du lieu.")]) -> None:
    """Le cas de ce lieu est réglé : ses signalements ne comptent plus."""
    handled = open_house(level="ERROR").reports.handle(site_id)
    print(f"{handled} signalement{'s' if handled > 1 else ''} réglé{'s' if handled > 1 else ''}.")


def _row(house: Directory, one: QueuedSite) -> tuple[str, ...]:
    site = by_id(house.engine, one.site_id)
    people = f"{one.people} (rétrogradé)" if one.demoted else str(one.people)
    kinds = ", ".join(KINDS[kind] for kind in one.kinds)
    name, commune = (site.nom, site.commune) if site else ("(lieu retiré)", "")
    return name, commune, people, kinds, f"{one.first_on:%d/%m/%Y}", one.site_id


def _today(now: str | None) -> date:
    return (read_now(now) or datetime.now(UTC)).date()


@contextmanager
def _opened(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    with path.open("w", encoding="utf-8", newline="") as stream:
        yield stream
