"""The worker: one message at a time per person, several people at once; an answer or an apology for each, once.

The answer, the end of the inbox row and what is remembered are one transaction: killed before, all is done again (the
assistant gives the same answers to the same id); killed after, nothing is.
"""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.channels.sms import figures, limits
from bot.channels.sms.alphabet import parts
from bot.channels.sms.limits import Allowance
from bot.channels.sms.memory import Memory
from bot.channels.sms.outbox import cancel
from bot.channels.sms.ports import SmsHouse
from bot.channels.sms.reply import Job, Responder, Verdict
from bot.channels.sms.store import Store, aware
from bot.channels.sms.tables import DONE, READY, RECEIVED, Inbox, Outbox, Person, Stop

log = structlog.get_logger(__name__)
_AT_ONCE = 8
_IDLE_SECONDS = 1.0


class Worker:
    """Answers the inbox. `wake` is set when something arrived; `answered` is called when an answer is ready to leave."""

    def __init__(self, store: Store, house: SmsHouse, responder: Responder, allowance: Allowance) -> None:
        self._store = store
        self._house = house
        self._responder = responder
        self._allowance = allowance
        self._busy: dict[str, asyncio.Task[None]] = {}
        self.wake = asyncio.Event()
        self.answered = asyncio.Event()

    async def run(self) -> None:
        """For ever: take up the people who wait."""
        while True:
            self.wake.clear()
            try:
                waiting = await asyncio.to_thread(self._waiting)
                for person in waiting:
                    if len(self._busy) < _AT_ONCE and person not in self._busy:
                        self._busy[person] = asyncio.create_task(self._serve(person))
            except Exception as error:
                log.error("sms.inbox_unreadable", error=type(error).__name__)
                await asyncio.sleep(_IDLE_SECONDS)
            await _until(self.wake)

    async def stop(self) -> None:
        """Let the people being served be forgotten: their messages are still in the inbox."""
        tasks = list(self._busy.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, person: str) -> None:
        try:
            while job := await asyncio.to_thread(self._next, person):
                verdict = await self._responder.respond(job)
                if verdict.erase:
                    await self._house.erase(person)
                await asyncio.to_thread(self._finish, job, verdict)
                self.answered.set()
        except Exception as error:
            log.error("sms.worker_failed", error=type(error).__name__)
            await asyncio.sleep(_IDLE_SECONDS)
        finally:
            del self._busy[person]
            self.wake.set()

    def _waiting(self) -> list[str]:
        with self._store.read() as session:
            query = select(Inbox.person).where(Inbox.state == RECEIVED, Inbox.person.is_not(None))
            rows = session.scalars(query.order_by(Inbox.id).limit(1000)).all()
        return list(dict.fromkeys(person for person in rows if person))

    def _next(self, person: str) -> Job | None:
        """The person's oldest message, as they sent them."""
        with self._store.read() as session:
            query = select(Inbox).where(Inbox.state == RECEIVED, Inbox.person == person)
            row = session.scalar(query.order_by(Inbox.sent_at, Inbox.id).limit(1))
            return self._job(session, row, person) if row else None

    def _job(self, session: Session, row: Inbox, person: str) -> Job:
        known = session.get(Person, person)
        now = self._store.now()
        # After a day without a word, the person is greeted again.
        fresh = known is not None and aware(known.last_at) > now - timedelta(hours=self._house.settings.retention_hours)
        return Job(
            id=row.id,
            person=person,
            text=row.text or "",
            order=row.order,
            sent_at=aware(row.sent_at),
            memory=Memory.load(known.memory if known and fresh else None),
            stopped=limits.stopped(session, row.stop_key),
            over=limits.excess(session, row, self._allowance),
            flooded=limits.flooded(session, now, self._allowance),
        )

    def _finish(self, job: Job, verdict: Verdict) -> None:
        with self._store.write() as session:
            row = session.get(Inbox, job.id)
            if row is None or row.state != RECEIVED:
                return
            self._address(session, row, verdict)
            if verdict.text is None:
                self._stay_silent(session, row, verdict)
            else:
                self._fill(session, row, verdict)
            figures.OUTCOMES.labels(verdict.outcome).inc()
            row.state, row.outcome, row.done_at, row.text = DONE, verdict.outcome, self._store.now(), None
            row.stop_key = None
            self._remember(session, job, verdict)

    def _address(self, session: Session, row: Inbox, verdict: Verdict) -> None:
        """STOP and REPRENDRE take effect with the answer that says so."""
        if verdict.stop is True and row.stop_key and row.person:
            session.merge(Stop(key=row.stop_key, since=self._store.today()))
            cancel(session, row.person, but=row.id)
        elif verdict.stop is False and row.stop_key:
            session.execute(delete(Stop).where(Stop.key == row.stop_key))

    def _stay_silent(self, session: Session, row: Inbox, verdict: Verdict) -> None:
        session.execute(delete(Outbox).where(Outbox.inbox_id == row.id))
        self._store.count(session, f"silent:{verdict.outcome}")

    def _fill(self, session: Session, row: Inbox, verdict: Verdict) -> None:
        """The envelope gets its text and may leave."""
        now = self._store.now()
        envelope = session.scalar(select(Outbox).where(Outbox.inbox_id == row.id))
        if envelope is None or verdict.text is None:
            raise LookupError("an accepted message has no envelope")
        envelope.text, envelope.coding = verdict.text, verdict.coding
        envelope.parts = parts(verdict.text, verdict.coding)
        envelope.state, envelope.next_at, envelope.created_at = READY, now, now
        self._store.count(session, verdict.outcome)
        figures.PARTS.labels(verdict.coding).inc(envelope.parts)

    def _remember(self, session: Session, job: Job, verdict: Verdict) -> None:
        if verdict.erase:
            session.execute(delete(Person).where(Person.key == job.person))
            session.execute(
                update(Outbox).where(Outbox.person == job.person, Outbox.number.is_(None)).values(text=None)
            )
            return
        session.merge(Person(key=job.person, last_at=self._store.now(), memory=verdict.memory.dump()))


async def _until(event: asyncio.Event) -> None:
    # Not `wait_for`: before Python 3.12 it can swallow a cancellation, and the server would never stop.
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_IDLE_SECONDS):
            await event.wait()
