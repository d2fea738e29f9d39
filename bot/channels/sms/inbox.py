"""The durable inbox: a message is on disk, once, before the operator is told that it was taken.

The number goes, sealed, into the answer's envelope (an outbox row that waits for its text): it stands nowhere else.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.channels.sms.keys import Keys
from bot.channels.sms.model import GSM7, InboundSms, OptOut
from bot.channels.sms.numbers import PERSON, kind_of
from bot.channels.sms.store import Store
from bot.channels.sms.tables import COLLECTING, DONE, RECEIVED, RESERVED, Fragment, Inbox, Outbox, Person

MAX_TEXT = 1000
# Without an id, the same words from the same person this soon are the operator sending twice.
_TWIN = timedelta(seconds=4)
_PARTS_WAIT = timedelta(seconds=60)
_FUTURE = timedelta(minutes=5)


@dataclass(frozen=True)
class Answerable:
    """Who may write: the country codes answered, and our own numbers."""

    countries: tuple[str, ...]
    own: frozenset[str] = frozenset()


class Reception:
    """Accepts messages. `accept` is the whole promise: stored once, whatever the operator repeats."""

    def __init__(self, store: Store, keys: Keys, answerable: Answerable) -> None:
        self._store = store
        self._keys = keys
        self._answerable = answerable

    def accept(self, provider: str, event: InboundSms | OptOut) -> bool:
        """Store one event; False when it was stored already. Raises only when the database cannot be written."""
        kind, number = kind_of(event.sender, self._answerable.countries, self._answerable.own)
        try:
            with self._store.write() as session:
                if kind != PERSON or number is None:
                    return self._refuse(session, provider, event, kind)
                return self._take(session, provider, event, number)
        except IntegrityError:
            # The same message, taken by another process between our look and our write. Anything else is a fault.
            if self._taken(provider, event):
                return False
            raise

    def _taken(self, provider: str, event: InboundSms | OptOut) -> bool:
        with self._store.read() as session:
            return (identity := _identity(event)) is not None and _known(session, provider, identity)

    def close_late_parts(self) -> int:
        """Long messages whose parts stopped coming a minute ago are answered with what is there; how many."""
        now = self._store.now()
        with self._store.write() as session:
            waiting = session.scalars(
                select(Inbox).where(Inbox.state == COLLECTING, Inbox.received_at < now - _PARTS_WAIT)
            ).all()
            for row in waiting:
                _join(session, row)
            return len(waiting)

    def _refuse(self, session: Session, provider: str, event: InboundSms | OptOut, kind: str) -> bool:
        """Someone whom we do not answer: counted, known again if repeated, and nothing else kept."""
        now = self._store.now()
        identity = _identity(event) or self._keys.digest("refused", event.sender, str(now.timestamp()))
        if _known(session, provider, identity):
            return False
        row = Inbox(provider=provider, provider_id=identity, sent_at=now, received_at=now, state=DONE, done_at=now)
        row.outcome = kind
        session.add(row)
        session.flush()
        self._store.count(session, "accepted")
        self._store.count(session, f"silent:{kind}")
        return True

    def _take(self, session: Session, provider: str, event: InboundSms | OptOut, number: str) -> bool:
        if isinstance(event, InboundSms) and event.part and event.part.total > 1:
            return self._take_part(session, provider, event, number)
        row = self._row(session, provider, event, number)
        if row is None:
            return False
        row.text = sound(event.text)[:MAX_TEXT] if isinstance(event, InboundSms) else None
        row.order = _order(event)
        row.state = RECEIVED
        self._keep(session, row, number)
        return True

    def _row(self, session: Session, provider: str, event: InboundSms | OptOut, number: str) -> Inbox | None:
        """A new row, or None for a message already known."""
        now = self._store.now()
        person = self.person(session, number, now)
        identity = _identity(event) or self._hashed(session, provider, event, number, person)
        if identity is None or _known(session, provider, identity):
            return None
        sent_at = event.sent_at if isinstance(event, InboundSms) and event.sent_at else now
        return Inbox(
            provider=provider,
            provider_id=identity,
            person=person,
            stop_key=self._keys.stop(number),
            sent_at=now if sent_at > now + _FUTURE else min(sent_at, now),
            received_at=now,
        )

    def _keep(self, session: Session, row: Inbox, number: str) -> None:
        session.add(row)
        session.flush()
        session.add(envelope(row, self._keys.seal(number), self._store.now()))
        self._store.count(session, "accepted")

    def _hashed(
        self, session: Session, provider: str, event: InboundSms | OptOut, number: str, person: str
    ) -> str | None:
        """An id made of the words, for operators that give none; None for a twin of a message just accepted."""
        text = event.text if isinstance(event, InboundSms) else f"opt {event.back}"
        digest = self._keys.digest(number, text)
        if isinstance(event, InboundSms) and event.sent_at:
            return f"#{digest}:{event.sent_at.timestamp():.0f}"
        now = self._store.now()
        twin = select(Inbox.id).where(
            Inbox.provider == provider,
            Inbox.person == person,
            Inbox.provider_id.startswith(f"#{digest}:", autoescape=True),
            Inbox.received_at > now - _TWIN,
            Inbox.state != DONE,
        )
        return None if session.scalar(twin) else f"#{digest}:{secrets.token_hex(6)}"

    def _take_part(self, session: Session, provider: str, event: InboundSms, number: str) -> bool:
        part = event.part
        assert part is not None
        now = self._store.now()
        key = self._keys.digest(number, "part", part.ref, str(part.total))
        row = session.scalar(
            select(Inbox).where(
                Inbox.provider == provider,
                Inbox.provider_id.startswith(f"long:{key}:", autoescape=True),
                Inbox.received_at > now - _PARTS_WAIT * 10,
            )
        )
        if row is not None and row.state != COLLECTING:
            return False
        if row is None:
            long = InboundSms(event.sender, event.to, "", f"long:{key}:{secrets.token_hex(4)}", event.sent_at)
            row = self._row(session, provider, long, number)
            assert row is not None
            row.state = COLLECTING
            self._keep(session, row, number)
        return _add_part(session, row, event, part.index, part.total)

    def person(self, session: Session, number: str, now: datetime) -> str:
        """The pseudonym of a conversation: last month's while it is still open, else this month's."""
        earlier = self._keys.earlier(number, now)
        if earlier is not None and session.get(Person, earlier) is not None:
            return earlier
        return self._keys.person(number, now)


def envelope(row: Inbox, sealed: str, now: datetime) -> Outbox:
    """The outbox row that waits for the answer to `row`."""
    return Outbox(
        inbox_id=row.id,
        ref=secrets.token_hex(16),
        provider=row.provider,
        person=row.person,
        number=sealed,
        coding=GSM7,
        parts=0,
        state=RESERVED,
        attempts=0,
        next_at=now,
        created_at=now,
    )


def sound(text: str) -> str:
    """The words as they may be stored: composed Unicode, no NUL, no lone surrogate."""
    return unicodedata.normalize("NFC", text.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8"))


def _add_part(session: Session, row: Inbox, event: InboundSms, index: int, total: int) -> bool:
    known = session.scalars(select(Fragment.number).where(Fragment.inbox_id == row.id)).all()
    if index in known:
        return False
    session.add(Fragment(inbox_id=row.id, number=index, total=total, text=event.text))
    session.flush()
    if len(known) + 1 >= total:
        _join(session, row)
    return True


def _join(session: Session, row: Inbox) -> None:
    """All the parts, in their order, become one message."""
    parts = session.scalars(select(Fragment).where(Fragment.inbox_id == row.id).order_by(Fragment.number)).all()
    row.text = sound("".join(part.text for part in parts))[:MAX_TEXT]
    row.state = RECEIVED
    session.execute(delete(Fragment).where(Fragment.inbox_id == row.id))


def _identity(event: InboundSms | OptOut) -> str | None:
    return event.provider_id[:200] if event.provider_id else None


def _order(event: InboundSms | OptOut) -> str | None:
    if isinstance(event, OptOut):
        return "resume" if event.back else "stop"
    return "media" if event.media and not event.text.strip() else None


def _known(session: Session, provider: str, identity: str) -> bool:
    found = session.scalar(select(Inbox.id).where(Inbox.provider == provider, Inbox.provider_id == identity))
    return found is not None


__all__ = ["MAX_TEXT", "Answerable", "Reception", "envelope"]
