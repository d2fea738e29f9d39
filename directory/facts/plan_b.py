"""No doubtful record stands alone: the nearest France Services, or the nearest sure site, goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from directory.facts.freshness import FRANCE_SERVICES, Freshness


class Judged(Protocol):
    """A site of an answer with its distance (metres, None when there is no point) and its freshness."""

    @property
    def distance_m(self) -> float | None:
        """Great-circle distance from the person."""

    @property
    def programmes(self) -> Sequence[str]:
        """`dispositif_programmes_nationaux`."""

    @property
    def freshness(self) -> Freshness:
        """How far the record may be believed."""


SiteT = TypeVar("SiteT", bound=Judged)


def plan_b(found: Judged, others: Iterable[SiteT]) -> SiteT | None:
    """What to give with a doubtful `found`: the nearest sure France Services of `others`, else the nearest sure site.

    None when `found` needs no company, or when nothing sure is near: then the answer gives a phone or the town hall.
    """
    if not found.freshness.doubtful:
        return None
    sure = [other for other in others if other is not found and not other.freshness.doubtful]
    return min(sure, key=lambda other: (FRANCE_SERVICES not in other.programmes, _metres(other)), default=None)


def stands_alone(chosen: Sequence[Judged]) -> bool:
    """Whether an answer made of `chosen` holds doubtful records only."""
    return bool(chosen) and all(one.freshness.doubtful for one in chosen)


def _metres(site: Judged) -> float:
    return float("inf") if site.distance_m is None else site.distance_m
