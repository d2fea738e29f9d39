"""How far a record may be believed today, and what to say of it.

Four things count: the record's age, the end of the programme it belongs to (from the cards), what people reported, and
how stable its network is. The result changes the ranking (`weight` multiplies the distance) and the wording (`sentence`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from directory.facts.card import Card
from directory.hours.wording import MONTHS

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
CALL_FIRST = "appelez avant de vous déplacer."


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
    """`stale`: older than six months, or undated. `doubtful`: must not stand alone in an answer. `weight` ≥ 1."""

    stale: bool
    doubtful: bool
    sentence: str | None
    weight: float
    demoted: bool = False


def freshness(site: Record, now: datetime, reports: int = 0, ends: Mapping[str, date] | None = None) -> Freshness:
    """Judge one record at `now`. `reports`: how many people reported it; `ends`: see `programme_ends`."""
    age = (now.date() - site.date_maj).days if site.date_maj else None
    stale = age is None or age > STALE_DAYS
    doubtful = reports > 0 or _in_doubt(site, age, now.date(), ends or {})
    return Freshness(
        stale=stale,
        doubtful=doubtful,
        sentence=_sentence(site, now.date(), reports, stale, doubtful),
        weight=_weight(reports, stale, doubtful),
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


def _sentence(site: Record, today: date, reports: int, stale: bool, doubtful: bool) -> str | None:
    if reports >= REPORTS_TO_DEMOTE:
        return f"Plusieurs personnes signalent un problème ici : {CALL_FIRST}"
    if reports:
        return f"Une personne signale un problème ici : {CALL_FIRST}"
    if site.date_maj is None:
        return f"Fiche sans date : {CALL_FIRST}"
    if stale:
        return f"Fiche {_of(site.date_maj, today)} : {CALL_FIRST}"
    if doubtful or CONSEILLERS in (site.dispositif_programmes_nationaux or ()):
        return f"Des postes de conseillers ferment : {CALL_FIRST}"
    return None


def _of(day: date, today: date) -> str:
    # The month matters for a recent record, the year alone for an old one.
    if today.year - day.year >= 2:
        return f"de {day.year}"
    month = MONTHS[day.month - 1]
    return f"{'d’' if month[0] in 'ao' else 'de '}{month} {day.year}".replace("’", "'")


def _dated(day: date | None) -> str:
    if day is None:
        return "date de mise à jour inconnue"
    return f"mise à jour le {'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def _weight(reports: int, stale: bool, doubtful: bool) -> float:
    if reports:
        return DEMOTED_WEIGHT if reports >= REPORTS_TO_DEMOTE else REPORTED_WEIGHT
    return DOUBT_WEIGHT if doubtful else STALE_WEIGHT if stale else 1.0


score = freshness
