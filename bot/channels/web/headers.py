"""The headers of every page: what a browser may load, where it may be framed, what it may remember."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.responses import Response

FIXED: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": browsers would then send "Origin: null" with our own form.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


def policy(ancestors: Iterable[str] = (), tiles: str = "") -> str:
    """The content security policy: our own files only, no inline code, framed by `ancestors` (and ourselves) only."""
    framed = " ".join(("'self'", *ancestors))
    images = " ".join(part for part in ("'self'", "data:", origin(tiles)) if part)
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        f"img-src {images}; form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors {framed}"
    )


def origin(address: str) -> str:
    """`https://host:port` of an address, "" when it has none."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""


def private(response: Response, ancestors: Iterable[str] = (), tiles: str = "") -> Response:
    """`response` as a page about one person: never stored, strictly fenced."""
    response.headers.update(FIXED)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = policy(ancestors, tiles)
    return response
