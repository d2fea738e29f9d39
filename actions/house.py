"""Where the actions find the directory: given by the programme that runs them, else opened from the environment."""

from __future__ import annotations

from directory.settings import Settings
from directory.wiring import Directory

_given: Directory | None = None


def use(directory: Directory) -> None:
    """Make every action work on `directory` (called once, by the process that serves)."""
    global _given
    _given = directory


def directory() -> Directory:
    """The directory; under Rasa's own action server, opened from the environment at first use."""
    global _given
    if _given is None:
        _given = Directory.open(Settings.from_env())
    return _given
