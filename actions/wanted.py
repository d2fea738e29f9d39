"""What a person wants, as a conversation remembers it (plain JSON), and as the finder takes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from directory.finder import AIDANTS_CONNECT, CONSEILLERS, FRANCE_SERVICES, Wish
from directory.hours.opening import When
from directory.needs.read import Wanted

_LISTS = ("services", "publics", "special_care", "cost", "access", "support", "programmes", "typologies", "unsaid")
_FLAGS = ("itinerant", "procedure", "learn", "in_my_place", "at_home", "remote", "appointment", "equipment")


def to_json(wanted: Wanted) -> dict[str, Any]:
    """What `wanted` holds, empty values left out."""
    values: dict[str, Any] = {name: list(getattr(wanted, name)) for name in _LISTS}
    values |= {name: getattr(wanted, name) for name in _FLAGS}
    values["when"] = _when_to_json(wanted.when) if wanted.when else None
    return {name: value for name, value in values.items() if value}


def merge(held: dict[str, Any] | None, new: dict[str, Any]) -> dict[str, Any]:
    """`held` completed and corrected by `new`: what is said again replaces what was said before."""
    return {**(held or {}), **new}


def wish(wanted: dict[str, Any], exclude: frozenset[str] = frozenset()) -> Wish:
    """What to search for."""
    lists: dict[str, Any] = {name: tuple(wanted.get(name) or ()) for name in _LISTS if name != "unsaid"}
    return Wish(
        **lists,
        itinerant=wanted.get("itinerant"),
        preferred=None if lists["programmes"] else preferred_programme(wanted),
        when=when(wanted),
        exclude_ids=exclude,
    )


def preferred_programme(wanted: dict[str, Any]) -> str | None:
    """Who is best placed: "à ma place" → Aidants Connect; a procedure → France Services; learning → conseiller."""
    if wanted.get("in_my_place"):
        return AIDANTS_CONNECT
    if wanted.get("procedure"):
        return FRANCE_SERVICES
    return CONSEILLERS if wanted.get("learn") else None


def when(wanted: dict[str, Any]) -> When | None:
    """The moment asked for, or None."""
    held = wanted.get("when")
    if not held:
        return None
    start, end = datetime.fromisoformat(held["start"]), datetime.fromisoformat(held["end"])
    return When(start, end, held["label"], held["kind"])


def _when_to_json(moment: When) -> dict[str, str]:
    return {
        "start": moment.start.isoformat(),
        "end": moment.end.isoformat(),
        "label": moment.label,
        "kind": moment.kind,
    }
