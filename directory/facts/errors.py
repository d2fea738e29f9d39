"""Errors of the facts room.

FactError
├── CardError     a card of data/facts that breaks the rules of docs/add-a-fact.md
└── UnknownCardError     a card asked for by a slug that does not exist (also a KeyError)
"""

from __future__ import annotations

from pathlib import Path

from directory.errors import AideNumError


class FactError(AideNumError):
    """Root of the facts room's errors."""


class CardError(FactError, ValueError):
    """A card cannot be used as it is written; the message names the file and what to change."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(f"La fiche {path.name} ne convient pas : {reason}.")


class UnknownCardError(FactError, KeyError):
    """No card bears that slug."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(f"Aucune fiche ne s'appelle « {slug} » dans data/facts/.")

    def __str__(self) -> str:
        return str(self.args[0])
