"""A message in, its answers out: one at a time per conversation, within a time limit, never an empty list."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from actions import house
from bot import apology
from bot.message import Message
from bot.rasa_agent import AnswerChannel, load_agent
from bot.secret import deployment_secret
from bot.storage.conversations import Conversations
from bot.storage.history import turns_of
from bot.storage.tracker_store import ConversationStore
from directory.wiring import Directory

log = structlog.get_logger(__name__)
Answers = list[dict[str, Any]]


class Assistant:
    """Holds Rasa's agent, the directory and the conversations. Build with `Assistant.load(directory)`."""

    def __init__(self, agent: Agent, directory: Directory, conversations: Conversations) -> None:
        self.directory = directory
        self.conversations = conversations
        self._agent = agent
        self._turns = _Turns()

    @classmethod
    def load(cls, directory: Directory) -> Assistant:
        """Load the newest model. Raises `ModelMissing`."""
        settings = directory.settings
        conversations = Conversations(
            directory.engine, deployment_secret(settings), settings.retention_hours, directory.clock
        )
        store = ConversationStore(None, conversations=conversations, history_events=settings.history_events)
        logging.getLogger("rasa").setLevel(logging.ERROR)
        agent = load_agent(settings.home / "models", store)
        house.use(directory)
        return cls(agent, directory, conversations)

    async def answer(self, message: Message) -> Answers:
        """The answers to `message`, never empty: the same message id gets the same answers again."""
        async with self._turns.of(message.session):
            kept = await self._kept(message)
            if kept is not None:
                return kept
            answers = await self._turn(message)
            await self._keep(message, answers)
            return answers

    async def understand(self, text: str) -> dict[str, Any]:
        """What Rasa understands of `text`: intent, entities, language. Nothing is kept."""
        parsed: dict[str, Any] = await self._agent.parse_message(clean(text))
        return parsed

    async def erase(self, session: str) -> None:
        """Forget the conversation at once."""
        async with self._turns.of(session):
            await asyncio.to_thread(self.conversations.erase, session)

    async def history(self, session: str) -> list[dict[str, Any]]:
        """What was said: `{"you": text or None, "answers": [answer, …]}` a turn, redacted."""
        events = await asyncio.to_thread(self.conversations.read, session)
        return turns_of(events or [])

    async def _turn(self, message: Message) -> Answers:
        channel = AnswerChannel(message.channel)
        try:
            async with asyncio.timeout(self.directory.settings.turn_seconds):
                await self._agent.handle_message(_user_message(message, channel))
        except Exception as error:
            # Whatever is down, the person gets a way out; what was already answered is not lost.
            log.error("turn.failed", error=type(error).__name__, channel=message.channel)
        return channel.messages or apology.answers(self.directory, message)

    async def _kept(self, message: Message) -> Answers | None:
        if not message.message_id:
            return None
        try:
            return await asyncio.to_thread(self.conversations.kept_reply, message.session, message.message_id)
        except Exception as error:
            log.error("reply.unreadable", error=type(error).__name__)
            return None

    async def _keep(self, message: Message, answers: Answers) -> None:
        if not message.message_id:
            return
        try:
            await asyncio.to_thread(self.conversations.keep_reply, message.session, message.message_id, answers)
        except Exception as error:
            log.error("reply.unkept", error=type(error).__name__)


class _Turns:
    """One turn at a time per conversation; the locks of idle conversations are dropped."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}

    @asynccontextmanager
    async def of(self, session: str) -> AsyncIterator[None]:
        lock = self._locks.setdefault(session, asyncio.Lock())
        self._waiting[session] = self._waiting.get(session, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._waiting[session] -= 1
            if not self._waiting[session]:
                del self._waiting[session], self._locks[session]


def clean(text: str) -> str:
    """The person's words without what would be a command to Rasa ("/intent") and without control characters."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return printable.strip().lstrip("/ ").strip() or "?"


def _user_message(message: Message, channel: AnswerChannel) -> UserMessage:
    metadata = {"lang": message.lang, "lat": message.lat, "lon": message.lon, "simpler": message.simpler}
    return UserMessage(
        text=clean(message.text),
        output_channel=channel,
        sender_id=message.session,
        input_channel=message.channel,
        metadata={name: value for name, value in metadata.items() if value is not None and value is not False},
    )
