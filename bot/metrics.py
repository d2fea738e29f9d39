"""Figures for Prometheus. Nothing personal: kinds, channels, seconds."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

ANSWERS = Counter("aidenum_answers", "Answers given, by channel and kind of the contract", ["channel", "kind"])
TURN_SECONDS = Histogram(
    "aidenum_turn_seconds",
    "Seconds from a message to its answers, by channel",
    ["channel"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15),
)
