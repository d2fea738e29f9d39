"""The intents that are answered by a safety protocol."""

from __future__ import annotations

SAFETY = frozenset(
    ["scam_in_progress", "scam_doubt", "cyberbullying", "danger", "distress", "child_danger", "violence"]
)
