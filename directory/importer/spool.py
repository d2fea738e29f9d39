"""Cleaned records waiting to be loaded: a temporary file, so that memory stays flat and the database is locked only briefly."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from directory.importer.draft import Draft, Refused
from directory.importer.rules.communes import place_key
from directory.importer.rules.identity import aliases, shortened


@dataclass(frozen=True)
class Cleaned:
    """One cleaned record. `payload` is its canonical JSON, `fingerprint` a digest of it."""

    id: str
    place_key: str
    fingerprint: str
    payload: str
    aliases: tuple[str, ...]


class Spool:
    """A temporary file of cleaned records, and the ids it holds. Use as a context manager."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 — closed by __exit__
        # As bytes: half the size of their hexadecimal text, for 200,000 of them.
        self._fingerprints: dict[str, bytes] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._fingerprints)

    def __contains__(self, record_id: str) -> bool:
        return record_id in self._fingerprints

    def add(self, draft: Draft, published_id: str) -> bool:
        """Add a mended draft; False when the very same record is there already.

        Raises `Refused` when another record bears the same id.
        """
        values = {**draft.values, "point_precision": draft.precision}
        known = self._fingerprints.get(values["id"])
        if known and values["id"] != published_id:
            values["id"] = shortened(published_id)
            known = self._fingerprints.get(values["id"])
        record = cleaned(values, published_id)
        if known:
            if known.hex() == record.fingerprint:
                return False
            raise Refused("duplicate_id", record.id)
        self._fingerprints[record.id] = bytes.fromhex(record.fingerprint)
        self._file.write(json.dumps([record.id, record.place_key, record.payload, record.aliases]) + "\n")
        return True

    def __iter__(self) -> Iterator[Cleaned]:
        self._file.seek(0)
        for line in self._file:
            record_id, place, payload, others = json.loads(line)
            yield Cleaned(record_id, place, self._fingerprints[record_id].hex(), payload, tuple(others))


def cleaned(values: dict[str, Any], published_id: str) -> Cleaned:
    """The record of mended values."""
    payload = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.blake2b(payload.encode("utf-8", errors="replace"), digest_size=16).hexdigest()
    others = tuple(one for one in aliases(published_id) if one != values["id"])
    return Cleaned(values["id"], place_key(values), digest, payload, others)
