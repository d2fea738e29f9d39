"""The console's messages by the real SMS channel: put in its outbox sealed, or refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text

from bot.channels.console.outbox import ChannelOutbox, outbox
from bot.channels.sms.keys import Keys
from bot.channels.sms.store import Store
from bot.channels.sms.tables import MIGRATIONS
from directory.clock import Clock
from directory.database import migrate, open_engine
from directory.errors import AideNumError
from directory.settings import Settings

NOON = datetime.fromisoformat("2026-11-24T12:00:00+01:00")
NIGHT = datetime.fromisoformat("2026-11-24T23:00:00+01:00")


@dataclass
class Ready:
    """The part of a gateway that sending needs, on a real database."""

    store: Store
    keys: Keys
    adapters: dict[str, Any]


def ready(folder: Path, now: datetime) -> tuple[Ready, Settings]:
    """An outbox at an instant."""
    from datetime import timedelta

    settings = Settings.from_env({"AIDENUM_VAR": str(folder)})
    engine = open_engine(settings.database)
    migrate(engine, [MIGRATIONS])
    keys = Keys(b"un-secret-assez-long", folder / "sms-keys", timedelta(hours=24))
    return Ready(Store(engine, Clock(now)), keys, {"kannel": SimpleNamespace()}), settings


def test_a_message_is_put_in_the_outbox_sealed(tmp_path: Path) -> None:
    """One line, ready to leave by the first operator, in which the number cannot be read."""
    gateway, settings = ready(tmp_path, NOON)
    ChannelOutbox(gateway, settings).send("+33612345678", "Médiathèque, 03 53 01 00 25")  # type: ignore[arg-type]
    with open_engine(settings.database).connect() as connection:
        lines = connection.execute(text("SELECT provider, number, text FROM sms_outbox")).fetchall()
    assert [(line[0], line[2]) for line in lines] == [("kannel", "Médiathèque, 03 53 01 00 25")]
    assert "612345678" not in str(lines)


def test_not_at_night(tmp_path: Path) -> None:
    """Refused with a French reason, which the agent reads."""
    gateway, settings = ready(tmp_path, NIGHT)
    with pytest.raises(AideNumError, match="8 h à 20 h"):
        ChannelOutbox(gateway, settings).send("+33612345678", "bonjour")  # type: ignore[arg-type]


def test_no_operator_no_outbox(tmp_path: Path) -> None:
    """Without an operator there is no way out: the console copies."""
    gateway, settings = ready(tmp_path, NOON)
    gateway.adapters.clear()
    assert outbox(None, settings) is None
    assert outbox(gateway, settings) is None  # type: ignore[arg-type]
