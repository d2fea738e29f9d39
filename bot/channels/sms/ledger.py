"""The ledger: every accepted message has one answer, one apology or a named reason for silence. `aidenum sms verify`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.channels.sms.purge import NUMBERS
from bot.channels.sms.store import Store
from bot.channels.sms.tables import ANSWERED, APOLOGY, DONE, RESERVED, SENT, UNSENT, Count, Inbox, Outbox

# A message that waits longer than this is not being answered.
_PATIENCE = timedelta(minutes=2)


@dataclass(frozen=True)
class Ledger:
    """What was counted, and what is wrong (French sentences; empty when all is well)."""

    accepted: int
    answered: int
    apologies: int
    silences: dict[str, int]
    pending: int
    waiting_to_leave: int
    faults: list[str] = field(default_factory=list)


def verify(store: Store, retention: timedelta) -> Ledger:
    """Compare inbox, outbox and figures."""
    with store.read() as session:
        counts = _counts(session)
        pending = _number(session, Inbox.state != DONE)
        silences = {name.removeprefix("silent:"): count for name, count in counts.items() if name.startswith("silent:")}
        ledger = Ledger(
            accepted=counts.get("accepted", 0),
            answered=counts.get(ANSWERED, 0),
            apologies=counts.get(APOLOGY, 0),
            silences=silences,
            pending=pending,
            waiting_to_leave=_outs(session, Outbox.state.in_(UNSENT), Outbox.state != RESERVED),
        )
        ledger.faults.extend(_balance(ledger))
        ledger.faults.extend(_pairs(session))
        ledger.faults.extend(_stuck(session, store))
        ledger.faults.extend(_privacy(session, store, retention))
        return ledger


def days(store: Store, last: int = 14) -> dict[date, dict[str, int]]:
    """The figures of the last days, the newest first."""
    with store.read() as session:
        since = store.today() - timedelta(days=last)
        rows = session.scalars(select(Count).where(Count.day > since).order_by(Count.day.desc(), Count.name)).all()
    found: dict[date, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row.day, {})[row.name] = row.count
    return found


def _balance(ledger: Ledger) -> list[str]:
    dealt = ledger.answered + ledger.apologies + sum(ledger.silences.values()) + ledger.pending
    if dealt == ledger.accepted:
        return []
    return [f"{ledger.accepted} messages acceptés, mais {dealt} répondus, expliqués ou en attente."]


def _pairs(session: Session) -> list[str]:
    """Each answered message has its answer, each silence none, each answer its message."""
    has_answer = select(Outbox.id).where(Outbox.inbox_id == Inbox.id).exists()
    spoke = Inbox.outcome.in_((ANSWERED, APOLOGY))
    # Answers are kept longer than messages: only what both tables still hold can be compared.
    lost = _number(session, Inbox.state == DONE, spoke, ~has_answer)
    broken = _number(session, Inbox.state == DONE, ~spoke, has_answer)
    twice = (
        select(Outbox.inbox_id).where(Outbox.inbox_id.is_not(None)).group_by(Outbox.inbox_id).having(func.count() > 1)
    )
    doubled = len(session.scalars(twice).all())
    empty = _outs(session, Outbox.state == RESERVED, Outbox.inbox_id.in_(select(Inbox.id).where(Inbox.state == DONE)))
    told = (
        (lost, "message(s) répondus sans réponse dans la boîte d'envoi"),
        (broken, "silence(s) qui ont pourtant une réponse"),
        (doubled, "message(s) avec deux réponses"),
        (empty, "réponse(s) restées vides"),
    )
    return [f"{count} {what}." for count, what in told if count]


def _stuck(session: Session, store: Store) -> list[str]:
    old = _number(session, Inbox.state != DONE, Inbox.received_at < store.now() - _PATIENCE)
    return [f"{old} message(s) attendent une réponse depuis plus de deux minutes."] if old else []


def _privacy(session: Session, store: Store, retention: timedelta) -> list[str]:
    now = store.now()
    hour = timedelta(hours=2)  # the purge passes every hour
    sent = _outs(session, Outbox.number.is_not(None), Outbox.state.not_in(UNSENT))
    numbers = _outs(session, Outbox.number.is_not(None), Outbox.created_at < now - NUMBERS - hour)
    texts = _outs(session, Outbox.text.is_not(None), Outbox.created_at < now - retention - hour, Outbox.state == SENT)
    words = _number(session, Inbox.text.is_not(None), Inbox.state == DONE)
    told = (
        (sent, "numéro(s) gardés après l'envoi"),
        (numbers, "numéro(s) gardés plus de trois jours"),
        (texts, "réponse(s) gardées au-delà de la durée réglée"),
        (words, "message(s) gardés après leur réponse"),
    )
    return [f"{count} {what}." for count, what in told if count]


def _counts(session: Session) -> dict[str, int]:
    rows = session.execute(select(Count.name, func.sum(Count.count)).group_by(Count.name))
    return {name: int(total) for name, total in rows}


def _number(session: Session, *conditions: object) -> int:
    query = select(func.count()).select_from(Inbox).where(*conditions)  # type: ignore[arg-type]
    return session.scalar(query) or 0


def _outs(session: Session, *conditions: object) -> int:
    query = select(func.count()).select_from(Outbox).where(*conditions)  # type: ignore[arg-type]
    return session.scalar(query) or 0
