"""The deployment's secret: it signs sessions and keys pseudonyms."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from directory.errors import SettingError
from directory.settings import Settings

_MINIMUM = 16


def deployment_secret(settings: Settings) -> bytes:
    """`AIDENUM_SECRET`, else the key kept in `var/secret`, made (readable by its owner only) when missing.

    Raises `SettingError` when the setting is shorter than 16 characters or the file cannot be written.
    """
    if settings.secret:
        if len(settings.secret) < _MINIMUM:
            raise SettingError("AIDENUM_SECRET", "…", f"attendu : au moins {_MINIMUM} caractères")
        return settings.secret.encode()
    path = settings.var_folder / "secret"
    try:
        return _read_or_make(path)
    except OSError as error:
        raise SettingError("AIDENUM_VAR", str(path.parent), f"la clé n'a pas pu y être écrite ({error})") from error


def _read_or_make(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        secret = secrets.token_hex(32).encode()
        file.write(secret)
    return secret
