"""What a person wants, as a conversation remembers it (plain JSON), and as the finder takes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from directory.finder import AIDANTS_CONNECT, CONSEILLERS, FRANCE_SERVICES, Wish
from directory.hours.opening import When
from directory.needs.read import Wanted

_LISTS = ("services", "publics", "special_care", "cost", "access", "support", "programmes", "typologies", "unsaid")
_FLAGS = ("itinerant", "procedure", "learn", "in_my_place", "at_home", "remote", "appointment", "equipment")

_TAUGHT = "Maîtrise des outils numériques du quotidien"
_NOT_TAUGHT = frozenset(
    {
        "Accès internet et matériel informatique",
        "Acquisition de matériel informatique à prix solidaire",
        "Aide aux démarches administratives",
    }
)
# What a need brings with it, and takes away when another replaces it.
_OF_THE_NEED = ("services", "procedure", "learn", "equipment", "typologies", "unsaid")


def to_json(wanted: Wanted) -> dict[str, Any]:
    """What `wanted` holds, empty values left out."""
    values: dict[str, Any] = {name: list(getattr(wanted, name)) for name in _LISTS}
    values |= {name: getattr(wanted, name) for name in _FLAGS}
    values["when"] = _when_to_json(wanted.when) if wanted.when else None
    return {name: value for name, value in values.items() if value}


def merge(held: dict[str, Any] | None, new: dict[str, Any], *, also: bool = False) -> dict[str, Any]:
    """`held` completed and corrected by `new`: what is said again replaces what was said before, unless it is `also` wanted.

    Another need takes with it what only the first one asked for.
    """
    kept = dict(held or {})
    if also and kept.get("services"):
        return {**kept, **new, "services": list(dict.fromkeys((*kept["services"], *new.get("services", ()))))}
    if "services" in new:
        kept = {name: value for name, value in kept.items() if name not in _OF_THE_NEED}
    if new.get("remote"):
        kept.pop("at_home", None)
    return {**kept, **new}


def taught(new: dict[str, Any], held: dict[str, Any] | None) -> dict[str, Any]:
    """ "Et un cours pour m'en servir" after a computer to buy or a paper to print: learning is another need."""
    before = set((held or {}).get("services") or ())
    if new.get("learn") and "services" not in new and before and not before - _NOT_TAUGHT:
        return {**new, "services": [_TAUGHT]}
    return new


def of_the_person(held: dict[str, Any] | None, *, someone_else: bool) -> dict[str, Any]:
    """What stays true of a person who asks for something else: a handicap, a language, a price, an age."""
    names = ("cost",) if someone_else else ("cost", "special_care", "publics")
    return {name: value for name, value in (held or {}).items() if name in names}


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
