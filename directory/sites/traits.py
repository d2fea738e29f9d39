"""A site's enumerated values as one integer, so that one covering index answers every filter.

A blank in `publics`, `special_care`, `cost`, `access` or `support` says "unknown" or "everybody": every bit of that column
is set, so that a blank never excludes a site. Services and programmes must be present to match.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from directory.sites.vocabulary import vocabulary

_COLUMNS = (
    "services",
    "publics_specifiquement_adresses",
    "prise_en_charge_specifique",
    "frais_a_charge",
    "dispositif_programmes_nationaux",
    "modalites_acces",
    "modalites_accompagnement",
)
_BLANK_MATCHES = frozenset(_COLUMNS) - {"services", "dispositif_programmes_nationaux"}
# Places kept for values that the standard may add to a column, without moving its neighbours.
_ROOM = {"services": 12, "dispositif_programmes_nationaux": 14}
_DEFAULT_ROOM = 7
ITINERANT = 1 << 61
FIXED = 1 << 60


@lru_cache(maxsize=1)
def _bits() -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    shift = 0
    for column in _COLUMNS:
        table[column] = {value: 1 << (shift + place) for place, value in enumerate(vocabulary()[column])}
        shift += _ROOM.get(column, _DEFAULT_ROOM)
    return table


@lru_cache(maxsize=1)
def _whole() -> dict[str, int]:
    return {column: sum(bits.values()) for column, bits in _bits().items()}


def mask(column: str, values: Iterable[str]) -> int | None:
    """The bits of `values` in `column`, or None when one of them is not a value of the standard."""
    known = _bits()[column]
    total = 0
    for value in values:
        if value not in known:
            return None
        total |= known[value]
    return total


def site_traits(values: Mapping[str, Iterable[str] | None]) -> int:
    """The integer of one site, from its list columns."""
    total = 0
    for column, known in _bits().items():
        present = sum({known[value] for value in values.get(column) or () if value in known})
        total |= present or (_whole()[column] if column in _BLANK_MATCHES else 0)
    moves = values.get("itinerance") or ()
    total |= ITINERANT if "Itinérant" in moves else 0
    return total | (FIXED if "Fixe" in moves or "Itinérant" not in moves else 0)
