"""Errors of the SMS channel.

AideNumError
├── AccountsUnreadable      var/sms.yml cannot be read, or misses a field
├── PresetUnreadable        a file of data/sms/presets/ is not usable
└── NotSendable             a message that we start ourselves may not leave now
"""

from __future__ import annotations

from pathlib import Path

from directory.errors import AideNumError


class AccountsUnreadable(AideNumError):
    """The file of the operators' accounts cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} : {reason}. Voyez docs/sms.md.")


class PresetUnreadable(AideNumError):
    """The description of an operator cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} : {reason}. Voyez docs/add-an-sms-provider.md.")


class NotSendable(AideNumError):
    """A message that nobody asked for is refused: hours, budget, number or STOP."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Ce message n'est pas envoyé : {reason}.")
