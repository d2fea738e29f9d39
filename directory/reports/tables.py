"""The tables of the reports. No name, no text, no hour: a site, what is wrong, a day, a keyed hash of the conversation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import Date, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

MIGRATIONS = Path(__file__).parent / "migrations" / "versions"


class Base(DeclarativeBase):
    """Root of the tables of this room."""


class SiteReport(Base):
    """One report. `reporter` cannot be turned back into a conversation, nor followed from one site to another."""

    __tablename__ = "site_reports"
    __table_args__ = (UniqueConstraint("site_id", "reporter", "kind", name="uq_site_reports_once"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[str] = mapped_column(Text, index=True)
    kind: Mapped[str] = mapped_column(String(20))
    reporter: Mapped[str] = mapped_column(String(32))
    reported_on: Mapped[date] = mapped_column(Date)
    handled_on: Mapped[date | None] = mapped_column(Date)


class ReportKey(Base):
    """The key of the hash, made once for this database."""

    __tablename__ = "site_report_key"

    number: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary)
