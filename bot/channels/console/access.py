"""Who may open the console.

Three ways in, the first that fits: the header of a trusted single sign-on proxy; a site's key, exchanged for a signed
cookie; and, when neither is set up, the machine itself (loopback, no public address, no proxy in between).
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from ipaddress import ip_address, ip_network

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.console.errors import ConsoleClosed, NotSignedIn, WrongToken
from directory.settings import Settings

COOKIE = "aidenum-console"
PATH = "/console"
HOURS = 12
SHORTEST = 16
_LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
_FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")


@dataclass(frozen=True)
class Agent:
    """Who is at the console. `mark`: a pseudonym that changes each month; `site`: the key's name, "sso" or "local"."""

    mark: str
    site: str


class Access:
    """The doorkeeper of one deployment. `secret` signs cookies and keys pseudonyms."""

    def __init__(self, settings: Settings, secret: bytes) -> None:
        self._settings = settings
        self._secret = secret
        self._tokens = dict(_token(entry) for entry in settings.console_tokens)
        self._signer = URLSafeTimedSerializer(secret, salt="console")
        self._proxies = tuple(ip_network(proxy, strict=False) for proxy in settings.trusted_proxies)

    @property
    def asks_token(self) -> bool:
        """Whether a key opens the console."""
        return bool(self._tokens)

    def agent(self, request: Request, now: datetime) -> Agent:
        """Who asks. Raises `ConsoleClosed` or `NotSignedIn`."""
        if not self._settings.console:
            raise ConsoleClosed
        if name := self._signed_on(request):
            return Agent(self._mark(name, now), "sso")
        if site := self._held_site(request):
            return Agent(self._mark(site, now), site)
        if self._tokens:
            raise NotSignedIn
        if not self._settings.console_sso_header and self._at_home(request):
            return Agent("local", "local")
        raise ConsoleClosed

    def sign_in(self, token: str) -> str:
        """The cookie's value for a site's key. Raises `WrongToken`."""
        if not self._settings.console:
            raise ConsoleClosed
        for site, known in self._tokens.items():
            if hmac.compare_digest(known.encode(), token.strip().encode()):
                return str(self._signer.dumps([site, _print(known)]))
        raise WrongToken

    def remember(self, request: Request, response: Response, value: str) -> None:
        """Give the browser its cookie, for a working day."""
        secure = request.url.scheme == "https" or self._settings.public_url.startswith("https:")
        path = request.scope.get("root_path", "") + PATH
        response.set_cookie(COOKIE, value, HOURS * 3600, path=path, secure=secure, httponly=True, samesite="strict")

    def forget(self, request: Request, response: Response) -> None:
        """Take the cookie back."""
        path = request.scope.get("root_path", "") + PATH
        response.delete_cookie(COOKIE, path=path, httponly=True, samesite="strict")

    def _signed_on(self, request: Request) -> str:
        header = self._settings.console_sso_header
        # Anybody can write a header: only a proxy that we know is believed.
        return request.headers.get(header, "").strip() if header and self._from_proxy(request) else ""

    def _held_site(self, request: Request) -> str:
        held = request.cookies.get(COOKIE) or ""
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        if bearer:
            return next((site for site, token in self._tokens.items() if hmac.compare_digest(token, bearer)), "")
        try:
            site, mark = self._signer.loads(held, max_age=HOURS * 3600)
        except (BadSignature, ValueError, TypeError):
            return ""
        # A key that was changed closes the cookies it opened.
        return str(site) if site in self._tokens and _print(self._tokens[site]) == mark else ""

    def _from_proxy(self, request: Request) -> bool:
        try:
            direct = ip_address(request.client.host if request.client else "")
        except ValueError:
            return False
        return any(direct in network for network in self._proxies)

    def _at_home(self, request: Request) -> bool:
        if self._settings.public_url or any(name in request.headers for name in _FORWARDED):
            return False
        host = (
            request.headers.get("host", "").rsplit(":", 1)[0] if request.url.port else request.headers.get("host", "")
        )
        return host in _LOCAL_NAMES and _loopback(request.client.host if request.client else "")

    def _mark(self, name: str, now: datetime) -> str:
        return hmac.new(self._secret, f"{now:%Y-%m}\n{name}".encode(), sha256).hexdigest()[:8]


def _loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _token(entry: str) -> tuple[str, str]:
    from directory.errors import SettingError

    site, _, token = entry.rpartition(":")
    if len(token) < SHORTEST:
        raise SettingError(
            "AIDENUM_CONSOLE_TOKENS", f"{site}:…", f"attendu : des clés d'au moins {SHORTEST} caractères"
        )
    return site or "console", token


def _print(token: str) -> str:
    return sha256(token.encode()).hexdigest()[:16]
