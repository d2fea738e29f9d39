"""From stored events to what was said, turn by turn."""

from __future__ import annotations

from typing import Any


def turns_of(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """`{"you": text or None, "answers": [answer, …]}` for each turn, oldest first."""
    turns: list[dict[str, Any]] = []
    for event in events:
        if event.get("event") == "user":
            turns.append({"you": event.get("text"), "answers": []})
        elif event.get("event") == "bot":
            custom = (event.get("data") or {}).get("custom")
            if custom:
                turns = turns or [{"you": None, "answers": []}]
                turns[-1]["answers"].append(custom)
    return turns
