"""Reading sites out of the database, detached, so that they outlive the connection."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from directory.sites.tables import Site


def read_sites(connection: Connection, numbers: Sequence[int]) -> dict[int, Site]:
    """Number → site."""
    with Session(connection) as session:
        sites = session.scalars(select(Site).where(Site.number.in_(numbers))).all()
        session.expunge_all()
    return {site.number: site for site in sites}


def read_site(connection: Connection, site_id: str) -> Site | None:
    """The site of exactly that id, retired or not."""
    with Session(connection) as session:
        site = session.scalar(select(Site).where(Site.id == site_id))
        session.expunge_all()
    return site
