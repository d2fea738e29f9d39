"""Inbox and outbox: duplicates, parts, refusals, retries, receipts, restarts, forgetting."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sms_rig import NOW, Rig
from sqlalchemy import text

from bot.channels.sms.errors import NotSendable
from bot.channels.sms.model import InboundSms, Part, Permanent, Receipt, Temporary
from bot.channels.sms.outbox import Due
from bot.channels.sms.unasked import start

PERSON = "+33639980001"


def inbound(words: str, identity: str | None = None, **more: Any) -> InboundSms:
    """A message from the person."""
    return InboundSms(PERSON, "36000", words, identity, **more)


def rest(rig: Rig) -> None:
    """Answer and send what waits."""
    asyncio.run(rig.talk())


def test_the_same_id_is_one_message(rig: Rig) -> None:
    """However often the operator repeats it, and whatever words come with it."""
    rig.gateway.take("sink", [inbound("un", "1"), inbound("un", "1"), inbound("autre", "1")])
    assert len(rig.inbox()) == 1


def test_without_id_twins_are_one_message(rig: Rig) -> None:
    """The same words within four seconds are a repetition; later they are said again."""
    rig.gateway.take("sink", [inbound("oui"), inbound("oui"), inbound("non")])
    assert len(rig.inbox()) == 2
    rig.clock.move(seconds=10)
    rig.gateway.take("sink", [inbound("oui")])
    assert len(rig.inbox()) == 3


def test_without_id_the_operators_clock_tells_messages_apart(rig: Rig) -> None:
    """With a time stamp, a repetition is known for as long as the row."""
    rig.gateway.take("sink", [inbound("oui", sent_at=NOW)])
    rig.clock.move(minutes=5)
    rig.gateway.take("sink", [inbound("oui", sent_at=NOW), inbound("oui", sent_at=NOW + timedelta(minutes=3))])
    assert len(rig.inbox()) == 2


@pytest.mark.parametrize("sender", ["36111", "Free Mobile", "+4915112345678", "+33937000000", ""])
def test_some_senders_are_not_answered(rig: Rig, sender: str) -> None:
    """Short codes, names, other countries, ourselves: acknowledged, counted, and nothing of them kept."""
    rig.gateway.take("sink", [InboundSms(sender, "", "bonjour", "1"), InboundSms(sender, "", "bonjour", "1")])
    rest(rig)
    assert rig.sink.tries == []
    row = rig.inbox()[0]
    assert row.text is None
    assert row.person is None
    ledger = rig.ledger()
    assert (ledger.accepted, sum(ledger.silences.values()), ledger.faults) == (1, 1, [])


def test_parts_are_joined_in_order(rig: Rig) -> None:
    """In any order, repeated or not: one message."""
    said = ["un ", "deux ", "trois"]
    events = [inbound(said[at], f"p{at}", part=Part("7", at + 1, 3)) for at in (2, 0, 0, 1, 2)]
    rig.gateway.take("sink", list(events))
    rest(rig)
    assert [message.text for message in rig.house.asked] == ["un deux trois"]
    rig.gateway.take("sink", [events[0]])
    rest(rig)
    assert len(rig.house.asked) == 1


def test_a_missing_part_is_waited_for_a_minute(rig: Rig) -> None:
    """Then what is there is answered."""
    rig.gateway.take("sink", [inbound("imprimer ", "p1", part=Part("7", 1, 2))])
    rest(rig)
    assert rig.house.asked == []
    rig.clock.move(seconds=61)
    assert rig.gateway._reception.close_late_parts() == 1
    rest(rig)
    assert [message.text for message in rig.house.asked] == ["imprimer "]
    assert rig.ledger().faults == []


def test_no_number_stands_in_clear_nor_outlives_the_sending(rig: Rig) -> None:
    """The number: sealed, in the outbox only, gone once sent; the words: gone once answered."""
    rig.sink.outcomes = [Temporary("later", 60)]
    rig.gateway.take("sink", [inbound("mon message", "1")])
    rest(rig)
    assert rig.outbox()[0].number
    assert not found_in_database(rig, "639980001")
    rig.clock.move(minutes=2)
    rest(rig)
    assert rig.outbox()[0].number is None
    assert rig.inbox()[0].text is None


def found_in_database(rig: Rig, words: str) -> bool:
    """Whether any column of any table holds `words`."""
    with rig.house.directory.engine.connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        rows = [str(row) for table in tables for row in connection.execute(text(f'SELECT * FROM "{table}"'))]
    return any(words in row for row in rows)


def test_a_refusing_operator_is_tried_again(rig: Rig) -> None:
    """Later and later, then it leaves once; a final refusal is written down and not tried again."""
    rig.sink.outcomes = [Temporary("503"), Temporary("503"), Temporary("503")]
    rig.gateway.take("sink", [inbound("un", "1")])
    for _ in range(5):
        rest(rig)
        rig.clock.move(seconds=30)
    assert (len(rig.sink.tries), len(rig.sink.sent)) == (4, 1)
    rig.sink.outcomes = [Permanent("unknown number")]
    rig.gateway.take("sink", [inbound("deux", "2")])
    rest(rig)
    assert rig.outbox()[1].state == "failed"
    assert rig.outbox()[1].number is None
    assert rig.ledger().faults == []


def test_answers_leave_in_order_for_one_person(rig: Rig) -> None:
    """The second waits while the first is tried again; somebody else's does not."""
    rig.sink.outcomes = [Temporary("503", 30)]
    rig.gateway.take("sink", [inbound("un", "1")])
    rest(rig)
    rig.gateway.take("sink", [inbound("deux", "2"), InboundSms("+33612345678", "", "autre", "3")])
    rest(rig)
    assert ["autre" in sms.text for sms in rig.sink.sent] == [True]
    rig.clock.move(minutes=1)
    rest(rig)
    assert [sms.text.rsplit(" ", 1)[-1] for sms in rig.sink.sent] == ["autre", "un", "deux"]


def test_what_cannot_leave_for_six_hours_is_dropped_and_told(rig: Rig) -> None:
    """An old answer would only confuse; the ledger still holds it."""
    rig.sink.outcomes = [Temporary("503", 600)] * 99
    rig.gateway.take("sink", [inbound("un", "1")])
    rest(rig)
    rig.clock.move(hours=7)
    rest(rig)
    row = rig.outbox()[0]
    assert (row.state, row.number, rig.ledger().faults) == ("expired", None, [])


def claim(rig: Rig) -> Due:
    """Claim the one message that is due, as a sender that is then killed does."""
    rig.gateway.take("sink", [inbound("un", "1")])

    async def answered() -> Due:
        job = rig.gateway.worker._next(rig.inbox()[0].person or "")
        assert job
        rig.gateway.worker._finish(job, await rig.gateway.worker._responder.respond(job))
        return rig.gateway._dispatch.due(("sink",), ())[0]

    return asyncio.run(answered())


def test_a_message_in_doubt_waits_for_its_receipt(rig: Rig) -> None:
    """Killed while handing over: with receipts, twenty seconds are left for one; it tells that nothing is to be done."""
    due = claim(rig)
    rig.gateway._dispatch.recover(idempotent=())
    assert rig.gateway._dispatch.due(("sink",), ()) == []
    assert rig.gateway._dispatch.receive("sink", Receipt("delivered", ref=due.sms.ref))
    rig.clock.move(minutes=1)
    rest(rig)
    assert rig.sink.tries == []
    assert rig.outbox()[0].state == "delivered"


def test_a_message_in_doubt_without_receipt_leaves_again(rig: Rig) -> None:
    """No receipt: better twice than never; at once with an operator that knows the reference."""
    claim(rig)
    rig.gateway._dispatch.recover(idempotent=())
    rig.clock.move(seconds=21)
    assert len(rig.gateway._dispatch.due(("sink",), ())) == 1
    rig.gateway._dispatch.recover(idempotent=("sink",))
    assert len(rig.gateway._dispatch.due(("sink",), ())) == 1


def test_a_receipt_may_come_before_the_sending_call_returns(rig: Rig) -> None:
    """The call's own answer, later, changes nothing."""
    from bot.channels.sms.model import Accepted

    due = claim(rig)
    rig.gateway._dispatch.receive("sink", Receipt("delivered", ref=due.sms.ref))
    rig.gateway._dispatch.settle(due, Accepted("id"))
    assert rig.outbox()[0].state == "delivered"
    assert not rig.gateway._dispatch.receive("sink", Receipt("delivered", ref="unknown"))


def test_what_is_old_is_forgotten(rig: Rig) -> None:
    """After the retention no words, after two days no id, after three no answer; the figures stay and the ledger is right."""
    asyncio.run(rig.talk("bonjour", "Caudry"))
    rig.clock.move(hours=25)
    rig.gateway.purge()
    assert all(row.text is None for row in rig.outbox())
    rig.clock.move(hours=50)
    rig.gateway.purge()
    assert rig.inbox() == []
    assert rig.outbox() == []
    ledger = rig.ledger()
    assert (ledger.accepted, ledger.answered, ledger.faults) == (2, 2, [])


def test_the_ledger_sees_what_is_wrong(rig: Rig) -> None:
    """A lost answer, a number kept, a message forgotten: each is named."""
    asyncio.run(rig.talk("bonjour", "Caudry"))
    with rig.house.directory.engine.begin() as connection:
        connection.execute(text("DELETE FROM sms_outbox WHERE id = 1"))
        connection.execute(text("UPDATE sms_outbox SET number = 'x' WHERE id = 2"))
        connection.execute(text("DELETE FROM sms_inbox WHERE id = 2"))
        connection.execute(text("UPDATE sms_counts SET count = 5 WHERE name = 'accepted'"))
    faults = " ".join(rig.ledger().faults)
    assert "sans réponse" in faults
    assert "numéro(s) gardés" in faults
    assert "5 messages acceptés" in faults


def test_a_locked_database_is_a_503_and_recovers(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator is told to try again; nothing is half stored."""

    def full(*args: object) -> None:
        raise OSError("disk full")

    async def story() -> list[int]:
        with monkeypatch.context() as patched:
            patched.setattr(rig.gateway, "take", full)
            first = await rig.sms("bonjour", identity="x")
        return [first, await rig.sms("bonjour", identity="x")]

    assert asyncio.run(story()) == [503, 204]
    assert len(rig.inbox()) == 1


def begin(rig: Rig, number: str = PERSON) -> str:
    """A message that nobody asked for."""
    return start(rig.gateway.store, rig.gateway.keys, rig.house.settings, "sink", number, "Essai.")


def test_what_nobody_asked_for_has_hours_and_a_budget(rig: Rig) -> None:
    """By day only, within the budget, never after STOP; answers go on."""
    begin(rig)
    object.__setattr__(rig.house.settings, "sms_daily_budget", 0.05)
    with pytest.raises(NotSendable, match="budget"):
        begin(rig)
    assert len(asyncio.run(rig.talk("bonjour", sender="+33612345678"))) >= 1
    object.__setattr__(rig.house.settings, "sms_daily_budget", 10.0)
    asyncio.run(rig.talk("STOP"))
    with pytest.raises(NotSendable, match="STOP"):
        begin(rig)
    rig.clock.move(hours=12)
    with pytest.raises(NotSendable, match="8 h"):
        begin(rig, "+33612345678")
    with pytest.raises(NotSendable, match="numéro"):
        begin(rig, "36111")


def test_a_message_after_days_of_silence_is_answered(rig: Rig) -> None:
    """A quiet town: all its messages are forgotten, some answers are still kept; the next message is answered."""
    for hours in (30, 20, 20, 60, 100):
        assert len(asyncio.run(rig.talk("bonjour"))) == 1
        rig.clock.move(hours=hours)
        rig.gateway.purge()
    assert rig.inbox() == [] and rig.outbox() == []
    assert rig.ledger().faults == []


def test_a_message_that_cannot_be_stored_is_not_taken_for_a_known_one(rig: Rig) -> None:
    """The operator is told, and sends it again: a fault of ours never loses a message."""
    asyncio.run(rig.talk("bonjour"))
    with rig.gateway.store.write() as session:
        session.execute(text("UPDATE sms_outbox SET inbox_id = 2"))
    assert asyncio.run(rig.sms("encore", identity="lost")) == 503
    with rig.gateway.store.write() as session:
        session.execute(text("UPDATE sms_outbox SET inbox_id = 1"))
    assert asyncio.run(rig.sms("encore", identity="lost")) < 300
