"""Reading a CSV, one record at a time, with the line of each; a quote gone wrong costs one line, not the file."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from directory.importer.draft import Raw
from directory.importer.errors import UnreadableFile
from directory.importer.opening import open_text

_SEPARATORS = (";", ",", "\t", "|")
# A quoted cell may hold line ends; one that runs over more lines than this was never closed.
_LONGEST_CELL = 60
_LONGEST_LINE = 2_000_000


def columns(path: Path, separator: str | None = None) -> list[str]:
    """The names of a CSV's columns. Raises `UnreadableFile`."""
    with open_text(path) as text:
        return _Lines(text, path.name).header(separator)[0]


def read_csv(path: Path, separator: str | None = None) -> Iterator[Raw]:
    """Every record of a CSV. Without `separator`, the one the header uses. Blank lines are skipped."""
    with open_text(path) as text:
        lines = _Lines(text, path.name)
        names, mark = lines.header(separator)
        while (taken := lines.take()) is not None:
            number, first = taken
            if first.strip():
                yield _record(lines, number, first, names, mark)


class _Lines:
    """Physical lines, numbered, that can be put back."""

    def __init__(self, text: TextIO, file: str) -> None:
        self._text = text
        self._file = file
        self._back: deque[tuple[int, str]] = deque()
        self._number = 0

    def take(self) -> tuple[int, str] | None:
        """The next line and its number, without NUL signs; None at the end."""
        if self._back:
            return self._back.popleft()
        line = self._text.readline(_LONGEST_LINE)
        if not line:
            return None
        self._number += 1
        return self._number, line.replace("\0", "")

    def put_back(self, lines: list[tuple[int, str]]) -> None:
        """These lines will be taken again, in this order."""
        self._back.extendleft(reversed(lines))

    def header(self, separator: str | None) -> tuple[list[str], str]:
        """The names of the columns and the separator."""
        while (taken := self.take()) is not None:
            if taken[1].strip():
                mark = separator or max(_SEPARATORS, key=lambda sign: len(_cells(taken[1], sign)))
                return [name.strip().strip("﻿") for name in _cells(taken[1], mark)], mark
        raise UnreadableFile(self._file, "il est vide.")


def _record(lines: _Lines, number: int, first: str, names: list[str], mark: str) -> Raw:
    """The record that starts on `first`: over several lines when a quoted cell holds line ends."""
    if first.count('"') % 2 == 0:
        return _named(number, _cells(first, mark), names)
    whole = first
    more: list[tuple[int, str]] = []
    while whole.count('"') % 2 and len(more) < _LONGEST_CELL and (taken := lines.take()) is not None:
        more.append(taken)
        whole += taken[1]
    cells = _cells(whole, mark) if whole.count('"') % 2 == 0 else []
    if len(cells) == len(names):
        return _named(number, cells, names)
    lines.put_back(more)
    return _named(number, _loose(first, mark), names)


def _named(number: int, cells: list[str], names: list[str]) -> Raw:
    """Cells under their columns. Blank cells too many or too few are harmless; anything else is a fault."""
    while len(cells) > len(names) and not cells[-1].strip():
        cells.pop()
    if len(cells) != len(names):
        return Raw(number, dict(zip(names, cells, strict=False)), f"{len(cells)} colonnes au lieu de {len(names)}")
    return Raw(number, dict(zip(names, cells, strict=True)))


def _cells(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return _loose(line, mark)


def _loose(line: str, mark: str) -> list[str]:
    """Cells of a line whose quotes are wrong: quotes are plain signs, those around a cell are taken off."""
    return [cell.strip().strip('"') for cell in line.rstrip("\r\n").split(mark)]
