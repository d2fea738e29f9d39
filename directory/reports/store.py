"""Receiving and counting reports. Two independent people demote a site everywhere and queue it for the steward."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from hashlib import sha256

from sqlalchemy import Engine, distinct, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from directory.facts.freshness import REPORTS_TO_DEMOTE
from directory.reports.errors import UnknownKindError
from directory.reports.tables import MIGRATIONS, ReportKey, SiteReport

__all__ = ["KINDS", "MIGRATIONS", "QueuedSite", "Received", "Reports"]

# What people report → what the steward and the producer read.
KINDS = {
    "closed": "fermé définitivement",
    "phone": "numéro de téléphone faux",
    "address": "adresse fausse",
    "hours": "horaires faux",
    "nobody": "personne sur place",
    "gone": "le conseiller est parti",
    "other": "autre erreur",
}


@dataclass(frozen=True)
class Received:
    """What a report did: `people` independent reporters so far, `new` unless repeated, `queued` when demoted."""

    people: int
    new: bool
    queued: bool


@dataclass(frozen=True)
class QueuedSite:
    """One site with open reports, for the steward."""

    site_id: str
    people: int
    kinds: tuple[str, ...]
    first_on: date
    last_on: date

    @property
    def demoted(self) -> bool:
        """Whether enough independent people reported it."""
        return self.people >= REPORTS_TO_DEMOTE


class Reports:
    """The reports of one database, whose tables exist (`MIGRATIONS`)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, site_id: str, kind: str, session: str, now: datetime | None = None) -> Received:
        """Keep a report of `site_id`; `session` is the conversation's pseudonym, of which only a keyed hash is kept.

        The same person saying the same thing twice counts once. Raises `UnknownKindError`.
        """
        if kind not in KINDS:
            raise UnknownKindError(kind, KINDS)
        day = (now or datetime.now(UTC)).date()
        new = self._insert(
            SiteReport(site_id=site_id, kind=kind, reporter=self._hash(site_id, session), reported_on=day)
        )
        people = self.count(site_id)
        return Received(people, new, people >= REPORTS_TO_DEMOTE)

    def count(self, site_id: str) -> int:
        """How many independent people have an open report on this site."""
        return self.counts([site_id]).get(site_id, 0)

    def counts(self, site_ids: Iterable[str] | None = None) -> dict[str, int]:
        """Independent people per site with open reports; every such site when `site_ids` is None."""
        people = func.count(distinct(SiteReport.reporter))
        query = select(SiteReport.site_id, people).where(SiteReport.handled_on.is_(None)).group_by(SiteReport.site_id)
        if site_ids is not None:
            query = query.where(SiteReport.site_id.in_(list(site_ids)))
        with self._engine.connect() as connection:
            return {str(row[0]): int(row[1]) for row in connection.execute(query)}

    def demoted(self) -> frozenset[str]:
        """The sites that two independent people or more reported."""
        return frozenset(site_id for site_id, people in self.counts().items() if people >= REPORTS_TO_DEMOTE)

    def queue(self) -> list[QueuedSite]:
        """Sites with open reports, the most reported first, then the oldest."""
        with Session(self._engine) as session:
            rows = session.scalars(select(SiteReport).where(SiteReport.handled_on.is_(None))).all()
        by_site: dict[str, list[SiteReport]] = {}
        for row in rows:
            by_site.setdefault(row.site_id, []).append(row)
        found = [_queued(site_id, reports) for site_id, reports in by_site.items()]
        return sorted(found, key=lambda one: (-one.people, one.first_on, one.site_id))

    def handle(self, site_id: str, now: datetime | None = None) -> int:
        """The steward dealt with this site: its open reports no longer count. How many there were."""
        day = (now or datetime.now(UTC)).date()
        open_ones = (SiteReport.site_id == site_id) & SiteReport.handled_on.is_(None)
        with self._engine.begin() as connection:
            return connection.execute(update(SiteReport).where(open_ones).values(handled_on=day)).rowcount

    def _insert(self, report: SiteReport) -> bool:
        try:
            with Session(self._engine) as session:
                session.add(report)
                session.commit()
            return True
        except IntegrityError:
            return self._reopen(report)

    def _reopen(self, report: SiteReport) -> bool:
        # The same person, the same complaint: new only if the steward had dealt with the first one.
        same = (SiteReport.site_id == report.site_id) & (SiteReport.reporter == report.reporter)
        closed = same & (SiteReport.kind == report.kind) & SiteReport.handled_on.is_not(None)
        values = {"handled_on": None, "reported_on": report.reported_on}
        with self._engine.begin() as connection:
            return connection.execute(update(SiteReport).where(closed).values(values)).rowcount > 0

    def _hash(self, site_id: str, session: str) -> str:
        return hmac.new(self._key, f"{site_id}\n{session}".encode(), sha256).hexdigest()[:32]

    @cached_property
    def _key(self) -> bytes:
        with Session(self._engine) as session:
            known = session.get(ReportKey, 1)
            if known is None:
                known = ReportKey(number=1, key=secrets.token_bytes(32))
                session.add(known)
                try:
                    session.commit()
                except IntegrityError:  # Another process was first.
                    session.rollback()
                    known = session.get_one(ReportKey, 1)
            return bytes(known.key)


def _queued(site_id: str, reports: list[SiteReport]) -> QueuedSite:
    days = sorted(report.reported_on for report in reports)
    kinds = tuple(kind for kind in KINDS if any(report.kind == kind for report in reports))
    return QueuedSite(site_id, len({report.reporter for report in reports}), kinds, days[0], days[-1])
