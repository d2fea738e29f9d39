"""Territories: what is true only here. One file of `data/territories/` each, written by the people of the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from directory.errors import AideNumError


class TerritoryError(AideNumError):
    """A file of `data/territories/` cannot be used."""


class UnknownTerritoryError(TerritoryError):
    """The deployment names a territory that has no file."""

    def __init__(self, slug: str, known: Sequence[str]) -> None:
        self.slug = slug
        super().__init__(
            f"Le territoire « {slug} » n'existe pas. Territoires connus : {', '.join(known) or 'aucun'}. "
            "Corrigez AIDENUM_TERRITORIES, ou ajoutez le fichier dans data/territories/."
        )


@dataclass(frozen=True)
class PlaceWord:
    """Local words for a place the register ignores: « Ternois » means around Saint-Pol-sur-Ternoise.

    `only_here`: understood only where this territory is deployed ("les quartiers nord" exist in every big town).
    """

    insee: str
    words: tuple[str, ...]
    only_here: bool = False


@dataclass(frozen=True)
class Territory:
    """A territory. `communes` (INSEE codes) empty means every commune of `departements`.

    `facts` and `contacts` are kept as written: the facts room reads them.
    """

    slug: str
    name: str
    departements: tuple[str, ...] = ()
    communes: frozenset[str] = frozenset()
    place_words: tuple[PlaceWord, ...] = ()
    facts: Any = None
    contacts: Any = None

    def holds(self, insee: str, departement: str) -> bool:
        """Whether a commune stands in this territory."""
        return insee in self.communes if self.communes else departement in self.departements


def load_territories(folder: Path) -> dict[str, Territory]:
    """Every territory of `folder` by slug, in alphabetical order. Keys that are not known here are left alone.

    Raises `TerritoryError`, naming the file and what is wrong in it.
    """
    found = [_read(path) for path in sorted(folder.glob("*.yml"))]
    return {territory.slug: territory for territory in found}


def choose_territories(folder: Path, slugs: Sequence[str]) -> tuple[Territory, ...]:
    """The deployment's territories, in the order of `slugs`. Raises `UnknownTerritoryError`."""
    known = load_territories(folder)
    for slug in slugs:
        if slug not in known:
            raise UnknownTerritoryError(slug, list(known))
    return tuple(known[slug] for slug in slugs)


def _read(path: Path) -> Territory:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _territory(raw)
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise TerritoryError(
            f"Le fichier {path.name} de data/territories/ ne peut pas être lu : {error}. "
            "Comparez-le à un fichier voisin, ou lisez docs/add-a-territory.md."
        ) from error


def _territory(raw: dict[str, Any]) -> Territory:
    return Territory(
        slug=raw["slug"],
        name=raw["name"],
        departements=tuple(str(code) for code in raw.get("departements") or ()),
        communes=frozenset(str(code) for code in raw.get("communes") or ()),
        place_words=tuple(_place_word(entry) for entry in raw.get("place_words") or ()),
        facts=raw.get("facts"),
        contacts=raw.get("contacts"),
    )


def _place_word(raw: dict[str, Any]) -> PlaceWord:
    words = tuple(str(word) for word in raw["words"])
    return PlaceWord(str(raw["insee"]), words, bool(raw.get("only_here", False)))
