"""The one table of the console: how many calls ended how. A day, a need, a commune, found or not, a number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import Boolean, Date, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

MIGRATIONS = Path(__file__).parent / "migrations" / "versions"


class Base(DeclarativeBase):
    """Root of the tables of this room."""


class CallOutcome(Base):
    """Calls of one day that asked the same need in the same commune and ended alike."""

    __tablename__ = "console_outcomes"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    need: Mapped[str] = mapped_column(Text, primary_key=True)
    insee: Mapped[str] = mapped_column(String(5), primary_key=True)
    found: Mapped[bool] = mapped_column(Boolean, primary_key=True)
    calls: Mapped[int] = mapped_column(Integer)
