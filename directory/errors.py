"""Errors of the directory.

    AideNumError
    ├── SettingError            a setting that cannot be read (also a ValueError)
    ├── DatabaseUnavailable     the database cannot be opened or written
    ├── UnknownText             a sentence that data/responses does not hold (also a KeyError)
    └── DoubledText             the same sentence written in two files of data/responses

Rooms with errors of their own derive them from `AideNumError` in their own `errors.py`.
Every message is a French sentence that says what to do: the command line prints it as it is.
"""

from __future__ import annotations


class AideNumError(Exception):
    """Root of every error that AideNum raises on purpose."""


class SettingError(AideNumError, ValueError):
    """A setting holds something that cannot be read."""

    def __init__(self, variable: str, value: str, expected: str) -> None:
        self.variable = variable
        super().__init__(f"Le réglage {variable} vaut « {value} », ce qui ne convient pas : {expected}.")


class DatabaseUnavailable(AideNumError):
    """The database cannot be opened, read or written."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"La base de données n'est pas utilisable : {reason}")


class UnknownText(AideNumError, KeyError):
    """A sentence is asked for that `data/responses/` does not hold."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"La phrase « {name} » n'existe pas dans data/responses/.")

    def __str__(self) -> str:
        return str(self.args[0])


class DoubledText(AideNumError):
    """Two files of `data/responses/` hold the same sentence: one would silently hide the other."""

    def __init__(self, name: str, file: str) -> None:
        super().__init__(f"La phrase « {name} » est écrite deux fois : retirez-la de {file} ou de l'autre fichier.")
