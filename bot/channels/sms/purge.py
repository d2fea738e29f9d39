"""Forgetting: words after the retention, numbers and answers after three days at the latest, then the messages' rows.

A message's row stays as long as its answer's: SQLite gives the number of a removed row to the next one, and an answer still
kept would then belong to two messages.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Exists, delete, exists, select, update

from bot.channels.sms.keys import Keys
from bot.channels.sms.store import Store
from bot.channels.sms.tables import DONE, UNSENT, Fragment, Inbox, Outbox, Person

# An operator repeats a message for up to two days: until then its id must be known.
IDS = timedelta(hours=48)
NUMBERS = timedelta(hours=72)


def purge(store: Store, keys: Keys, retention: timedelta) -> dict[str, int]:
    """Forget what is too old; how much of each."""
    now = store.now()
    words, ids, numbers = now - retention, now - max(IDS, retention), now - NUMBERS
    ended = Outbox.state.not_in(UNSENT)
    steps = {
        "fragments": delete(Fragment).where(Fragment.inbox_id.in_(select(Inbox.id).where(Inbox.received_at < words))),
        "texts": update(Outbox).where(Outbox.created_at < words, ended, Outbox.text.is_not(None)).values(text=None),
        "numbers": update(Outbox).where(Outbox.created_at < numbers, Outbox.number.is_not(None)).values(number=None),
        "answers": delete(Outbox).where(Outbox.created_at < numbers, ended),
        "messages": delete(Inbox).where(Inbox.received_at < ids, Inbox.state == DONE, ~_answer_kept()),
        "people": delete(Person).where(Person.last_at < words),
    }
    with store.write() as session:
        done = {name: int(session.execute(step).rowcount) for name, step in steps.items()}  # type: ignore[attr-defined]
    return done | {"keys": keys.forget_old(now)}


def _answer_kept() -> Exists:
    return exists().where(Outbox.inbox_id == Inbox.id)
