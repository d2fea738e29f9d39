"""The console's text messages by the SMS channel's outbox: by day, within the day's budget, never to who wrote STOP."""

from __future__ import annotations

from bot.channels.sms.gateway import Gateway
from bot.channels.sms.unasked import start
from directory.settings import Settings


class ChannelOutbox:
    """An `SmsPort` on a running gateway; the first operator of `var/sms.yml` carries the messages."""

    def __init__(self, gateway: Gateway, settings: Settings) -> None:
        self._gateway = gateway
        self._settings = settings

    def send(self, number: str, text: str) -> None:
        """Put the message in the outbox, its number sealed. Raises the channel's `NotSendable` with the reason."""
        operator = next(iter(self._gateway.adapters))
        start(self._gateway.store, self._gateway.keys, self._settings, operator, number, text)


def outbox(gateway: Gateway | None, settings: Settings) -> ChannelOutbox | None:
    """The way out of a deployment; None when no operator is set up: then one copies."""
    return ChannelOutbox(gateway, settings) if gateway and gateway.adapters else None
