"""Errors of the sites.

AideNumError
└── UnknownRecord      a decision about a record that the directory does not hold (also a KeyError)
"""

from __future__ import annotations

from directory.errors import AideNumError


class UnknownRecord(AideNumError, KeyError):
    """No record bears that id."""

    def __init__(self, record_id: str) -> None:
        self.record_id = record_id
        super().__init__(f"Aucune fiche ne porte l'identifiant « {record_id} ». Voyez « aidenum sites why ID ».")

    def __str__(self) -> str:
        return str(self.args[0])
