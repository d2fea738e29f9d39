"""From Rasa's events to what may be kept of them, and how much."""

from __future__ import annotations

from typing import Any

from bot.storage.redact import redact_deep

Event = dict[str, Any]

ERASING_ACTION = "action_erase"
# Of what was understood, only this is needed to go on with a conversation.
_KEPT_PARSE_DATA = ("text", "intent", "entities", "language")


def storable(events: list[Event], slots: dict[str, Any], keep: int) -> list[Event]:
    """At most `keep` events, redacted, after the slots' values as they stand (so that nothing known is lost).

    `slots` are the conversation's values; empty ones are left out.
    """
    recent = _from_a_turn(events[-keep:]) if len(events) > keep else events
    known: list[Event] = []
    if len(recent) < len(events):
        known = [{"event": "slot", "name": name, "value": value} for name, value in slots.items() if value is not None]
    return known + [_clean(event) for event in recent]


def erases(events: list[Event]) -> bool:
    """Whether the last thing the person asked for was to be forgotten."""
    for event in reversed(events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "action" and event.get("name") == ERASING_ACTION:
            return True
    return False


def _from_a_turn(events: list[Event]) -> list[Event]:
    """Cut at the first `action_listen`, so that the history starts with a whole turn."""
    for index, event in enumerate(events):
        if event.get("event") == "action" and event.get("name") == "action_listen":
            return events[index:]
    return events


def _clean(event: Event) -> Event:
    if event.get("event") != "user":
        return event
    kept = {**event, "parse_data": _parse_data(event), "metadata": {}}
    cleaned: Event = redact_deep(kept)
    return cleaned


def _parse_data(event: Event) -> dict[str, Any]:
    parsed = event.get("parse_data") or {}
    return {name: parsed[name] for name in _KEPT_PARSE_DATA if name in parsed}
