"""Errors of the importer.

AideNumError
└── ImportFailed               a file that cannot be imported; the directory is left as it was
    ├── UnreadableFile         not there, empty, a zip, a web page, cut short, or not what it says
    ├── UnknownFormat          no description of data/sources/ recognises it
    ├── SourceError            a description of data/sources/ that is wrong
    ├── Shrunk                 a file that lost too many records to be trusted
    ├── SyncFailed             a source that cannot be downloaded
    └── Busy                   another synchronisation is under way
"""

from __future__ import annotations

from collections.abc import Iterable

from directory.errors import AideNumError


class ImportFailed(AideNumError):
    """A file that cannot be imported. Nothing of it was loaded."""


class UnreadableFile(ImportFailed):
    """A file that cannot be read as what it says it is."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"Le fichier {file} ne peut pas être lu : {why}")


class UnknownFormat(ImportFailed):
    """No description of `data/sources/` recognises the columns of a file."""

    def __init__(self, file: str, columns: Iterable[str], known: Iterable[str]) -> None:
        seen = ", ".join(list(columns)[:12]) or "aucune"
        super().__init__(
            f"Aucune source connue ne correspond à {file}. Colonnes vues : {seen}. "
            f"Sources connues : {', '.join(known)}. Écrivez une description : docs/add-a-source.md."
        )


class SourceError(ImportFailed):
    """A description of `data/sources/` that cannot be used."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"La description {file} ne convient pas : {why}. Voyez docs/add-a-source.md.")


class Shrunk(ImportFailed):
    """A complete file that holds far fewer records than the directory: probably cut, so it does not replace anything."""

    def __init__(self, before: int, after: int) -> None:
        super().__init__(
            f"Le fichier ne contient plus que {after} lieux, contre {before} dans l'annuaire. Il est sans doute incomplet : "
            "l'annuaire est gardé tel quel. Si la baisse est voulue, relancez avec --accept-shrink."
        )


class SyncFailed(ImportFailed):
    """A source that cannot be downloaded."""

    def __init__(self, source: str, why: str) -> None:
        super().__init__(f"La source {source} n'a pas pu être téléchargée : {why}.")


class Busy(ImportFailed):
    """Another synchronisation of the same directory is under way."""

    def __init__(self) -> None:
        super().__init__("Une autre synchronisation est en cours. Rien n'a été changé : attendez qu'elle finisse.")
