"""Conversations' ids: random, issued by the server, signed. A caller cannot pick another person's."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeTimedSerializer


@dataclass(frozen=True)
class Session:
    """`id` names the conversation inside; `token` is what the caller holds."""

    id: str
    token: str
    is_new: bool


class Sessions:
    """Issues and checks session tokens. A token older than `hours` is not accepted any more."""

    def __init__(self, secret: bytes, hours: int) -> None:
        self._serializer = URLSafeTimedSerializer(secret, salt="session")
        self._seconds = hours * 3600

    def open(self, token: str | None) -> Session:
        """The session that `token` proves, else a new one."""
        known = self._known(token)
        if known is not None and token is not None:
            return Session(known, token, is_new=False)
        fresh = secrets.token_urlsafe(16)
        return Session(fresh, self._serializer.dumps(fresh), is_new=True)

    def renew(self, session: Session) -> Session:
        """The same session with a token that counts from now."""
        return Session(session.id, self._serializer.dumps(session.id), is_new=False)

    def _known(self, token: str | None) -> str | None:
        if not token:
            return None
        try:
            identity = self._serializer.loads(token, max_age=self._seconds)
        except BadSignature:
            return None
        return identity if isinstance(identity, str) else None
