"""Reading a JSON file, one record at a time: memory stays flat however long the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ijson

from directory.importer.draft import Raw
from directory.importer.errors import UnreadableFile
from directory.importer.opening import open_text


def read_json(path: Path, records: str = "item") -> Iterator[Raw]:
    """Every object at `records` (an ijson prefix: `item` for a plain array, `features.item` for GeoJSON).

    Raises `UnreadableFile` where the JSON is broken or cut: what was read before must not be trusted alone.
    """
    with open_text(path) as text:
        try:
            for rank, found in enumerate(ijson.items(_Bytes(text), records, use_float=True), start=1):
                yield Raw(rank, found) if isinstance(found, dict) else Raw(rank, {}, "ce n'est pas un objet")
        except ijson.IncompleteJSONError as error:
            raise UnreadableFile(path.name, f"ce JSON est coupé ou mal formé ({_short(error)}).") from error
        except (ijson.JSONError, ValueError) as error:
            raise UnreadableFile(path.name, f"ce JSON est mal formé ({_short(error)}).") from error


def first_objects(path: Path, records: str, count: int = 20) -> list[dict[str, Any]]:
    """The first objects at `records`, or none when the file is not shaped so."""
    found: list[dict[str, Any]] = []
    for raw in read_json(path, records):
        found.append(dict(raw.values))
        if len(found) == count:
            break
    return found


class _Bytes:
    """A text read as UTF-8 bytes, which is what ijson takes."""

    def __init__(self, text: Any) -> None:
        self._text = text

    def read(self, size: int = 65536) -> bytes:
        """At most about `size` bytes; empty at the end."""
        part: str = self._text.read(max(1, size // 4) if size > 0 else size)
        return part.replace("\0", "").encode("utf-8", errors="replace")


def _short(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:120] if lines else type(error).__name__
