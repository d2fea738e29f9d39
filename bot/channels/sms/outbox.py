"""The durable outbox: answers leave in order, person by person, each once; what cannot leave is told, never forgotten."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.channels.sms.keys import Keys
from bot.channels.sms.model import Accepted, OutboundSms, Outcome, Permanent, Receipt, Temporary
from bot.channels.sms.store import Store, aware
from bot.channels.sms.tables import CANCELLED, DELIVERED, EXPIRED, FAILED, READY, SENDING, SENT, UNSENT, Outbox, Stop

# An answer that could not leave for six hours would only confuse.
STALE = timedelta(hours=6)
# After a crash, how long a receipt may still tell us that the message had left.
DOUBT = timedelta(seconds=20)
_FIRST_WAIT, _LONGEST_WAIT = 2.0, 600.0


@dataclass(frozen=True)
class Due:
    """A message to hand to its operator now."""

    id: int
    provider: str
    person: str
    sms: OutboundSms


class Dispatch:
    """Sending, in the database. `due` claims, `settle` records what the operator said."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store = store
        self._keys = keys

    def due(self, providers: Collection[str], busy: Collection[str], limit: int = 16) -> list[Due]:
        """Claim what may leave now: for each person, their oldest unsent answer only. `busy` people are left alone."""
        now = self._store.now()
        with self._store.write() as session:
            self._expire(session)
            oldest = select(func.min(Outbox.id)).where(Outbox.state.in_((READY, SENDING))).group_by(Outbox.person)
            rows = session.scalars(
                select(Outbox)
                .where(Outbox.id.in_(oldest), Outbox.state == READY, Outbox.next_at <= now)
                .where(Outbox.provider.in_(list(providers)), Outbox.person.not_in(list(busy)))
                .order_by(Outbox.id)
                .limit(limit)
            ).all()
            return [due for row in rows if (due := self._claim(session, row))]

    def settle(self, due: Due, outcome: Outcome) -> None:
        """Write down what the operator said. Once it has left, the number is forgotten."""
        with self._store.write() as session:
            row = session.get(Outbox, due.id)
            if row is None or row.state != SENDING:
                return
            if isinstance(outcome, Accepted):
                self._left(session, row, outcome.provider_id)
            elif isinstance(outcome, Temporary):
                self._later(row, outcome)
            else:
                self._lost(session, row, outcome)

    def receive(self, provider: str, receipt: Receipt) -> bool:
        """A receipt, even before the sending call has returned. False for a message that is not ours."""
        with self._store.write() as session:
            row = _of_receipt(session, provider, receipt)
            if row is None:
                return False
            if row.state in (READY, SENDING) and receipt.state in ("sent", "delivered"):
                self._left(session, row, receipt.provider_id)
            if receipt.state == "delivered" and row.state == SENT:
                row.state = DELIVERED
                self._store.count(session, "delivered")
            if receipt.state == "failed" and row.state in (READY, SENDING, SENT):
                row.state, row.code, row.number = FAILED, (receipt.code or "receipt")[:60], None
                self._store.count(session, "undelivered")
            return True

    def recover(self, idempotent: Collection[str]) -> int:
        """After a restart: what was being handed over may have left. Wait for its receipt, then hand it over again."""
        now = self._store.now()
        with self._store.write() as session:
            rows = session.scalars(select(Outbox).where(Outbox.state == SENDING)).all()
            for row in rows:
                row.state = READY
                row.next_at = now if row.provider in idempotent else now + DOUBT
            return len(rows)

    def next_seconds(self) -> float:
        """How long until something may leave, at most a second."""
        with self._store.read() as session:
            soonest = session.scalar(select(func.min(Outbox.next_at)).where(Outbox.state == READY))
        if soonest is None:
            return 1.0
        return min(1.0, max(0.05, (aware(soonest) - self._store.now()).total_seconds()))

    def _claim(self, session: Session, row: Outbox) -> Due | None:
        number = self._keys.unseal(row.number) if row.number else None
        if number is None or row.text is None:
            self._lost(session, row, Permanent("unreadable"))
            return None
        row.state = SENDING
        row.attempts += 1
        return Due(row.id, row.provider, row.person, OutboundSms(row.ref, number, row.text, row.coding))

    def _left(self, session: Session, row: Outbox, provider_id: str | None) -> None:
        row.state, row.sent_at, row.number = SENT, self._store.now(), None
        row.provider_id = provider_id[:200] if provider_id else row.provider_id
        self._store.count(session, "sent")
        self._store.count(session, "parts", row.parts)

    def _later(self, row: Outbox, outcome: Temporary) -> None:
        wait = outcome.retry_after or min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(row.attempts - 1, 10))
        row.state, row.code = READY, outcome.code[:60]
        row.next_at = self._store.now() + timedelta(seconds=min(wait, _LONGEST_WAIT))

    def _lost(self, session: Session, row: Outbox, outcome: Permanent) -> None:
        if outcome.opted_out and row.number:
            number = self._keys.unseal(row.number)
            if number:
                session.merge(Stop(key=self._keys.stop(number), since=self._store.today()))
        row.state, row.code, row.number = FAILED, outcome.code[:60], None
        self._store.count(session, "failed")

    def _expire(self, session: Session) -> None:
        oldest = self._store.now() - STALE
        stale = session.scalars(select(Outbox).where(Outbox.state == READY, Outbox.created_at < oldest)).all()
        for row in stale:
            row.state, row.number = EXPIRED, None
            self._store.count(session, "expired")


def cancel(session: Session, person: str, but: int | None = None) -> int:
    """Nothing more leaves for that person (they wrote STOP), except the answer to the inbox row `but`."""
    waiting = (Outbox.person == person) & Outbox.state.in_(UNSENT) & (Outbox.state != SENDING)
    if but is not None:
        waiting &= Outbox.inbox_id.is_(None) | (Outbox.inbox_id != but)
    waiting &= Outbox.text.is_not(None)
    done = session.execute(update(Outbox).where(waiting).values(state=CANCELLED, number=None, text=None))
    return int(done.rowcount)  # type: ignore[attr-defined]


def _of_receipt(session: Session, provider: str, receipt: Receipt) -> Outbox | None:
    ours = select(Outbox).where(Outbox.provider == provider)
    if receipt.ref:
        return session.scalar(ours.where(Outbox.ref == receipt.ref))
    if receipt.provider_id:
        return session.scalar(ours.where(Outbox.provider_id == receipt.provider_id))
    return None
