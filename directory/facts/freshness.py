"""How far a record may be believed today, and what to say of it.

Four things count: the record's age, the end of the programme it belongs to (from the cards), what people reported, and
how stable its network is. The result changes the ranking (`weight` multiplies the distance) and the wording (`sentence`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Protocol

from directory.facts.card import Card
from directory.facts.yaml_file import read_yaml
from directory.hours.words import FRENCH, MONTHS, Words, words

FRANCE_SERVICES = "France Services"
CONSEILLERS = "Conseillers numériques"

# The standard's advice: flag a record after six months.
STALE_DAYS = 182
# A town library keeps its place for years; beyond two, nobody vouches for the record.
OLD_DAYS = 730
# Two people who do not know each other: not a grudge, not a slip.
REPORTS_TO_DEMOTE = 2
# How much further away a record in doubt seems: a surer one wins up to that factor of distance.
STALE_WEIGHT, DOUBT_WEIGHT, REPORTED_WEIGHT, DEMOTED_WEIGHT = 1.1, 1.5, 2.0, 8.0


class Record(Protocol):
    """What freshness needs of a site."""

    @property
    def date_maj(self) -> date | None:
        """Day of the last update, None when unknown."""

    @property
    def dispositif_programmes_nationaux(self) -> Sequence[str]:
        """The standard's national programmes."""


@dataclass(frozen=True)
class Freshness:
    """`stale`: older than six months, or undated. `doubtful`: must not stand alone in an answer. `weight` ≥ 1.

    `reason`: many, one (reports), old, undated, ending, or None; `say_doubt` says it in a language.
    """

    stale: bool
    doubtful: bool
    weight: float
    judged_on: date
    updated: date | None = None
    reason: str | None = None
    demoted: bool = False

    @property
    def sentence(self) -> str | None:
        """The doubt in French: "Fiche de 2022 : appelez avant de vous déplacer." """
        return say_doubt(self)


def freshness(site: Record, now: datetime, reports: int = 0, ends: Mapping[str, date] | None = None) -> Freshness:
    """Judge one record at `now`. `reports`: how many people reported it; `ends`: see `programme_ends`."""
    age = (now.date() - site.date_maj).days if site.date_maj else None
    stale = age is None or age > STALE_DAYS
    doubtful = reports > 0 or _in_doubt(site, age, now.date(), ends or {})
    return Freshness(
        stale=stale,
        doubtful=doubtful,
        weight=_weight(reports, stale, doubtful),
        judged_on=now.date(),
        updated=site.date_maj,
        reason=_reason(site, reports, stale, doubtful),
        demoted=reports >= REPORTS_TO_DEMOTE,
    )


def programme_ends(cards: Iterable[Card]) -> dict[str, date]:
    """When each national programme ends, for the cards that name one and know its last day."""
    return {card.programme: card.ends_on for card in cards if card.programme and card.ends_on}


def source_line(site: Record, source: str) -> str:
    """ "Source : Coop numérique, mise à jour le 2 décembre 2022." """
    return f"Source : {source}, {_dated(site.date_maj)}."


def _in_doubt(site: Record, age: int | None, today: date, ends: Mapping[str, date]) -> bool:
    programmes = site.dispositif_programmes_nationaux or ()
    if FRANCE_SERVICES in programmes:
        return False  # A label that the State keeps up: old records of it are still mostly true.
    if any(ends[name] < today and (site.date_maj or date.min) <= ends[name] for name in programmes if name in ends):
        return True
    return age is None or age > (STALE_DAYS if CONSEILLERS in programmes else OLD_DAYS)


def say_doubt(judged: Freshness, lang: str = FRENCH) -> str | None:
    """The sentence of `judged` in `lang` (French where it is not translated); None when there is nothing to say."""
    if judged.reason is None:
        return None
    known = _phrases()
    phrase: str = known.get(lang, known[FRENCH])[judged.reason]
    date_said = _moment(judged, words(lang)) if judged.updated else ""
    return phrase.format(of="d'" if date_said[:1] in ("a", "o") else "de ", date=date_said)


def _reason(site: Record, reports: int, stale: bool, doubtful: bool) -> str | None:
    if reports:
        return "many" if reports >= REPORTS_TO_DEMOTE else "one"
    if stale:
        return "old" if site.date_maj else "undated"
    if doubtful or CONSEILLERS in (site.dispositif_programmes_nationaux or ()):
        return "ending"
    return None


def _moment(judged: Freshness, said: Words) -> str:
    # The month matters for a recent record, the year alone for an old one.
    updated, today = judged.updated or date.min, judged.judged_on
    if today.year - updated.year >= 2:
        return str(updated.year)
    return f"{said.months[updated.month - 1]} {updated.year}"


@cache
def _phrases() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = read_yaml(Path(__file__).with_name("freshness.yml"))
    return found


def _dated(day: date | None) -> str:
    if day is None:
        return "date de mise à jour inconnue"
    return f"mise à jour le {'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def _weight(reports: int, stale: bool, doubtful: bool) -> float:
    if reports:
        return DEMOTED_WEIGHT if reports >= REPORTS_TO_DEMOTE else REPORTED_WEIGHT
    return DOUBT_WEIGHT if doubtful else STALE_WEIGHT if stale else 1.0


score = freshness
