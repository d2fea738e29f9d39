"""Errors of the bot.

AideNumError
├── ModelMissing            there is no trained model
├── ModelUnusable           the trained model does not fit this version
├── TrainingFailed          Rasa could not train
├── BatchUnreadable         a line of a batch file that cannot be read
├── BadRequest              a message that cannot be accepted; carries an HTTP status and a code
└── ServerCannotStart       the address or the port cannot be used
"""

from __future__ import annotations

from pathlib import Path

from directory.errors import AideNumError


class ModelMissing(AideNumError):
    """No trained model stands in `models/`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"Il n'y a pas de modèle dans {folder}. Lancez « aidenum train », ou « make setup ».")


class ModelUnusable(AideNumError):
    """The trained model cannot be loaded by this version of the code."""

    def __init__(self, model: Path) -> None:
        super().__init__(f"Le modèle {model.name} ne va pas avec cette version. Lancez « aidenum train ».")


class BadRequest(AideNumError):
    """A message that cannot be accepted: HTTP `status`, a stable English `code`, a French sentence."""

    def __init__(self, status: int, code: str, message: str, headers: dict[str, str] | None = None) -> None:
        self.status = status
        self.code = code
        self.headers = headers or {}
        super().__init__(message)


class ServerCannotStart(AideNumError):
    """The server cannot listen where it was told to."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"Impossible d'écouter sur {host}:{port} ({reason}). Choisissez un autre port avec --port.")


class TrainingFailed(AideNumError):
    """Rasa refused to train; carries its last words."""

    def __init__(self, last_words: list[str]) -> None:
        super().__init__(f"L'entraînement a échoué : {' '.join(last_words)} Lancez « rasa train » pour tout voir.")


class BatchUnreadable(AideNumError):
    """A batch file, or one line of it, cannot be read."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        where = f"{path}, ligne {line}" if line else str(path)
        super().__init__(f"{where} : {reason}.")
