"""Which description of `data/sources/` a file matches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from directory.importer.errors import UnknownFormat, UnreadableFile
from directory.importer.opening import looks_like_json
from directory.importer.read_csv import columns
from directory.importer.read_json import first_objects
from directory.importer.source import Source


def recognise(path: Path, sources: Mapping[str, Source]) -> Source:
    """The source whose columns a file bears: all that it must have, and the most that it can read.

    Raises `UnreadableFile` or `UnknownFormat`.
    """
    form = "json" if looks_like_json(path) else "csv"
    best: tuple[int, str] | None = None
    seen: dict[str, None] = {}
    for slug, source in sources.items():
        if source.format != form or not source.recognise:
            continue
        names = file_columns(path, source)
        seen.update(dict.fromkeys(names))
        if set(source.recognise) <= set(names):
            best = max(best or (-1, ""), (len(read_columns(source) & set(names)), slug))
    if best is None:
        raise UnknownFormat(path.name, seen, sources)
    return sources[best[1]]


def check_columns(path: Path, source: Source) -> None:
    """A file that must be of `source` bears the columns of its name and id. Raises `UnreadableFile`, `UnknownFormat`."""
    names = file_columns(path, source)
    needed = {root for column in ("nom",) for root in _named([source.columns.get(column, [])])}
    needed |= {part.split("}")[0] for part in (source.id or "").split("{")[1:]}
    if looks_like_json(path) != (source.format == "json") or not {one.split(".")[0] for one in needed} <= set(names):
        raise UnknownFormat(path.name, names, [source.slug])


def file_columns(path: Path, source: Source) -> list[str]:
    """The columns of a file: a CSV's header, or the keys of a JSON's first records."""
    if source.format == "csv":
        return columns(path, source.separator)
    try:
        found = first_objects(path, source.records)
    except UnreadableFile:
        if source.records == "item":
            raise
        return []
    return list(dict.fromkeys(key for one in found for key in one))


def columns_ignored(path: Path, source: Source) -> tuple[str, ...]:
    """The columns of a file that its description does not read."""
    used = read_columns(source) | set(source.personal) | set(source.skip_when) | set(source.only_when)
    roots = used | {one.split(".")[0] for one in used}
    return tuple(name for name in file_columns(path, source) if name not in roots)


def read_columns(source: Source) -> set[str]:
    """Every column that a description reads."""
    found = set(_named(source.columns.values())) | set(_named(source.weekdays.values()))
    found |= {mark for marks in source.flags.values() for mark in marks} | set(source.id_from)
    if source.id:
        found |= {part.split("}")[0] for part in source.id.split("{")[1:]}
    return found


def _named(wheres: Iterable[Any]) -> Iterable[str]:
    for where in wheres:
        if isinstance(where, str):
            yield where
        elif isinstance(where, list):
            yield from _named(where)
        elif isinstance(where, dict):
            yield from _named([where.get("from", []), where.get("join", [])])
