"""A second file that completes the first: the services of data·inclusion's structures, for instance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from directory.importer.draft import Raw
from directory.importer.errors import UnreadableFile
from directory.importer.mapping import read, text
from directory.importer.opening import looks_like_json
from directory.importer.read_csv import read_csv
from directory.importer.read_json import read_json
from directory.importer.source import Companion, Source


def joined(records: Iterator[Raw], source: Source, path: Path | None) -> Iterator[Raw]:
    """Each record with its companion's values, as lists under `<name>.<column>`.

    Raises `UnreadableFile` when a companion is needed and not given, or given and not known.
    """
    if source.companion is None:
        if path is not None:
            raise UnreadableFile(path.name, f"la source {source.slug} ne se complète pas par un second fichier.")
        yield from records
        return
    if path is None:
        raise UnreadableFile(source.slug, f"il faut aussi le fichier « {source.companion.name} » : option --with.")
    more = _gathered(path, source.companion)
    for raw in records:
        found = more.get(text(read(raw.values, source.companion.matches)), {})
        yield Raw(raw.line, {**raw.values, **_prefixed(source.companion, found)}, raw.fault)


def _gathered(path: Path, companion: Companion) -> dict[str, dict[str, list[str]]]:
    """Key → column → every value, once. Only the columns named in the description are kept in memory."""
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for raw in read_json(path) if looks_like_json(path) else read_csv(path):
        held = found[text(read(raw.values, companion.key))]
        for column in companion.columns:
            held[column] = list(dict.fromkeys([*held.get(column, []), *_words(raw.values, column)]))
    return found


def _words(values: Mapping[str, Any], column: str) -> list[str]:
    value = read(values, column)
    return [word for one in (value if isinstance(value, list) else [value]) if (word := text(one))]


def _prefixed(companion: Companion, found: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {f"{companion.name}.{column}": found.get(column, []) for column in companion.columns}
