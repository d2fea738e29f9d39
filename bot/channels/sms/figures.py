"""Figures of the channel for Prometheus. Nothing personal: operators, outcomes, counts."""

from __future__ import annotations

from prometheus_client import Counter

ACCEPTED = Counter("aidenum_sms_accepted", "Messages accepted, by operator", ["provider"])
REFUSED = Counter(
    "aidenum_sms_refused", "Requests that were not believed, by operator and reason", ["provider", "reason"]
)
OUTCOMES = Counter("aidenum_sms_outcomes", "How accepted messages were dealt with", ["outcome"])
PARTS = Counter("aidenum_sms_parts", "Parts of the answers, by alphabet", ["coding"])
