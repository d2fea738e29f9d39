"""What is not answered: too much, machines, people who wrote STOP. Every silence has a name, and is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.channels.sms.tables import Inbox, Stop

STOPPED, TOO_MANY, REPEATED, AUTO_REPLY, FLOOD = "stopped", "too_many", "repeated", "auto_reply", "flood"
BURST = timedelta(minutes=10)
REPEAT_WARNING = 3


@dataclass(frozen=True)
class Allowance:
    """How many messages are answered: per person in ten minutes and a day, and for everybody in an hour."""

    burst: int
    day: int
    everybody_hour: int


def stopped(session: Session, stop_key: str | None) -> bool:
    """Whether that number wrote STOP and has not come back."""
    return stop_key is not None and session.get(Stop, stop_key) is not None


def excess(session: Session, row: Inbox, allowance: Allowance) -> int:
    """By how many messages this one is over its person's allowance: 0 is within, 1 is the first one over."""
    since = row.received_at
    recent = _count(session, row, since - BURST)
    day = _count(session, row, since - timedelta(days=1))
    return max(0, recent - allowance.burst, day - allowance.day)


def flooded(session: Session, now: datetime, allowance: Allowance) -> bool:
    """Whether everybody together wrote more than what is answered in an hour."""
    query = select(func.count()).select_from(Inbox).where(Inbox.received_at > now - timedelta(hours=1))
    return (session.scalar(query) or 0) > allowance.everybody_hour


def _count(session: Session, row: Inbox, since: datetime) -> int:
    """This person's messages since then, up to and with this one."""
    query = select(func.count()).select_from(Inbox)
    query = query.where(Inbox.person == row.person, Inbox.received_at > since, Inbox.id <= row.id)
    return session.scalar(query) or 0
