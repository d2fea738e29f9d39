"""Rasa's tracker store on our own tables.

Rasa's `SQLTrackerStore` breaks on SQLAlchemy 2, grows without bound and keeps the person's words in clear.
In `endpoints.yml`: `tracker_store: {type: bot.storage.tracker_store.ConversationStore}`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from bot.secret import deployment_secret
from bot.storage.conversations import Conversations
from bot.storage.events import erases, storable
from bot.storage.tables import MIGRATIONS
from directory.database import migrate, open_engine
from directory.settings import Settings


class ConversationStore(TrackerStore):
    """Keeps conversations redacted, bounded, for the retention time; erases at once when the person asks."""

    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        conversations: Conversations | None = None,
        history_events: int | None = None,
        **_kwargs: Any,
    ) -> None:
        settings = Settings.from_env()
        self.conversations = conversations or _open(settings)
        self._keep = history_events or settings.history_events
        super().__init__(domain, event_broker)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the conversation, or erase it when that is what was asked."""
        await asyncio.to_thread(self._save, tracker)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation of `sender_id`, or None."""
        kept = await asyncio.to_thread(self.conversations.read, sender_id)
        if kept is None:
            return None
        events = [event for event in (Event.from_parameters(parameters) for parameters in kept) if event]
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    async def keys(self) -> Iterable[str]:
        """The stored conversations' pseudonyms (not the senders: those are not kept)."""
        return await asyncio.to_thread(self.conversations.keys)

    def _save(self, tracker: DialogueStateTracker) -> None:
        events = tracker.current_state(EventVerbosity.ALL)["events"]
        if erases(events):
            self.conversations.erase(tracker.sender_id)
            return
        self.conversations.write(tracker.sender_id, storable(events, tracker.current_slot_values(), self._keep))


def _open(settings: Settings) -> Conversations:
    engine = open_engine(settings.database)
    migrate(engine, [MIGRATIONS])
    return Conversations(engine, deployment_secret(settings), settings.retention_hours)
