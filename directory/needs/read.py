"""Plain words → what the directory can search: `read_needs("impr doc ss rdv sam", now)`.

Pure: no Rasa, no network, no database. The words are in `data/needs/`; how to add one: docs/understanding.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from directory.hours.opening import When
from directory.needs.agents import added, expand_agents
from directory.needs.numbers import read_count, read_ordinal, read_radius
from directory.needs.rules import Hit, hits
from directory.needs.services import read_services
from directory.needs.shorthand import expand_shorthand
from directory.needs.when import read_when
from directory.writing.texted import read

PARIS = ZoneInfo("Europe/Paris")
LISTS = ("publics", "special_care", "cost", "access", "support", "programmes", "typologies")
FLAGS = ("itinerant", "at_home", "remote", "equipment", "learn", "in_my_place")


@dataclass(frozen=True)
class Wanted:
    """What a sentence asks for. Lists hold values of the national standard; an empty list or None means "not said".

    `services`: the main one first · `appointment`: True wants one, False wants none · `radius_km`: kilometres ·
    `ordinal`: 1 for the first of a list, -1 for the last · `procedure`: short name of an administrative procedure ·
    `lang`: language that the person needs to be received in (ISO 639) · `unsaid`: asked, but the directory cannot say ·
    `words`: the words that were read.
    """

    services: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    special_care: tuple[str, ...] = ()
    cost: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    typologies: tuple[str, ...] = ()
    itinerant: bool | None = None
    at_home: bool = False
    remote: bool = False
    appointment: bool | None = None
    equipment: bool = False
    when: When | None = None
    count: int | None = None
    radius_km: float | None = None
    ordinal: int | None = None
    procedure: str | None = None
    learn: bool = False
    in_my_place: bool = False
    lang: str | None = None
    unsaid: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def read_needs(text: str, now: datetime, zone: tzinfo = PARIS, *, agent: bool = False) -> Wanted:
    """Read `text` as it was written; `now` (aware) places the days, on the clock of `zone`.

    `agent`: typed in the one box, where every token may be shorthand (`directory.needs.agents`).
    """
    plain = readable(text, agent)
    found: dict[str, list[Hit]] = {
        field: hits(field, plain) for field in (*LISTS, "flags", "appointment", "procedures", "languages", "unsaid")
    }
    flags = {hit.value for hit in found["flags"]}
    lists: dict[str, Any] = {field: _with_agents(field, _values(found[field]), plain, agent) for field in LISTS}
    yes: dict[str, Any] = {flag: flag in flags for flag in FLAGS if flag != "itinerant"}
    return Wanted(
        services=read_services(plain),
        **lists,
        **yes,
        itinerant=True if "itinerant" in flags else None,
        appointment=_appointment(found["appointment"]),
        when=read_when(plain, now, zone),
        count=read_count(plain),
        radius_km=read_radius(plain),
        ordinal=read_ordinal(plain),
        procedure=next((hit.value for hit in found["procedures"]), None),
        lang=_lang(found["languages"], found["special_care"]),
        unsaid=_values(found["unsaid"]),
        words=tuple(plain[hit.start : hit.end].strip() for group in found.values() for hit in group),
    )


@lru_cache(maxsize=256)
def readable(text: str, agent: bool = False) -> str:
    """`text` folded, texted French and agents' shorthand expanded."""
    return expand_shorthand(read(expand_agents(text) if agent else text).text)


def _with_agents(field: str, values: tuple[str, ...], plain: str, agent: bool) -> tuple[str, ...]:
    """The values read; what only agents can ask for is more precise than what it contains ("gratuit sous condition")."""
    more = added(field, plain) if agent else ()
    return (*(value for value in values if not any(one.startswith(value) for one in more)), *more)


def _values(found: list[Hit]) -> tuple[str, ...]:
    return tuple(hit.value for hit in found)


def _appointment(found: list[Hit]) -> bool | None:
    said = {hit.value for hit in found}
    return False if "no" in said else True if "yes" in said else None


def _lang(languages: list[Hit], special_care: list[Hit]) -> str | None:
    """A language only counts when it is a way of being received ("qui parle arabe"), not a subject ("cours d'anglais")."""
    if not any(hit.value.startswith("Langues") for hit in special_care):
        return None
    return next((hit.value for hit in languages), None)
