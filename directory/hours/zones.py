"""Where a site's clock and holidays come from: its INSEE code first, its coordinates otherwise (`zones.yml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from holidays.countries.france import France

_FILE = Path(__file__).with_name("zones.yml")


@dataclass(frozen=True)
class Where:
    """Where a site is: degrees (WGS84) and INSEE code, any of them None when not known."""

    lat: float | None = None
    lon: float | None = None
    code_insee: str | None = None


@dataclass(frozen=True)
class _Part:
    """One line of `zones.yml`."""

    name: str
    insee: tuple[str, ...]
    zone: str
    box: tuple[float, float, float, float] | None = None
    subdivision: str | None = None
    not_days_off: frozenset[str] = frozenset()

    def holds(self, where: Where) -> bool:
        """Whether a site stands here."""
        if where.code_insee:
            return where.code_insee.startswith(self.insee)
        if self.box and where.lat is not None and where.lon is not None:
            south, north, west, east = self.box
            return south <= where.lat <= north and west <= where.lon <= east
        return self.insee == ("",)


class Holidays(Mapping[date, str]):
    """The public holidays of one part of the country: day → French name, for any year."""

    def __init__(self, subdivision: str | None, not_days_off: frozenset[str]) -> None:
        self._days = France(subdiv=subdivision, language="fr")  # type: ignore[no-untyped-call]
        self._not_days_off = not_days_off

    def __getitem__(self, day: date) -> str:
        # One day may be two holidays at once ("Assomption; …"): the name is the joined one.
        name: str = self._days[day]
        kept = [part for part in name.split("; ") if part not in self._not_days_off]
        if not kept:
            raise KeyError(day)
        return ", ".join(kept)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.get(day) is not None

    def __iter__(self) -> Iterator[date]:
        return (day for day in list(self._days) if day in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def zone(where: Where) -> ZoneInfo:
    """The clock of the place. A site without code nor coordinates is taken to be in mainland France."""
    return ZoneInfo(_part(where).zone)


def holidays(where: Where) -> Holidays:
    """The public holidays kept there by law: the eleven national days and the local ones."""
    return _calendar(_part(where))


@cache
def _calendar(part: _Part) -> Holidays:
    return Holidays(part.subdivision, part.not_days_off)


@cache
def _part(where: Where) -> _Part:
    return next(part for part in _parts() if part.holds(where))


@cache
def _parts() -> tuple[_Part, ...]:
    return tuple(_read(entry) for entry in yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def _read(entry: dict[str, Any]) -> _Part:
    return _Part(
        name=entry["name"],
        insee=tuple(entry["insee"]),
        zone=entry["zone"],
        box=tuple(entry["box"]) if entry.get("box") else None,
        subdivision=entry.get("subdivision"),
        not_days_off=frozenset(entry.get("not_days_off") or ()),
    )
