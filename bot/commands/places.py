"""`aidenum where`: what the place resolver understands of a sentence, and why. For the steward and for bug reports."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from directory.places.gazetteer import Gazetteer
from directory.places.geocode import Geocoder
from directory.places.resolve import Resolver
from directory.places.results import Resolution
from directory.settings import Settings
from directory.territories import choose_territories, load_territories

STATUS = {
    "found": "trouvé",
    "confirm": "à confirmer dans la réponse",
    "ambiguous": "à demander",
    "unknown": "lieu donné, mais inconnu",
    "none": "aucun lieu",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("where")(where)


def where(
    text: Annotated[str, typer.Argument(help="La phrase, entre guillemets.")],
    asked: Annotated[bool, typer.Option("--asked", help="Comme réponse à « dans quelle commune ? ».")] = False,
    territory: Annotated[list[str] | None, typer.Option(help="Territoire (à la place de AIDENUM_TERRITORIES).")] = None,
    address: Annotated[bool, typer.Option("--address", help="Préciser l'adresse par le géocodeur national.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Sur une ligne, en JSON.")] = False,
) -> None:
    """Dit quel lieu est compris dans une phrase, et pourquoi."""
    settings = Settings.from_env()
    resolution = _resolver(settings, territory or settings.territories).resolve(text, expecting_place=asked)
    note = _refine(settings, resolution) if address else None
    if as_json:
        print(json.dumps({**asdict(resolution), "geocoder": note}, ensure_ascii=False))
        return
    _show(resolution, note)


def _resolver(settings: Settings, slugs: tuple[str, ...] | list[str]) -> Resolver:
    folder = settings.data / "territories"
    deployed = choose_territories(folder, slugs)
    return Resolver(Gazetteer.load(), deployed, others=tuple(load_territories(folder).values()))


def _refine(settings: Settings, resolution: Resolution) -> str:
    if not resolution.address or len(resolution.candidates) != 1:
        return "pas d'adresse à préciser"
    geocoder = Geocoder(settings.geocoder_url, settings.geocoder_seconds, settings.offline)
    refined = geocoder.refine(resolution.address, resolution.candidates[0])
    if refined.candidate is None:
        return f"point de la commune : {refined.reason}"
    return (
        f"{refined.candidate.label} ({refined.candidate.lat}, {refined.candidate.lon}, {refined.candidate.precision})"
    )


def _show(resolution: Resolution, note: str | None) -> None:
    console = Console(highlight=False)
    console.print(f"{STATUS[resolution.status]} : {resolution.why}")
    console.print(f"mots du lieu : {resolution.span or '—'}    adresse : {resolution.address or '—'}")
    if note:
        console.print(f"géocodeur : {note}")
    if resolution.candidates:
        table = Table("lieu", "INSEE", "point", "précision", "confiance", "habitants", "pourquoi")
        for one in resolution.candidates:
            point = f"{one.lat:.4f}, {one.lon:.4f}"
            row = (one.label, one.insee, point, one.precision, f"{one.confidence:.2f}", str(one.population), one.why)
            table.add_row(*row)
        console.print(table)
