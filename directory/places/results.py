"""What the resolver hands back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from directory.places.gazetteer import Area, Place

Status = Literal["found", "confirm", "ambiguous", "unknown", "none"]
_CITIES = {"75056": "Paris", "69123": "Lyon", "13055": "Marseille"}


@dataclass(frozen=True)
class Candidate:
    """A place that may be the one meant.

    `insee`: the commune's code (an arrondissement's own code; empty for a département or a region). `label`: « Caudry (59) ».
    `lat`, `lon`: WGS 84 degrees. `precision`: housenumber, street, arrondissement, commune, postcode, departement, region
    or position. `confidence`: 0 to 1, to order candidates only. `why`: what it was read from, in French.
    """

    insee: str
    label: str
    name: str
    departement: str
    lat: float
    lon: float
    precision: str
    confidence: float
    population: int
    why: str


@dataclass(frozen=True)
class Resolution:
    """The outcome.

    `status`: found (one candidate) · confirm (one near miss, to be confirmed inside the answer) · ambiguous (2 to 4, to be
    asked) · unknown (a place was given and not recognised) · none (no place in the text).
    `span`: the words read as the place, as typed. `address`: the words of the street only. `why`: in French.
    """

    status: Status
    candidates: tuple[Candidate, ...] = ()
    span: str | None = None
    address: str | None = None
    why: str = ""


def of_place(place: Place, confidence: float, why: str, precision: str | None = None) -> Candidate:
    """The candidate of a line of the register; a former name keeps its own point and says today's commune by its code."""
    name = _district_name(place) if place.kind == "a" else place.name
    return Candidate(
        insee=place.insee if place.kind != "o" else place.parent,
        label=f"{name} ({place.departement})",
        name=name,
        departement=place.departement,
        lat=place.lat,
        lon=place.lon,
        precision=precision or ("arrondissement" if place.kind == "a" else "commune"),
        confidence=round(confidence, 3),
        population=place.population,
        why=why,
    )


def of_area(area: Area, seat: Place, why: str) -> Candidate:
    """The candidate of a département or region: its main town's point, and no INSEE code."""
    departement = area.code if area.kind == "d" else ""
    label = f"{area.name} ({area.code})" if departement else area.name
    precision = "departement" if departement else "region"
    return Candidate("", label, area.name, departement, seat.lat, seat.lon, precision, 0.9, 0, why)


def _district_name(place: Place) -> str:
    number = int(place.insee[-2:]) - (80 if place.parent == "69123" else 0)
    number = number - 0 if place.parent != "13055" else int(place.insee) - 13200
    return f"{_CITIES[place.parent]} {number}{'er' if number == 1 else 'e'}"
