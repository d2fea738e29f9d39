"""A phone number becomes a keyed pseudonym; the number itself is only ever kept sealed, until its answer has left.

A plain hash of a number is worthless (there are few numbers): every pseudonym is keyed. The key of conversations changes
each month and the old one is deleted after the retention; STOP has a key of its own that lasts.
"""

from __future__ import annotations

import base64
import hmac
import os
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

_BYTES = 32


class Keys:
    """The keys of one deployment: `secret` is the deployment's, `folder` holds the keys of the months."""

    def __init__(self, secret: bytes, folder: Path, retention: timedelta) -> None:
        self._secret = secret
        self._folder = folder
        self._retention = retention
        self._fernet = Fernet(base64.urlsafe_b64encode(self._derived("number")))

    def person(self, number: str, at: datetime) -> str:
        """The pseudonym of `number` in the month of `at`: "sms:" and 16 hexadecimal digits."""
        return _pseudonym(self._month(at), number)

    def earlier(self, number: str, at: datetime) -> str | None:
        """The pseudonym of last month, while a conversation of last month may still be open."""
        before = at - self._retention
        path = self._path(before)
        if self._path(at) == path or not path.exists():
            return None
        return _pseudonym(path.read_bytes(), number)

    def stop(self, number: str) -> str:
        """The name of `number` in the list of STOP, the same for ever."""
        return hmac.new(self._derived("stop"), number.encode(), sha256).hexdigest()[:_BYTES]

    def digest(self, *words: str) -> str:
        """A keyed digest of words, to recognise them without keeping them."""
        return hmac.new(self._derived("digest"), "\0".join(words).encode("utf-8", "replace"), sha256).hexdigest()[:32]

    def seal(self, number: str) -> str:
        """`number`, unreadable without the deployment's secret."""
        return self._fernet.encrypt(number.encode()).decode()

    def unseal(self, sealed: str) -> str | None:
        """The number; None when the secret has changed since."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            return None

    def forget_old(self, now: datetime) -> int:
        """Delete the keys of months that ended longer ago than the retention; how many."""
        kept = {self._path(now), self._path(now - self._retention)}
        old = [path for path in self._keys() if path not in kept]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _derived(self, purpose: str) -> bytes:
        return hmac.new(self._secret, f"aidenum-sms-{purpose}".encode(), sha256).digest()

    def _keys(self) -> Iterator[Path]:
        return self._folder.glob("*.key")

    def _path(self, at: datetime) -> Path:
        return self._folder / f"{at:%Y-%m}.key"

    def _month(self, at: datetime) -> bytes:
        path = self._path(at)
        if not path.exists():
            self._make(path)
        return path.read_bytes()

    def _make(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written aside, then linked: another process never reads half a key, and the first one wins.
        aside = path.with_suffix(f".{secrets.token_hex(4)}")
        descriptor = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(aside, path)
        except FileExistsError:
            pass
        finally:
            aside.unlink()


def _pseudonym(key: bytes, number: str) -> str:
    return "sms:" + hmac.new(key, number.encode(), sha256).hexdigest()[:16]
