"""The console's journal: what was done, never for whom. No query, no number, no name; a pseudonym of the agent."""

from __future__ import annotations

import structlog

from bot.channels.console.access import Agent

_log = structlog.get_logger("console")
EVENTS = frozenset({"opened", "signed_in", "refused", "sms_sent", "outcome", "new_call"})


def note(event: str, agent: Agent | None = None, **figures: int | bool | str) -> None:
    """Write one line. `figures`: counts and words of our own vocabulary only."""
    assert event in EVENTS
    who = {"agent": agent.mark, "site": agent.site} if agent else {}
    _log.info(f"console.{event}", **who, **figures)
