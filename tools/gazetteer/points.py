"""Where each commune stands: the town's point (GeoNames) where it fits the register, else the polygon's centre."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from directory.places.words import key

OVERSEAS = {"GP": "971", "MQ": "972", "GF": "973", "RE": "974", "YT": "976", "PM": "975", "BL": "977", "MF": "978"}
OVERSEAS |= {"WF": "986", "PF": "987", "NC": "988"}
NEAR_KM, SAME_TOWN_KM = 12.0, 30.0
# In Guyane a polygon's centre is in the forest, up to 109 km from the town.
FOREST = "973"
# No register gives these a point: the main town of the two inhabited islands, the middle of the lands without inhabitants.
ISLANDS = {
    "97701": (17.8962, -62.8498),
    "97801": (18.0708, -63.0847),
    "98411": (-37.83, 77.55),
    "98412": (-49.35, 70.22),
    "98413": (-46.43, 51.86),
    "98414": (-66.66, 140.0),
    "98415": (-11.56, 47.30),
    "98901": (10.30, -109.22),
}

Point = tuple[float, float]


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(half))


class Towns:
    """GeoNames' populated places by name and region (overseas: by département)."""

    def __init__(self, cities: Iterable[Mapping[str, Any]]) -> None:
        self.by_name: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
        for city in cities:
            words = key(city["name"]).split()
            # "Paris 15 Vaugirard" is filed as "paris 15".
            short = words[:2] if len(words) > 1 and words[1].isdigit() else words
            self.by_name[" ".join(short), _area(city)].append(city)

    def point(self, row: Mapping[str, Any], centre: Point | None) -> tuple[Point, Mapping[str, Any]] | None:
        """The town of a commune, if one of that name stands where it should."""
        area = (
            row["departement"] if row["departement"].startswith("9") and len(row["departement"]) == 3 else row["region"]
        )
        for city in self.by_name.get((key(row["nom"]), area), ()):
            point = (round(city["latitude"], 5), round(city["longitude"], 5))
            if _is_that_town(row, centre, point, city["population"]):
                return point, city
        return None


def _area(city: Mapping[str, Any]) -> str:
    return OVERSEAS.get(city["countrycode"], str(city["admin1code"]))


def _is_that_town(row: Mapping[str, Any], centre: Point | None, point: Point, population: int) -> bool:
    if centre is None or row["departement"] == FOREST:
        return True
    apart = distance_km(centre, point)
    inhabitants = row.get("population") or 0
    alike = population and inhabitants and 0.5 <= population / inhabitants <= 2
    return apart <= NEAR_KM or bool(alike and apart <= SAME_TOWN_KM)


def mean(points: list[Point]) -> Point | None:
    """The middle of some points, or nothing."""
    if not points:
        return None
    return (
        round(sum(lat for lat, _ in points) / len(points), 5),
        round(sum(lon for _, lon in points) / len(points), 5),
    )
