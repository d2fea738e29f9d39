"""Great-circle distance on the sphere of the Earth's mean radius."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_M = 6_371_008.8
# One degree of latitude, in kilometres.
DEGREE_KM = EARTH_M * radians(1) / 1000


def great_circle_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Metres between two points in degrees (haversine)."""
    half_lat = sin(radians(other_lat - lat) / 2)
    half_lon = sin(radians(other_lon - lon) / 2)
    square = half_lat * half_lat + cos(radians(lat)) * cos(radians(other_lat)) * half_lon * half_lon
    return 2 * EARTH_M * asin(sqrt(min(1.0, square)))
