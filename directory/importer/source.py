"""A source, described by a YAML file of `data/sources/`: what its file looks like, and which column holds what.

`docs/add-a-source.md` explains every key. Adding a source needs no Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from directory.importer.errors import SourceError
from directory.settings import ROOT
from directory.sites.names import fold
from directory.sites.vocabulary import COLUMNS, LISTS

SOURCES = ROOT / "data" / "sources"

Values = Mapping[str, Mapping[str, str | None]]


@dataclass(frozen=True)
class Companion:
    """A second file that completes the first: its records whose `key` equals `matches` are read as `<name>.<column>`."""

    name: str
    key: str
    matches: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """One description. `columns` maps a column of the standard to where to read it (a name, a list, a mapping)."""

    slug: str
    title: str
    producer: str
    licence: str
    format: str
    columns: Mapping[str, Any]
    recognise: tuple[str, ...] = ()
    url: str | None = None
    separator: str | None = None
    records: str = "item"
    id: str | None = None
    id_from: tuple[str, ...] = ()
    list_separator: str = "|"
    defaults: Mapping[str, Any] = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    flags: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    weekdays: Mapping[str, Any] = field(default_factory=dict)
    date_formats: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    keep_mobiles: bool = False
    skip_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    companion: Companion | None = None
    examples: bool = False


def load_sources(folder: Path = SOURCES) -> dict[str, Source]:
    """Every description of a folder by slug. Raises `SourceError`, naming the file."""
    found = [load_source(path) for path in sorted(folder.glob("*.yml"))]
    return {source.slug: source for source in found}


def load_source(path: Path) -> Source:
    """One description. Raises `SourceError`, naming the file and the key."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SourceError(path.name, f"elle ne peut pas être lue ({' '.join(str(error).split())})") from error
    if not isinstance(raw, dict):
        raise SourceError(path.name, "elle doit commencer par « slug: »")
    try:
        return _source(raw, path)
    except KeyError as error:
        raise SourceError(path.name, f"la clé « {error.args[0]} » manque") from error
    except (TypeError, AttributeError, ValueError) as error:
        raise SourceError(path.name, f"une clé n'a pas la forme attendue ({error})") from error


def _source(raw: dict[str, Any], path: Path) -> Source:
    _check(raw, path)
    return Source(
        slug=str(raw["slug"]),
        title=str(raw.get("title") or raw["slug"]),
        producer=str(raw.get("producer") or ""),
        licence=str(raw["licence"]),
        format=str(raw["format"]),
        columns=dict(raw["columns"]),
        recognise=_strings(raw.get("recognise")),
        url=raw.get("url"),
        separator=raw.get("separator"),
        records=str(raw.get("records") or "item"),
        id=raw.get("id"),
        id_from=_strings(raw.get("id_from")),
        list_separator=str(raw.get("list_separator") or "|"),
        defaults=dict(raw.get("defaults") or {}),
        values=_values(raw, path),
        flags={column: dict(marks) for column, marks in (raw.get("flags") or {}).items()},
        weekdays=dict(raw.get("weekdays") or {}),
        date_formats=_strings(raw.get("date_formats")),
        personal=_strings(raw.get("personal")),
        keep_mobiles=bool(raw.get("keep_mobiles")),
        skip_when=_choices(raw.get("skip_when")),
        only_when=_choices(raw.get("only_when")),
        companion=_companion(raw.get("companion")),
        examples=bool(raw.get("examples")),
    )


def _check(raw: dict[str, Any], path: Path) -> None:
    unknown = set(raw) - {field.name for field in Source.__dataclass_fields__.values()} - {"vocabulary"}
    if unknown:
        raise SourceError(path.name, f"la clé « {min(unknown)} » n'existe pas")
    if raw["format"] not in {"csv", "json"}:
        raise SourceError(path.name, f"le format « {raw['format']} » n'est ni csv ni json")
    for key in ("columns", "defaults", "values", "flags"):
        wrong = set(raw.get(key) or {}) - set(COLUMNS)
        if wrong:
            raise SourceError(path.name, f"« {min(wrong)} » (dans {key}) n'est pas une colonne du standard")
    if not raw.get("id") and not raw.get("id_from"):
        raise SourceError(
            path.name, "il manque « id » ou « id_from » : comment reconnaître un lieu d'une fois sur l'autre"
        )
    if set(raw.get("weekdays") or {}) - set("Mo Tu We Th Fr Sa Su".split()):
        raise SourceError(path.name, "les jours de « weekdays » s'écrivent Mo, Tu, We, Th, Fr, Sa, Su")


def _values(raw: dict[str, Any], path: Path) -> Values:
    """The value mappings: those of the shared vocabularies first, then the source's own, folded for comparison."""
    merged: dict[str, dict[str, str | None]] = {column: {} for column in LISTS}
    for name in _strings(raw.get("vocabulary")):
        file = SOURCES / "vocabulary" / f"{name}.yml"
        if not file.exists():
            raise SourceError(path.name, f"le vocabulaire « {name} » n'existe pas dans data/sources/vocabulary/")
        _add(merged, yaml.safe_load(file.read_text(encoding="utf-8")))
    _add(merged, raw.get("values") or {})
    return {column: mapping for column, mapping in merged.items() if mapping}


def _add(merged: dict[str, dict[str, str | None]], more: Mapping[str, Mapping[Any, str | None]]) -> None:
    for column, mapping in more.items():
        merged.setdefault(column, {}).update({folded(str(old)): new for old, new in mapping.items()})


def folded(value: str) -> str:
    """A value ready for comparison; the star that ends "starts with" is kept."""
    return fold(value) + ("*" if value.endswith("*") else "")


def _strings(raw: Any) -> tuple[str, ...]:
    if raw is None:
        return ()
    return (raw,) if isinstance(raw, str) else tuple(str(one) for one in raw)


def _choices(raw: Any) -> dict[str, tuple[str, ...]]:
    return {str(column): tuple(fold(str(value)) for value in values) for column, values in (raw or {}).items()}


def _companion(raw: Any) -> Companion | None:
    return Companion(raw["name"], raw["key"], raw["matches"], _strings(raw["columns"])) if raw else None


@lru_cache(maxsize=1)
def known_sources() -> dict[str, Source]:
    """The shipped descriptions, read once."""
    return load_sources()
