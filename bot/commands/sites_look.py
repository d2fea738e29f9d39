"""`aidenum sites why | show | list | count | split | join | geocode`: looking into the directory."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from directory.settings import Settings
from directory.sites.search import by_id
from directory.sites.tables import Site
from directory.sites.vocabulary import COLUMNS

app = typer.Typer(help="Regarder dans l'annuaire.", no_args_is_help=True)

SiteId = Annotated[str, typer.Argument(help="Identifiant du lieu.")]


@app.command()
def show(site_id: SiteId, as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Montre un lieu, toutes ses colonnes et d'où il vient."""
    site = _found(site_id)
    values = {column: getattr(site, column) for column in COLUMNS}
    values |= {
        name: getattr(site, name)
        for name in ("source_slug", "licence", "imported_at", "point_precision", "provenances")
    }
    values |= {"exemple": site.is_example, "retiré_le": site.retired_at}
    if as_json:
        typer.echo(json.dumps(values, ensure_ascii=False, default=str))
        return
    for name, value in values.items():
        if value not in (None, "", []):
            typer.echo(f"{name} : {' | '.join(map(str, value)) if isinstance(value, list) else value}")


@app.command()
def why(site_id: SiteId) -> None:
    """Explique un lieu : ses fiches d'origine, pourquoi elles sont réunies, pourquoi d'autres ne le sont pas."""
    from directory.sites.duplicates.explain import explain

    for line in explain(_engine(), _found(site_id)):
        typer.echo(line)


@app.command("list")
def list_sites(
    commune: Annotated[str, typer.Option(help="Code INSEE, ou début de code : 59, 972.")] = "",
    limit: Annotated[int, typer.Option(min=1)] = 50,
    retired: Annotated[bool, typer.Option("--retired", help="Les lieux retirés.")] = False,
) -> None:
    """Liste des lieux, un par ligne."""
    state = Site.retired_at.is_not(None) if retired else Site.retired_at.is_(None)
    wanted = select(Site).where(state, Site.place_key.startswith(commune, autoescape=True))
    with Session(_engine()) as session:
        for site in session.scalars(wanted.order_by(Site.id).limit(limit)):
            typer.echo(f"{site.id}  {site.nom}  {site.code_postal} {site.commune}")


@app.command()
def count() -> None:
    """Compte les lieux par source."""
    live = func.count().filter(Site.retired_at.is_(None))
    wanted = select(Site.source_slug, live, func.count(Site.retired_at)).group_by(Site.source_slug)
    with Session(_engine()) as session:
        rows = session.execute(wanted.order_by(Site.source_slug)).all()
    for slug, living, gone in rows:
        typer.echo(f"{slug:24} {living:7} lieux{f', {gone} retirés' if gone else ''}")
    typer.echo(f"{'total':24} {sum(row[1] for row in rows):7} lieux")


@app.command()
def split(first: SiteId, second: SiteId) -> None:
    """Décide que deux fiches sont deux lieux différents. L'annuaire est refait aussitôt."""
    _decide(first, second, same=False)


@app.command()
def join(first: SiteId, second: SiteId) -> None:
    """Décide que deux fiches sont le même lieu (dans une même commune)."""
    _decide(first, second, same=True)


@app.command()
def geocode() -> None:
    """Cherche la position des lieux qui n'en ont pas, par leur adresse. Reprend là où il s'est arrêté."""
    from directory.importer.geocode import geocode_missing

    typer.echo(geocode_missing(_engine(), Settings.from_env()).sentence)


def _decide(first: str, second: str, *, same: bool) -> None:
    from directory.sites.duplicates.decide import decide

    decide(_engine(), first, second, same=same)
    typer.echo("C'est noté : un seul lieu." if same else "C'est noté : deux lieux.")


def _engine() -> Engine:
    from bot.commands.sites import open_directory

    return open_directory()


def _found(site_id: str) -> Site:
    site = by_id(_engine(), site_id, retired=True)
    if site is None:
        typer.echo(f"Aucun lieu ne porte l'identifiant « {site_id} ».", err=True)
        raise typer.Exit(2)
    return site
