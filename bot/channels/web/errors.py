"""Errors of the chat page.

AideNumError
├── BadFormError          a form that cannot be taken: its HTTP status and the interface sentence that says why
└── BadWidgetSiteError    a file of data/widgets that cannot be used
"""

from __future__ import annotations

from directory.errors import AideNumError


class BadFormError(AideNumError):
    """What was sent cannot be taken. `sentence` names a line of `data/interface/`."""

    def __init__(self, status: int, sentence: str, **values: object) -> None:
        self.status = status
        self.sentence = sentence
        self.values = values
        super().__init__(f"L'envoi est refusé ({status}, {sentence}).")


class BadWidgetSiteError(AideNumError):
    """A file of `data/widgets/` holds something that cannot be used."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"Le fichier data/widgets/{file} ne convient pas : {reason}.")
