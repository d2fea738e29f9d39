"""The SMS channel put together: what an operator calls, and what runs behind."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine, Mapping
from datetime import timedelta
from typing import Any

import structlog

from bot.channels.sms import figures
from bot.channels.sms.adapters.base import Adapter
from bot.channels.sms.adapters.preset import Described
from bot.channels.sms.delivery import Delivery
from bot.channels.sms.form.compose import Composer
from bot.channels.sms.inbox import Answerable, Reception
from bot.channels.sms.keys import Keys
from bot.channels.sms.limits import Allowance
from bot.channels.sms.model import Acknowledgement, Event, InboundSms, Incoming, Receipt
from bot.channels.sms.outbox import Dispatch
from bot.channels.sms.ports import SmsHouse
from bot.channels.sms.purge import purge
from bot.channels.sms.reply import Responder
from bot.channels.sms.store import Store
from bot.channels.sms.worker import Worker
from bot.nlu.safety import safety_topic
from bot.secret import deployment_secret

log = structlog.get_logger(__name__)
_PARTS_SECONDS, _PURGE_SECONDS, _POLL_RETRY_SECONDS = 5, 3600, 30


class Gateway:
    """Receives, answers and sends SMS for `house` through `adapters`. Nothing runs before `running()`."""

    def __init__(self, house: SmsHouse, adapters: Mapping[str, Adapter]) -> None:
        settings = house.settings
        self._retention = timedelta(hours=settings.retention_hours)
        self.adapters = adapters
        self.store = Store(house.directory.engine, house.clock)
        self.keys = Keys(deployment_secret(settings), settings.var_folder / "sms-keys", self._retention)
        own = frozenset(number for adapter in adapters.values() for number in adapter.own_numbers())
        self._reception = Reception(self.store, self.keys, Answerable(settings.sms_countries, own))
        self._dispatch = Dispatch(self.store, self.keys)
        self.worker = Worker(self.store, house, self._responder(house), _allowance(house))
        self._delivery = Delivery(self._dispatch, adapters, self.worker.answered)

    async def receive(self, name: str, request: Incoming) -> Acknowledgement:
        """An operator's request: checked, read, stored, then acknowledged; 503 when it could not be stored."""
        adapter = self.adapters.get(name)
        if adapter is None:
            return Acknowledgement(404)
        wrong = _checked(adapter, request)
        if wrong:
            figures.REFUSED.labels(name, wrong).inc()
            return Acknowledgement(403)
        try:
            events = adapter.parse(request)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return Acknowledgement(400)
        try:
            await asyncio.to_thread(self.take, name, events)
        except Exception as error:
            log.error("sms.not_stored", provider=name, error=type(error).__name__)
            return Acknowledgement(503)
        self.worker.wake.set()
        return adapter.acknowledge(request)

    def take(self, name: str, events: list[Event]) -> None:
        """Store what an operator told. Raises when the database cannot be written."""
        for event in events:
            if isinstance(event, Receipt):
                self._dispatch.receive(name, event)
            elif self._reception.accept(name, event):
                figures.ACCEPTED.labels(name).inc()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Answer and send, until the end of the block. What was cut by a crash is taken up again first."""
        # Events belong to the loop that runs now.
        self.worker.wake, self.worker.answered = asyncio.Event(), asyncio.Event()
        self._delivery = Delivery(self._dispatch, self.adapters, self.worker.answered)
        idempotent = [name for name, adapter in self.adapters.items() if adapter.caps.idempotent]
        await asyncio.to_thread(self._dispatch.recover, idempotent)
        loops = [self.worker.run(), self._delivery.run(), self._housekeeping(), *self._polls()]
        tasks = [asyncio.create_task(loop) for loop in loops]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.worker.stop()
            await self._delivery.stop()

    def purge(self) -> dict[str, int]:
        """Forget what is too old."""
        return purge(self.store, self.keys, self._retention)

    def _responder(self, house: SmsHouse) -> Responder:
        links = bool(self.adapters) and all(bool(one.account.get("links")) for one in self.adapters.values())
        composer = Composer(house.directory.texts, links=links, most=house.settings.sms_parts)
        return Responder(house, self.keys, composer, lambda text: safety_topic(text) is not None)

    async def _housekeeping(self) -> None:
        elapsed = _PURGE_SECONDS
        while True:
            try:
                if await asyncio.to_thread(self._reception.close_late_parts):
                    self.worker.wake.set()
                if elapsed >= _PURGE_SECONDS:
                    elapsed = 0
                    log.info("sms.purged", **await asyncio.to_thread(self.purge))
            except Exception as error:
                log.error("sms.housekeeping_failed", error=type(error).__name__)
            await asyncio.sleep(_PARTS_SECONDS)
            elapsed += _PARTS_SECONDS

    def _polls(self) -> list[Coroutine[Any, Any, None]]:
        return [
            self._poll(adapter)
            for adapter in self.adapters.values()
            if isinstance(adapter, Described) and adapter.preset.poll
        ]

    async def _poll(self, adapter: Described) -> None:
        """Fetch messages from an operator that does not call us; each is deleted there once it is stored here."""
        while True:
            try:
                async for events in adapter.poll():
                    await asyncio.to_thread(self.take, adapter.name, events)
                    self.worker.wake.set()
                    for event in events:
                        if isinstance(event, InboundSms) and event.provider_id:
                            await adapter.forget(event.provider_id)
            except Exception as error:
                log.error("sms.poll_failed", provider=adapter.name, error=type(error).__name__)
            await asyncio.sleep(_POLL_RETRY_SECONDS)


def _allowance(house: SmsHouse) -> Allowance:
    settings = house.settings
    return Allowance(settings.sms_burst, settings.sms_day, settings.sms_everybody_hour)


def _checked(adapter: Adapter, request: Incoming) -> str | None:
    """Why the request is not believed; whatever breaks a check is a reason too."""
    try:
        return adapter.verify(request)
    except (ValueError, KeyError, TypeError):
        return "unreadable"
