"""Delivery: what is ready leaves, one message at a time per person, again and again until the operator takes it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping

import structlog

from bot.channels.sms.adapters.base import Adapter
from bot.channels.sms.model import Accepted, Outcome, Temporary
from bot.channels.sms.outbox import Dispatch, Due

log = structlog.get_logger(__name__)
_CALL_SECONDS = 20.0
_AT_ONCE = 16


class Delivery:
    """Sends through `adapters` (by name). Set `wake` when something is ready."""

    def __init__(self, dispatch: Dispatch, adapters: Mapping[str, Adapter], wake: asyncio.Event) -> None:
        self._dispatch = dispatch
        self._adapters = adapters
        self._wake = wake
        self._busy: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """For ever: hand over what is due."""
        while True:
            self._wake.clear()
            try:
                await self._once()
                pause = await asyncio.to_thread(self._dispatch.next_seconds)
            except Exception as error:
                log.error("sms.outbox_unreadable", error=type(error).__name__)
                pause = 1.0
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()

    async def stop(self) -> None:
        """Give the calls under way a moment to be written down; what is cut is in doubt, and `recover` deals with it."""
        if self._busy:
            await asyncio.wait(list(self._busy.values()), timeout=5)

    async def _once(self) -> None:
        room = _AT_ONCE - len(self._busy)
        if room <= 0:
            return
        for due in await asyncio.to_thread(self._dispatch.due, tuple(self._adapters), tuple(self._busy), room):
            self._busy[due.person] = asyncio.create_task(self._hand_over(due))

    async def _hand_over(self, due: Due) -> None:
        try:
            outcome = await self._call(due)
            await self._settle(due, outcome)
            if not isinstance(outcome, Accepted):
                log.warning("sms.not_taken", provider=due.provider, code=outcome.code, final=type(outcome).__name__)
        finally:
            del self._busy[due.person]
            self._wake.set()

    async def _settle(self, due: Due, outcome: Outcome) -> None:
        """What the operator said must be written down, however long the database is away: else it would leave twice."""
        while True:
            try:
                return await asyncio.to_thread(self._dispatch.settle, due, outcome)
            except Exception as error:
                log.error("sms.outcome_unwritten", provider=due.provider, error=type(error).__name__)
                await asyncio.sleep(1)

    async def _call(self, due: Due) -> Outcome:
        try:
            async with asyncio.timeout(_CALL_SECONDS):
                return await self._adapters[due.provider].send(due.sms)
        except Exception as error:
            return Temporary(type(error).__name__)
