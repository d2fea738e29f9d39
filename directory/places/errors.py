"""Errors of the places room.

AideNumError
└── PlacesError
    ├── GazetteerError      the gazetteer's files are missing or damaged
    └── LexiconError        a file of words of data/places/ cannot be read
"""

from __future__ import annotations

from directory.errors import AideNumError


class PlacesError(AideNumError):
    """Root of the errors of this room."""


class GazetteerError(PlacesError):
    """The gazetteer cannot be loaded."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            f"Le registre des communes {path} ne peut pas être lu : {reason}. "
            "Reprenez le fichier du dépôt, ou refaites-le avec « make gazetteer »."
        )


class LexiconError(PlacesError):
    """A file of words cannot be read."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"Le fichier {path} de data/places/ ne peut pas être lu : {reason}. Corrigez-le.")
