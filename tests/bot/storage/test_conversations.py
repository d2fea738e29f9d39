"""Conversations are kept for a day, erased at once on request, and never under the person's own identity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bot.storage.conversations import Conversations
from bot.storage.tables import MIGRATIONS
from directory.clock import Clock
from directory.database import migrate, open_engine

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
EVENTS = [{"event": "user", "text": "bonjour"}]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A database with the tables of conversations."""
    engine = open_engine(f"sqlite:///{tmp_path / 'conversations.sqlite3'}")
    migrate(engine, [MIGRATIONS])
    yield engine
    engine.dispose()


def at(engine: Engine, hours: float) -> Conversations:
    """The conversations, so many hours after noon."""
    return Conversations(engine, b"secret", 24, Clock(NOON + timedelta(hours=hours)))


def test_a_conversation_is_read_back(engine: Engine) -> None:
    """What was written is read back, by the same sender only."""
    at(engine, 0).write("ana", EVENTS)
    assert at(engine, 1).read("ana") == EVENTS
    assert at(engine, 1).read("bob") is None


def test_a_conversation_is_forgotten_after_the_retention(engine: Engine) -> None:
    """After 24 hours nothing is read back, and the purge deletes the row."""
    at(engine, 0).write("ana", EVENTS)
    assert at(engine, 23.9).read("ana") == EVENTS
    assert at(engine, 24.1).read("ana") is None
    assert at(engine, 23.9).purge() == 0
    assert at(engine, 24.1).purge() == 1
    assert at(engine, 24.1).keys() == []


def test_using_a_conversation_prolongs_it(engine: Engine) -> None:
    """The retention counts from the last message."""
    at(engine, 0).write("ana", EVENTS)
    at(engine, 20).write("ana", EVENTS * 2)
    assert at(engine, 40).read("ana") == EVENTS * 2


def test_erasing_leaves_nothing(engine: Engine) -> None:
    """After an erasure neither the conversation nor the kept replies are in the database."""
    store = at(engine, 0)
    store.write("ana", EVENTS)
    store.keep_reply("ana", "m1", [{"kind": "thanks"}])
    store.erase("ana")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM conversations")).scalar() == 0
        assert connection.execute(text("SELECT count(*) FROM kept_replies")).scalar() == 0


def test_a_sender_is_stored_under_a_keyed_pseudonym(engine: Engine) -> None:
    """A phone number used as sender is nowhere in the table; another secret gives another pseudonym."""
    at(engine, 0).write("+33612345678", EVENTS)
    (key,) = at(engine, 0).keys()
    assert "612345678" not in key
    assert Conversations(engine, b"other", 24, Clock(NOON)).read("+33612345678") is None


def test_the_same_message_id_finds_its_reply(engine: Engine) -> None:
    """A retry finds the answers already given; another session with the same id does not."""
    at(engine, 0).keep_reply("ana", "m1", [{"kind": "thanks"}])
    assert at(engine, 1).kept_reply("ana", "m1") == [{"kind": "thanks"}]
    assert at(engine, 1).kept_reply("bob", "m1") is None
    assert at(engine, 25).kept_reply("ana", "m1") is None
