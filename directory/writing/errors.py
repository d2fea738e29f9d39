"""Errors of the reading room."""

from __future__ import annotations

from directory.errors import AideNumError


class PhraseError(AideNumError, ValueError):
    """A phrase of `data/` that the pattern language cannot read."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        super().__init__(f"L'expression « {phrase} » est mal écrite : vérifiez ses parenthèses et ses crochets.")
