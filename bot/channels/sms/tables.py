"""The tables of the SMS channel. A number stands in one column only, sealed: `sms_outbox.number`, until the answer has left."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Date, DateTime, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

MIGRATIONS = Path(__file__).parent / "migrations" / "versions"

# An inbox row goes received → done; a long message is first collecting its parts.
COLLECTING, RECEIVED, DONE = "collecting", "received", "done"
# An outbox row goes reserved → ready → sending → sent → delivered.
RESERVED, READY, SENDING, SENT, DELIVERED = "reserved", "ready", "sending", "sent", "delivered"
FAILED, EXPIRED, CANCELLED = "failed", "expired", "cancelled"
UNSENT = (RESERVED, READY, SENDING)
# How a message was dealt with: ANSWERED and APOLOGY have an answer, anything else is the reason of a silence.
ANSWERED, APOLOGY = "answered", "apology"


class Base(DeclarativeBase):
    """Root of the tables of this room."""


class Inbox(Base):
    """One accepted message. `text` is forgotten after the retention; the row, which holds nobody's words, after 48 hours."""

    __tablename__ = "sms_inbox"
    __table_args__ = (
        UniqueConstraint("provider", "provider_id", name="uq_sms_inbox_once"),
        Index("ix_sms_inbox_state", "state", "person"),
        Index("ix_sms_inbox_person", "person", "received_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider: Mapped[str] = mapped_column(String(40))
    provider_id: Mapped[str] = mapped_column(String(200))
    person: Mapped[str | None] = mapped_column(String(40))
    stop_key: Mapped[str | None] = mapped_column(String(64))
    text: Mapped[str | None] = mapped_column(Text)
    order: Mapped[str | None] = mapped_column(String(20))
    sent_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    state: Mapped[str] = mapped_column(String(12))
    outcome: Mapped[str | None] = mapped_column(String(30))
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Fragment(Base):
    """One part of a long message, until all are there."""

    __tablename__ = "sms_fragments"
    __table_args__ = (UniqueConstraint("inbox_id", "number", name="uq_sms_fragments_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    inbox_id: Mapped[int] = mapped_column(ForeignKey("sms_inbox.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    total: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)


class Outbox(Base):
    """One answer; at most one per accepted message. Without `inbox_id`: a message that we started ourselves."""

    __tablename__ = "sms_outbox"
    __table_args__ = (
        UniqueConstraint("inbox_id", name="uq_sms_outbox_once"),
        UniqueConstraint("ref", name="uq_sms_outbox_ref"),
        Index("ix_sms_outbox_state", "state", "next_at"),
        Index("ix_sms_outbox_provider_id", "provider", "provider_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    inbox_id: Mapped[int | None] = mapped_column(Integer)
    ref: Mapped[str] = mapped_column(String(40))
    provider: Mapped[str] = mapped_column(String(40))
    provider_id: Mapped[str | None] = mapped_column(String(200))
    person: Mapped[str] = mapped_column(String(40))
    number: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str | None] = mapped_column(Text)
    coding: Mapped[str] = mapped_column(String(8))
    parts: Mapped[int] = mapped_column(Integer, default=0)
    state: Mapped[str] = mapped_column(String(12))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    next_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    code: Mapped[str | None] = mapped_column(String(60))


class Person(Base):
    """What the channel remembers of a conversation: menus shown, pages left to read, last texts as keyed digests."""

    __tablename__ = "sms_people"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    last_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    memory: Mapped[str] = mapped_column(Text)


class Stop(Base):
    """A number that wants no message any more, under a key of its own."""

    __tablename__ = "sms_stops"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    since: Mapped[date] = mapped_column(Date)


class Count(Base):
    """The figures of a day: accepted, answered, parts… Nothing personal; kept."""

    __tablename__ = "sms_counts"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
