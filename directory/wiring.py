"""The one place where the directory's rooms are put together. Nothing is built at import."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine

from directory.clock import Clock
from directory.database import migrate, open_engine
from directory.facts.cards import Cards
from directory.finder import Finder
from directory.places.gazetteer import Gazetteer
from directory.places.geocode import Geocoder
from directory.places.resolve import Resolver
from directory.places.shared import shared_gazetteer
from directory.reports.store import MIGRATIONS as REPORT_MIGRATIONS
from directory.reports.store import Reports
from directory.settings import Settings
from directory.sites.examples import ensure_examples
from directory.sites.tables import MIGRATIONS as SITE_MIGRATIONS
from directory.territories import Territory, choose_territories, load_territories
from directory.texts import Texts


class Directory:
    """All that AideNum knows: sites, places, hours, facts, sentences. Parts are built when first used, then kept."""

    def __init__(self, settings: Settings, engine: Engine, clock: Clock | None = None) -> None:
        self.settings = settings
        self.engine = engine
        self.clock = clock or Clock()

    @classmethod
    def open(
        cls, settings: Settings, clock: Clock | None = None, *, other_migrations: tuple[Path, ...] = ()
    ) -> Directory:
        """Open the database, bring its tables up to date, and put the examples in when it is empty.

        Raises `DatabaseUnavailable` when the database cannot be opened or written.
        """
        engine = open_engine(settings.database)
        migrate(engine, [SITE_MIGRATIONS, REPORT_MIGRATIONS, *other_migrations])
        ensure_examples(engine)
        return cls(settings, engine, clock)

    @cached_property
    def texts(self) -> Texts:
        """The written sentences."""
        return Texts.load(self.settings.data / "responses")

    @cached_property
    def cards(self) -> Cards:
        """The fact cards."""
        return Cards.load(self.settings.data / "facts")

    @cached_property
    def territories(self) -> tuple[Territory, ...]:
        """The deployment's territories, as `AIDENUM_TERRITORIES` names them."""
        return choose_territories(self.settings.data / "territories", self.settings.territories)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Every commune of France."""
        return shared_gazetteer()

    @cached_property
    def resolver(self) -> Resolver:
        """From words to places."""
        known = load_territories(self.settings.data / "territories")
        return Resolver(self.gazetteer, self.territories, others=tuple(known.values()))

    @cached_property
    def geocoder(self) -> Geocoder:
        """Street addresses, when there is a network."""
        return Geocoder(self.settings.geocoder_url, self.settings.geocoder_seconds, self.settings.offline)

    @cached_property
    def reports(self) -> Reports:
        """What people said is wrong."""
        return Reports(self.engine)

    @cached_property
    def finder(self) -> Finder:
        """Who can help, near a place."""
        return Finder(self.engine, self.settings, self.clock, self.reports, self.cards)
