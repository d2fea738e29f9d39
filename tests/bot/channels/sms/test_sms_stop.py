"""STOP, then anything: silence, until REPRENDRE."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sms_rig import Rig

from bot.channels.sms.model import OptOut, Permanent

STOPS = ("STOP", "stop", "Stop sms", "STOP au 36111", "ARRET", "désabonnement !")
ANYTHING = (
    "bonjour",
    "Caudry",
    "1",
    "SUITE",
    "MENU",
    "HUMAIN",
    "AIDE",
    "59540",
    "CONTACT",
    "",
    "on me demande mon code carte bleue",
)


class Conversation(RuleBasedStateMachine):
    """A person and the channel; the model is one word: stopped or not."""

    @initialize()
    def begin(self) -> None:
        """A fresh channel, with limits out of the way."""
        self.folder = tempfile.TemporaryDirectory()
        self.rig = Rig(Path(self.folder.name), env={"AIDENUM_SMS_BURST": "1000", "AIDENUM_SMS_DAY": "1000"})
        self.stopped = False
        self.count = 0

    def teardown(self) -> None:
        """The ledger is right at the end of every story."""
        if hasattr(self, "rig"):
            assert self.rig.ledger().faults == []
            self.rig.house.directory.engine.dispose()
            self.folder.cleanup()

    def send(self, text: str) -> list[str]:
        """One message, and what comes back; the clock moves so that nothing is taken for a loop."""
        self.rig.clock.move(minutes=11)
        return asyncio.run(self.rig.talk(text))

    @rule(text=st.sampled_from(STOPS))
    def stop(self, text: str) -> None:
        """The first STOP is confirmed, once."""
        replies = self.send(text)
        assert len(replies) == (0 if self.stopped else 1)
        if replies:
            assert "REPRENDRE" in replies[0]
        self.stopped = True

    @rule(text=st.sampled_from(ANYTHING) | st.text("abcé 1?", min_size=1, max_size=12))
    def anything(self, text: str) -> None:
        """Silence when stopped; an answer otherwise."""
        assert len(self.send(text)) == (0 if self.stopped else 1)

    @rule()
    def erase(self) -> None:
        """EFFACER works in silence too, and does not bring messages back."""
        assert len(self.send("EFFACER")) == (0 if self.stopped else 1)

    @rule()
    def a_day_passes(self) -> None:
        """Time, purges and a new session do not bring messages back."""
        self.rig.clock.move(hours=30)
        self.rig.gateway.purge()

    @rule()
    def next_month(self) -> None:
        """Nor does a new key of pseudonyms."""
        self.rig.clock.move(days=31)
        self.rig.gateway.purge()

    @rule(text=st.sampled_from(["REPRENDRE", "reprendre.", " Reprendre !"]))
    def resume(self, text: str) -> None:
        """The only way back."""
        assert len(self.send(text)) == 1
        self.stopped = False


TestConversation = Conversation.TestCase
TestConversation.settings = settings(
    max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_stop_cancels_what_has_not_left(rig: Rig) -> None:
    """An answer that waits for the operator does not leave after STOP; the confirmation does."""
    from bot.channels.sms.model import Temporary

    rig.sink.outcomes = [Temporary("later", 300)]

    async def story() -> None:
        async with rig.gateway.running():
            await rig.sms("bonjour")
            await rig.settle()
            await rig.sms("STOP")
            await rig.settle()
            rig.clock.move(minutes=10)
            await asyncio.sleep(0.2)
            await rig.settle()

    asyncio.run(story())
    assert len(rig.sink.sent) == 1 and "REPRENDRE" in rig.sink.sent[0].text
    assert rig.ledger().faults == []


def test_stop_told_by_the_operator_counts(rig: Rig) -> None:
    """STOP that never reached us as a text: the operator's event, or its refusal to send."""
    rig.gateway.take("sink", [OptOut("+33639980001", "opt-1")])
    asyncio.run(rig.talk())
    assert asyncio.run(rig.talk("bonjour")) == []

    rig.sink.outcomes = [Permanent("21610", opted_out=True)]
    asyncio.run(rig.talk("bonjour", sender="+33612345678"))
    assert asyncio.run(rig.talk("encore", sender="+33612345678")) == []
    rig.gateway.take("sink", [OptOut("+33612345678", "opt-2", back=True)])
    asyncio.run(rig.talk())
    assert len(asyncio.run(rig.talk("bonjour", sender="+33612345678"))) == 1
