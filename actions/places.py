"""From the person's words to the place of the conversation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.meant import meant, without_refused
from actions.turn import Turn
from directory.places.results import Candidate, Resolution, of_place

_FIELDS = ("insee", "label", "name", "departement", "lat", "lon", "precision", "population")
# About 100 m: enough to sort sites, too little to tell a house.
_PRIVATE_DECIMALS = 3
# A few words, as in an SMS; below this many letters a word may be like any town.
_FEW, _LETTERS = 3, 5
_OWN_ADDRESS = frozenset({"housenumber", "street", "position"})


def resolve(turn: Turn, *, expecting: bool = False) -> Resolution:
    """The place that the words name, pending choices and the conversation's town taken into account."""
    held = turn.state.place_choices or []
    return turn.house.resolver.resolve(
        meant(turn.text, turn.house.resolver.resolve),
        expecting_place=expecting,
        near=to_candidate(turn.state.place) if turn.state.place else None,
        choices=tuple(to_candidate(choice) for choice in held),
    )


def left_over(turn: Turn) -> Resolution | None:
    """A misspelt town beside a need ("caf bapome"): the one word of a short message that is a town, if one is."""
    words = turn.text.split()
    if turn.lang != "fr" or not turn.needs.words or not 1 < len(words) <= _FEW:
        return None
    read = (turn.house.resolver.resolve(word, expecting_place=True) for word in words if len(word) >= _LETTERS)
    towns = [resolution for resolution in read if resolution.status in ("found", "confirm")]
    return towns[0] if len(towns) == 1 else None


def refuses_here(turn: Turn) -> bool:
    """Whether the words refuse a town and name no other: "non, pas à Lens"."""
    kept = without_refused(turn.text, turn.house.resolver.resolve)
    return kept != turn.text and turn.house.resolver.resolve(kept).status == "none"


def at_position(turn: Turn) -> dict[str, Any] | None:
    """The place where the browser says the person is, named by the gazetteer; None without a position."""
    if turn.position is None:
        return None
    lat, lon = turn.position
    commune = turn.house.gazetteer.nearest_commune(lat, lon)
    if commune is None:
        return None
    return to_json(replace(of_place(commune, 1.0, "position", "position"), lat=lat, lon=lon))


def refine(turn: Turn, resolution: Resolution) -> tuple[Candidate, bool]:
    """The resolved place, refined to the street when an address was given; and whether the street could not be placed."""
    candidate = resolution.candidates[0]
    if not resolution.address:
        return candidate, False
    refined = turn.house.geocoder.refine(resolution.address, candidate)
    return (refined.candidate, False) if refined.candidate else (candidate, True)


def to_json(candidate: Candidate) -> dict[str, Any]:
    """A candidate as the conversation remembers it; a person's own address is kept to about 100 m."""
    place = {name: getattr(candidate, name) for name in _FIELDS}
    if candidate.precision in _OWN_ADDRESS:
        place |= {axis: round(place[axis], _PRIVATE_DECIMALS) for axis in ("lat", "lon")}
    return place


def to_candidate(place: dict[str, Any]) -> Candidate:
    """The candidate that `to_json` wrote."""
    return Candidate(**{name: place[name] for name in _FIELDS}, confidence=1.0, why="conversation")
