"""The built files of the page and of the widget: addresses that change with their content, integrity hashes."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOREVER = "public, max-age=31536000, immutable"
HOUR = "public, max-age=3600"
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Asset:
    """One built file."""

    name: str
    content: bytes

    @cached_property
    def version(self) -> str:
        """Twelve hexadecimal figures that name this very content."""
        return hashlib.sha256(self.content).hexdigest()[:12]

    @cached_property
    def integrity(self) -> str:
        """The value of an `integrity=` attribute."""
        return "sha384-" + base64.b64encode(hashlib.sha384(self.content).digest()).decode("ascii")

    @property
    def media_type(self) -> str:
        """Its content type."""
        return TYPES[Path(self.name).suffix]


class Assets:
    """The built files, read once. `base` is the path under which the service is mounted."""

    def __init__(self, files: dict[str, Asset]) -> None:
        self._files = files

    @classmethod
    def load(cls, folder: Path) -> Assets:
        """Read every file of `folder` whose type we serve."""
        paths = [path for path in sorted(folder.iterdir()) if path.suffix in TYPES]
        return cls({path.name: Asset(path.name, path.read_bytes()) for path in paths})

    def get(self, name: str) -> Asset | None:
        """The file of that name, None when there is none (nothing outside the folder can be reached)."""
        return self._files.get(name)

    def path(self, name: str) -> str:
        """The path of `name`, with its version: may be kept forever."""
        return f"/static/{self._files[name].version}/{name}"
