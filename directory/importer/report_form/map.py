"""The picture of coverage: France in small squares, each département shaded by its number of sites.

The squares come from the communes' own points: no outline, no tile and no network are needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from math import cos, floor, radians

from directory.errors import AideNumError
from directory.places.gazetteer import Gazetteer

_STEP = 0.13
_SQUASH = cos(radians(46.5))
_PIXELS = 9.0
_WEST, _NORTH = -5.3, 51.2
_OVERSEAS = ("971", "972", "973", "974", "976", "975", "977", "978", "986", "987", "988")
# From pale to dark; each shade also has its own words in the legend and the table, so that colour says nothing alone.
SHADES = ((0, "#ffffff", "aucun"), (1, "#dbe7f5", "1 à 9"), (10, "#a9c6e6", "10 à 29"), (30, "#5f94cc", "30 à 99"),
          (100, "#1d5fa8", "100 et plus"))  # fmt: skip


def coverage_map(counts: Mapping[str, int]) -> str:
    """An SVG element; "" where the gazetteer has not been built."""
    squares = _squares()
    if not squares:
        return ""
    drawn = "".join(_strip(strip, counts.get(strip[0], 0)) for strip in squares)
    inset = "".join(_box(place, code, counts.get(code, 0)) for place, code in enumerate(_shown_overseas(counts)))
    return (
        '<svg viewBox="0 0 1040 1070" role="img" aria-labelledby="carte-titre" class="carte">'
        '<title id="carte-titre">Nombre de lieux par département. Le tableau qui suit dit la même chose.</title>'
        f'<g stroke="none">{drawn}</g>{inset}</svg>'
    )


def shade(count: int) -> str:
    """The colour of a number of sites."""
    return [colour for least, colour, _ in SHADES if count >= least][-1]


def _strip(strip: tuple[str, int, int, int], count: int) -> str:
    departement, row, first, length = strip
    colour = shade(count) if count else "#f1f1f1"
    x, y = first * _PIXELS, row * _PIXELS / _SQUASH
    wide, high = length * _PIXELS, _PIXELS / _SQUASH
    return (
        f'<rect x="{x:.0f}" y="{y:.1f}" width="{wide:.0f}" height="{high:.1f}" fill="{colour}">'
        f"<title>{departement} : {count}</title></rect>"
    )


def _box(place: int, code: str, count: int) -> str:
    x = 8 + place * 68
    return (
        f'<g><rect x="{x}" y="1015" width="60" height="42" fill="{shade(count)}" stroke="#444"/>'
        f'<text x="{x + 30}" y="1033" text-anchor="middle" font-size="13" fill="{_ink(count)}">{escape(code)}</text>'
        f'<text x="{x + 30}" y="1050" text-anchor="middle" font-size="13" fill="{_ink(count)}">{count}</text></g>'
    )


def _ink(count: int) -> str:
    return "#fff" if count >= SHADES[-1][0] else "#111"


def _shown_overseas(counts: Mapping[str, int]) -> list[str]:
    return [code for code in _OVERSEAS if code in _OVERSEAS[:5] or counts.get(code)]


@lru_cache(maxsize=1)
def _squares() -> tuple[tuple[str, int, int, int], ...]:
    """(département, row, first column, length): runs of squares of one département, row by row."""
    cells = _cells()
    runs: list[tuple[str, int, int, int]] = []
    for (row, column), departement in sorted(cells.items()):
        last = runs[-1] if runs else None
        if last and last[0] == departement and last[1] == row and last[2] + last[3] == column:
            runs[-1] = (departement, row, last[2], last[3] + 1)
        else:
            runs.append((departement, row, column, 1))
    return tuple(runs)


def _cells() -> dict[tuple[int, int], str]:
    """Square → the département with the most communes in it; a hole takes its neighbour's."""
    try:
        places = Gazetteer.load().places
    except AideNumError:
        return {}
    votes: dict[tuple[int, int], dict[str, int]] = {}
    for place in places:
        if place.kind == "c" and len(place.departement) == 2:
            cell = floor((_NORTH - place.lat) / _STEP), floor((place.lon - _WEST) / _STEP)
            held = votes.setdefault(cell, {})
            held[place.departement] = held.get(place.departement, 0) + 1
    cells = {cell: max(held, key=lambda code: held[code]) for cell, held in votes.items()}
    # Paris is smaller than a square: a département that lost every vote keeps the square it is in.
    for code in {code for held in votes.values() for code in held} - set(cells.values()):
        _, cell = max((held.get(code, 0), cell) for cell, held in votes.items())
        cells[cell] = code
    return {**_holes(cells), **cells}


def _holes(cells: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """Empty squares with a département on both sides: mountains and forests without a town."""
    found: dict[tuple[int, int], str] = {}
    for row, column in cells:
        for step in (1, 2, 3):
            hole, beyond = (row, column + step), (row, column + step + 1)
            if hole in cells:
                break
            if beyond in cells or (row, column + 4) in cells:
                found[hole] = cells[(row, column)]
    return found
