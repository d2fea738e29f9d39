"""What speaks for two records being the same place. What cannot be measured is absent, not zero."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from directory.sites.distance import great_circle_m
from directory.sites.duplicates.keys import address_key, name_key
from directory.sites.duplicates.record import Record

# Two points less than this apart are the same door; beyond the second, another building.
_SAME_M = 50.0
_FAR_M = 400.0
_ENOUGH = 0.83
# Weight of each measure: a name says more than an address that a whole town-hall square shares.
_WEIGHTS = {"name": 3.0, "address": 2.0, "distance": 2.0, "phone": 2.0, "site": 1.0, "pivot": 1.0}


@dataclass(frozen=True)
class Evidence:
    """Measures from 0 to 1 by name, and their weighted mean."""

    measures: dict[str, float]
    score: float

    @property
    def same(self) -> bool:
        """Whether this is enough: names alike, and one thing at least that shows where the door is."""
        where = [self.measures[name] for name in ("address", "distance") if name in self.measures]
        alike = self.measures.get("name", 0.0)
        return bool(where) and max(where) >= 0.8 and min(where) > 0.0 and alike >= 0.7 and self.score >= _ENOUGH


def evidence(one: Record, other: Record) -> Evidence:
    """What two records of one commune have in common."""
    found = {
        "name": _names(one, other),
        "address": _addresses(one, other),
        "distance": _distance(one, other),
        "phone": _equal(one, other, "telephone"),
        "site": _hosts(one, other),
        "pivot": _equal(one, other, "pivot"),
    }
    measures = {name: value for name, value in found.items() if value is not None}
    # A phone or a pivot shared by a whole town hall proves; another one disproves nothing.
    counted = {name: value for name, value in measures.items() if value or name not in ("phone", "site", "pivot")}
    total = sum(_WEIGHTS[name] for name in counted)
    score = sum(_WEIGHTS[name] * value for name, value in counted.items()) / total if total else 0.0
    return Evidence(measures, round(score, 3))


def _names(one: Record, other: Record) -> float:
    keys = [
        name_key(str(record.values.get("nom") or ""), str(record.values.get("commune") or ""))
        for record in (one, other)
    ]
    return float(fuzz.token_sort_ratio(*keys)) / 100


def _addresses(one: Record, other: Record) -> float | None:
    keys = [address_key(str(record.values.get("adresse") or "")) for record in (one, other)]
    (number, street), (other_number, other_street) = keys
    if not street or not other_street:
        return None
    alike = float(fuzz.token_sort_ratio(street, other_street)) / 100
    if number and other_number and number != other_number:
        return alike / 2
    return alike


def _distance(one: Record, other: Record) -> float | None:
    points = [(record.values.get("latitude"), record.values.get("longitude")) for record in (one, other)]
    exact = all(record.values.get("point_precision") == "exact" for record in (one, other))
    (lat, lon), (other_lat, other_lon) = points
    if not exact or lat is None or lon is None or other_lat is None or other_lon is None:
        return None
    metres = great_circle_m(lat, lon, other_lat, other_lon)
    return 1.0 if metres <= _SAME_M else max(0.0, 1 - (metres - _SAME_M) / (_FAR_M - _SAME_M))


def _equal(one: Record, other: Record, column: str) -> float | None:
    values = [record.values.get(column) for record in (one, other)]
    return None if None in values else float(values[0] == values[1])


def _hosts(one: Record, other: Record) -> float | None:
    hosts = [_host(record) for record in (one, other)]
    return None if None in hosts else float(hosts[0] == hosts[1])


def _host(record: Record) -> str | None:
    sites = record.values.get("site_web") or ()
    return str(sites[0]).split("//")[-1].split("/")[0].removeprefix("www.").lower() if sites else None
