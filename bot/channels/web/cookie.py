"""The one cookie: the signed session, set with the first message, never before. It only shows the page again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from directory.settings import Settings

NAME = "aidenum"


def held(request: Request) -> str | None:
    """The session's token that the browser holds, if any."""
    return request.cookies.get(NAME)


def remember(request: Request, response: Response, token: str, settings: Settings) -> None:
    """Give the browser the session's token, until it is closed."""
    secure = request.url.scheme == "https" or settings.public_url.startswith("https:")
    response.set_cookie(NAME, token, path=_path(request), secure=secure, httponly=True, samesite="lax")


def forget(request: Request, response: Response) -> None:
    """Take the token back."""
    response.delete_cookie(NAME, path=_path(request), httponly=True, samesite="lax")


def _path(request: Request) -> str:
    return request.scope.get("root_path", "") or "/"
