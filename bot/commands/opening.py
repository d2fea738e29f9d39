"""Opening the house for a command."""

from __future__ import annotations

from datetime import datetime

from bot import logs
from bot.channels.sms.tables import MIGRATIONS as SMS_MIGRATIONS
from bot.storage.tables import MIGRATIONS
from directory.clock import Clock
from directory.errors import SettingError
from directory.settings import Settings
from directory.wiring import Directory


def open_house(now: str | None = None, *, level: str | None = None) -> Directory:
    """The directory that the environment describes, at the instant `now` (ISO 8601 with a zone) when given."""
    settings = Settings.from_env()
    logs.configure(level or settings.log_level)
    return Directory.open(settings, Clock(read_now(now)), other_migrations=(MIGRATIONS, SMS_MIGRATIONS))


def read_now(text: str | None) -> datetime | None:
    """`--now` as an instant. Raises `SettingError`."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise SettingError(
            "--now", text, "attendu : une date ISO 8601, par exemple 2026-11-21T10:30:00+01:00"
        ) from error
    if moment.tzinfo is None:
        raise SettingError("--now", text, "il manque le fuseau, par exemple +01:00")
    return moment
