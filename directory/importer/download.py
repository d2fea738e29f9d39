"""Downloading a source: conditional, resumed where it was cut, with time-outs; only a whole file comes out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import requests
from urllib3.exceptions import HTTPError

from directory.importer.errors import SyncFailed

# Seconds to be answered at all, and between two pieces of the file.
_TIMEOUTS = (10.0, 60.0)
_ATTEMPTS = 4
_PIECE = 1 << 16
_AGENT = "AideNum"


@dataclass(frozen=True)
class Validators:
    """What the server gave to recognise a version of the file."""

    etag: str | None = None
    last_modified: str | None = None

    def conditions(self) -> dict[str, str]:
        """The headers that ask for the file only if it changed."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True)
class Downloaded:
    """A whole file: where it is, its SHA-256, and the server's validators."""

    path: Path
    checksum: str
    validators: Validators


class _Cut(Exception):
    """The connection ended before the file did."""


def download(slug: str, url: str, folder: Path, known: Validators, *, attempts: int = _ATTEMPTS) -> Downloaded | None:
    """The file behind `url`, in `folder`; None when the server says it has not changed since `known`.

    What a broken connection left is kept in `folder`, and completed next time if the server still has the same version.
    Raises `SyncFailed`.
    """
    part = folder / f"{slug}.part"
    why = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for _ in range(attempts):
            try:
                return _attempt(url, part, known)
            except _Cut as error:
                why = str(error)
    except requests.Timeout as error:
        raise SyncFailed(slug, "le serveur ne répond pas") from error
    except requests.ConnectionError as error:
        raise SyncFailed(slug, "le serveur n'est pas joignable") from error
    except requests.RequestException as error:
        raise SyncFailed(slug, _short(error)) from error
    except OSError as error:
        raise SyncFailed(slug, f"le fichier ne peut pas être écrit ({error.strerror or error})") from error
    raise SyncFailed(slug, f"le téléchargement a été coupé ({why}). Il reprendra la prochaine fois")


def _attempt(url: str, part: Path, known: Validators) -> Downloaded | None:
    begun = _begun(part, url)
    headers = {"User-Agent": _AGENT, "Accept-Encoding": "identity", **_resume(part, begun)}
    if "Range" not in headers:
        headers |= known.conditions()
    with requests.get(url, headers=headers, timeout=_TIMEOUTS, stream=True) as answer:
        if answer.status_code == 304:
            return None
        if answer.status_code == 416:
            part.unlink(missing_ok=True)
            raise _Cut("reprise impossible")
        answer.raise_for_status()
        validators = Validators(answer.headers.get("ETag"), answer.headers.get("Last-Modified"))
        resumed = answer.status_code == 206
        _note(part, url, validators)
        _receive(answer, part, append=resumed)
    _check_whole(answer, part)
    return Downloaded(part, _checksum(part), validators)


def _receive(answer: requests.Response, part: Path, *, append: bool) -> None:
    try:
        with part.open("ab" if append else "wb") as file:
            # read1 hands over what has come: iter_content would lose the last piece when the connection breaks.
            while piece := answer.raw.read1(_PIECE, decode_content=True):
                file.write(piece)
    except HTTPError as error:
        raise _Cut(_short(error)) from error


def _check_whole(answer: requests.Response, part: Path) -> None:
    """The size that the server announced is the size received."""
    size = part.stat().st_size
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        return
    if answer.status_code == 206:
        total = answer.headers.get("Content-Range", "").rpartition("/")[2]
    else:
        total = answer.headers.get("Content-Length", "")
    if total.isdigit() and int(total) != size:
        if size > int(total):
            part.unlink()
        raise _Cut(f"{size} octets reçus sur {total}")


def _resume(part: Path, begun: Validators | None) -> dict[str, str]:
    """The headers that ask for the rest of a file already begun, if it is still the same version."""
    strong = begun and (begun.etag if begun.etag and not begun.etag.startswith("W/") else begun.last_modified)
    size = part.stat().st_size if part.exists() else 0
    return {"Range": f"bytes={size}-", "If-Range": strong} if strong and size else {}


def _note(part: Path, url: str, validators: Validators) -> None:
    part.with_suffix(".json").write_text(json.dumps({"url": url, **asdict(validators)}), encoding="utf-8")


def _begun(part: Path, url: str) -> Validators | None:
    """The version of which `part` is the beginning; None when it is of another address, or not known."""
    try:
        noted = json.loads(part.with_suffix(".json").read_text(encoding="utf-8"))
        return Validators(noted["etag"], noted["last_modified"]) if noted["url"] == url else None
    except (OSError, ValueError, KeyError):
        return None


def _checksum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _short(error: BaseException) -> str:
    return str(error).splitlines()[0][:140] if str(error) else type(error).__name__
