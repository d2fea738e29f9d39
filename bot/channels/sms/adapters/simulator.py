"""A telephone in the terminal: the same way as any operator, without an operator."""

from __future__ import annotations

import json
from collections.abc import Callable

from bot.channels.sms.adapters.base import Adapter, moment, same
from bot.channels.sms.model import Accepted, Caps, Event, InboundSms, Incoming, OutboundSms, Outcome


class Simulator(Adapter):
    """Messages come as `{"id", "from", "text", "sent_at"}`; `deliver` is given what would leave."""

    caps = Caps(idempotent=True, receipts=False)
    deliver: Callable[[OutboundSms], None] = staticmethod(lambda sms: None)

    def verify(self, request: Incoming) -> str | None:
        """The secret of this run."""
        return None if same(request.header("x-secret"), str(self.account["secret"])) else "secret"

    def parse(self, request: Incoming) -> list[Event]:
        """One message."""
        read = json.loads(request.body)
        return [InboundSms(read["from"], self.sender, read["text"], read["id"], moment(read.get("sent_at")))]

    async def send(self, sms: OutboundSms) -> Outcome:
        """Show it."""
        self.deliver(sms)
        return Accepted(sms.ref)
