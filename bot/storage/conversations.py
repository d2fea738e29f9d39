"""Reading, writing and forgetting conversations (plain SQLAlchemy: no Rasa here)."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from bot.storage.tables import Conversation, KeptReply
from directory.clock import Clock

Events = list[dict[str, Any]]


class Conversations:
    """The conversations of one deployment.

    `secret` keys the pseudonym under which a conversation is stored; `retention_hours` is how long it is kept after its
    last message. Nothing here redacts: what is written must be clean already (see `bot.storage.events`).
    """

    def __init__(self, engine: Engine, secret: bytes, retention_hours: int, clock: Clock | None = None) -> None:
        self._engine = engine
        self._secret = secret
        self._retention = timedelta(hours=retention_hours)
        self._clock = clock or Clock()

    def read(self, sender: str) -> Events | None:
        """The events of `sender`'s conversation, or None when there is none or it is too old."""
        with Session(self._engine) as session:
            row = session.get(Conversation, self._key(sender))
            if row is None or _aware(row.updated_at) < self._oldest():
                return None
            events: Events = json.loads(row.events)
            return events

    def write(self, sender: str, events: Events) -> None:
        """Replace the conversation of `sender`."""
        row = Conversation(key=self._key(sender), events=json.dumps(events), updated_at=self._now())
        with Session(self._engine) as session, session.begin():
            session.merge(row)

    def erase(self, sender: str) -> None:
        """Forget everything about `sender`, at once."""
        key = self._key(sender)
        with Session(self._engine) as session, session.begin():
            session.execute(delete(Conversation).where(Conversation.key == key))
            session.execute(delete(KeptReply).where(KeptReply.key == key))

    def purge(self) -> int:
        """Delete what is older than the retention; the number of conversations deleted."""
        with Session(self._engine) as session, session.begin():
            gone = session.execute(delete(Conversation).where(Conversation.updated_at < self._oldest()))
            session.execute(delete(KeptReply).where(KeptReply.created_at < self._oldest()))
            return int(gone.rowcount)  # type: ignore[attr-defined]

    def keys(self) -> list[str]:
        """The pseudonyms of all stored conversations."""
        with Session(self._engine) as session:
            return list(session.scalars(select(Conversation.key)))

    def kept_reply(self, sender: str, message_id: str) -> list[dict[str, Any]] | None:
        """The answers already given to that message, if any."""
        with Session(self._engine) as session:
            row = session.get(KeptReply, (self._key(sender), message_id))
            if row is None or _aware(row.created_at) < self._oldest():
                return None
            answers: list[dict[str, Any]] = json.loads(row.answers)
            return answers

    def keep_reply(self, sender: str, message_id: str, answers: list[dict[str, Any]]) -> None:
        """Remember the answers to a message, for a retry."""
        row = KeptReply(
            key=self._key(sender), message_id=message_id, answers=json.dumps(answers), created_at=self._now()
        )
        with Session(self._engine) as session, session.begin():
            session.merge(row)

    def _key(self, sender: str) -> str:
        return hmac.new(self._secret, sender.encode(), hashlib.sha256).hexdigest()

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC)

    def _oldest(self) -> datetime:
        return self._now() - self._retention


def _aware(moment: datetime) -> datetime:
    """SQLite forgets the time zone of what it stores: it was UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
