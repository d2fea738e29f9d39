"""The first start: fetch the national file once, when there is a network, so that examples give way to real sites."""

from __future__ import annotations

from sqlalchemy import Engine, select

from directory.importer.sync import synchronise
from directory.settings import Settings
from directory.sites.tables import Site


def synchronise_first(engine: Engine, settings: Settings) -> str | None:
    """Synchronise when the directory holds only examples; one French line of what came of it, None when not needed.

    A directory once filled is kept: afterwards, `aidenum sync` is for the timer or the steward. Never raises.
    """
    if _holds_real_sites(engine):
        return None
    return synchronise(engine, settings=settings).sentence


def _holds_real_sites(engine: Engine) -> bool:
    with engine.connect() as connection:
        return connection.scalar(select(Site.id).where(Site.is_example.is_(False)).limit(1)) is not None
