"""One fault of the audit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """Where it stands, its kind, what was found, and what to do, in French.

    Kinds: untraced, undated-price, expired, poison, phone, context, low-confidence, card.
    """

    where: str
    kind: str
    found: str
    advice: str

    def __str__(self) -> str:
        return f"{self.where} : « {self.found} » : {self.advice}"
