"""What makes two records different places, whatever else they share."""

from __future__ import annotations

import re

from directory.sites.duplicates.record import Record
from directory.sites.names import fold

# Kinds of places that are never the same door: a library is not a social centre, even in one building.
_KINDS = (
    ({"BIB", "RELAIS_LECTURE"}, "bibliothèque"),
    ({"CCAS", "CIAS"}, "CCAS"),
    ({"RFS", "MSAP"}, "France Services"),
    ({"ML"}, "mission locale"),
    ({"FT"}, "France Travail"),
    ({"CAF"}, "CAF"),
    ({"CPAM"}, "CPAM"),
    ({"LA_POSTE"}, "La Poste"),
    ({"PREF"}, "préfecture"),
    ({"MDS", "CD", "CDAS", "DEPT"}, "département"),
    ({"CSC", "CS", "EVS", "MJC"}, "centre social"),
    ({"PIJ_BIJ"}, "information jeunesse"),
    ({"AFPA"}, "AFPA"),
    ({"E2C"}, "école de la deuxième chance"),
    ({"PIMMS"}, "Pimms"),
    ({"MSA"}, "MSA"),
)
# A France Services lives inside a town hall, a post office or a library: these kinds may be told of one door.
_GUESTS = frozenset({"France Services"})
_NUMBERED = re.compile(r"\b(\d{1,4})\b")


def veto(one: Record, other: Record) -> str | None:
    """Why two records cannot be the same place, in French; None when nothing forbids it."""
    if one.place_key != other.place_key:
        return "communes différentes"
    if one.told_by == other.told_by:
        return "même source, qui les dit différents"
    if one.is_example != other.is_example:
        return "un exemple et un vrai lieu"
    if {_moves(one), _moves(other)} == {True, False}:
        return "l'un est itinérant, l'autre non"
    kinds = _kinds(one), _kinds(other)
    if kinds[0] and kinds[1] and not kinds[0] & kinds[1] and not (kinds[0] | kinds[1]) & _GUESTS:
        return f"types incompatibles ({min(kinds[0])} et {min(kinds[1])})"
    return _other_number(one, other)


def _moves(record: Record) -> bool | None:
    """Whether the site travels; None when the record does not say."""
    moves = record.values.get("itinerance")
    return "Itinérant" in moves if moves else None


def _kinds(record: Record) -> frozenset[str]:
    codes = set(record.values.get("typologie") or ())
    return frozenset(name for kinds, name in _KINDS if kinds & codes)


def _other_number(one: Record, other: Record) -> str | None:
    """Names alike but for a number (« antenne 1 », « antenne 2 ») name two places."""
    names = [fold(str(record.values.get("nom") or "")) for record in (one, other)]
    numbers = [set(_NUMBERED.findall(name)) for name in names]
    bare = [_NUMBERED.sub("", name).split() for name in names]
    return "noms numérotés différemment" if bare[0] == bare[1] and numbers[0] != numbers[1] else None
