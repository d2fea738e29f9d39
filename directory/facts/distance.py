"""Saying how far a site is: as the crow flies when both points are known, "about" when one of them is a whole commune."""

from __future__ import annotations

from collections.abc import Sequence

# Precisions of a person's place (places) and of a site's point (sites) that stand for a real point.
PRECISE = frozenset({"exact", "address", "housenumber", "street", "position"})


def say_distance(metres: float, precisions: Sequence[str | None]) -> str:
    """ "à 400 m à vol d'oiseau", "à 3,2 km à vol d'oiseau", "à environ 3 km".

    `precisions`: of the person's place and of the site's point; one that is not exact makes the whole an estimate.
    """
    if any(precision not in PRECISE for precision in precisions):
        return f"à environ {max(1, round(metres / 1000))} km"
    return f"{_exact(metres)} à vol d'oiseau"


def _exact(metres: float) -> str:
    if metres < 50:
        return "à moins de 50 m"
    if metres < 975:
        return f"à {round(metres / 50) * 50} m"
    if metres < 9950:
        return f"à {metres / 1000:.1f} km".replace(".0 ", " ").replace(".", ",")
    return f"à {round(metres / 1000)} km"
