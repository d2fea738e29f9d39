"""Errors of the reports room.

ReportError
└── UnknownKindError    a kind of report that does not exist (also a ValueError)
"""

from __future__ import annotations

from collections.abc import Iterable

from directory.errors import AideNumError


class ReportError(AideNumError):
    """Root of the reports room's errors."""


class UnknownKindError(ReportError, ValueError):
    """That kind of report does not exist."""

    def __init__(self, kind: str, known: Iterable[str]) -> None:
        super().__init__(f"« {kind} » n'est pas un signalement connu. Choisissez parmi : {', '.join(known)}.")
