"""The tables of conversations. Their history is in `migrations/versions/`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import DateTime, Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

MIGRATIONS = Path(__file__).parent / "migrations" / "versions"


class Base(DeclarativeBase):
    """Root of the tables of this room."""


class Conversation(Base):
    """One conversation: a keyed pseudonym, its redacted and bounded events (JSON), when it was last used (UTC)."""

    __tablename__ = "conversations"
    __table_args__ = (Index("ix_conversations_updated_at", "updated_at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    events: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class KeptReply(Base):
    """The answers to one message id, so that a retry gets the same ones. No word of the person is in it."""

    __tablename__ = "kept_replies"
    __table_args__ = (Index("ix_kept_replies_created_at", "created_at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    message_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    answers: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
