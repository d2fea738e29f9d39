"""Opening a file of the field: what it is, and its text, whatever wrote it. Everything is streamed.

Bytes that are not UTF-8 are read as Windows-1252, one by one: a Latin-1 file, and a file with a few Latin-1 lines, both
come out right.
"""

from __future__ import annotations

import codecs
import io
from pathlib import Path
from typing import BinaryIO, TextIO

from directory.importer.errors import UnreadableFile

_HEAD = 4096
_WINDOWS = "aidenum-windows-1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


codecs.register_error(_WINDOWS, _as_windows)


def open_bytes(path: Path) -> BinaryIO:
    """The file, checked to be one that may hold text. Raises `UnreadableFile`."""
    try:
        file = path.open("rb")
        head = file.read(_HEAD)
        file.seek(0)
    except OSError as error:
        raise UnreadableFile(path.name, f"{error.strerror or error}.") from error
    why = _not_text(head)
    if why:
        file.close()
        raise UnreadableFile(path.name, why)
    return file


def open_text(path: Path) -> TextIO:
    """The file as text, without its byte order mark, line ends untouched. Raises `UnreadableFile`."""
    file = open_bytes(path)
    encoding = _encoding(file.read(_HEAD))
    file.seek(0)
    errors = _WINDOWS if encoding.startswith("utf-8") else "replace"
    return io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")


def looks_like_json(path: Path) -> bool:
    """Whether the first sign of the text opens a JSON array or object."""
    with open_text(path) as text:
        return text.read(_HEAD).lstrip().startswith(("[", "{"))


def _not_text(head: bytes) -> str | None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start.strip(b"\0"):
        return "il est vide."
    if head.startswith(b"PK\x03\x04"):
        return "c'est une archive zip (ou un classeur Excel). Extrayez le fichier CSV ou JSON, puis recommencez."
    if head.startswith(b"\x1f\x8b"):
        return "il est compressé (gzip). Décompressez-le, puis recommencez."
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head")):
        return "c'est une page web, sans doute une page d'erreur. Téléchargez-le à nouveau."
    if head.startswith((b"%PDF", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"SQLite format 3", b"\x7fELF", b"\xff\xd8\xff")):
        return "ce n'est pas du texte. Il faut un fichier CSV ou JSON."
    return None


def _encoding(head: bytes) -> str:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    pairs = max(1, len(head) // 2)
    if head[1::2].count(0) > pairs * 0.4:
        return "utf-16-le"
    if head[0::2].count(0) > pairs * 0.4:
        return "utf-16-be"
    return "utf-8"
