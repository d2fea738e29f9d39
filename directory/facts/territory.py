"""What is true in one territory only: the keys `facts` and `contacts` of `data/territories/*.yml`.

facts:
  pass-numerique:          # slug of a card
    plain: …               # and simpler, sms, agent when they differ
    sources: [{title: …, date: …}]
    checked_on: 2026-11-21
    review_by: 2027-11-21
    claims: [31 décembre 2023]
contacts: …                # who to ask there; same keys, free names
"""

from __future__ import annotations

from pathlib import Path

import yaml

from directory.facts.card import LocalNote
from directory.facts.errors import CardError
from directory.facts.read import read_note
from directory.facts.yaml_file import read_yaml


def read_notes(folder: Path) -> dict[str, dict[str, LocalNote]]:
    """Notes of every territory: card slug → territory slug → note. Raises `CardError`, naming the file."""
    found: dict[str, dict[str, LocalNote]] = {}
    for path in sorted(folder.glob("*.yml")):
        for slug, note in _read(path, "facts").items():
            found.setdefault(slug, {})[note.territory] = note
    return found


def read_contacts(folder: Path) -> dict[str, dict[str, LocalNote]]:
    """Who to ask there: territory slug → name of the contact → note."""
    return {path.stem: _read(path, "contacts") for path in sorted(folder.glob("*.yml"))}


def _read(path: Path, key: str) -> dict[str, LocalNote]:
    try:
        raw = read_yaml(path) or {}
        return {name: read_note(raw["slug"], entry) for name, entry in (raw.get(key) or {}).items()}
    except (ValueError, TypeError, AttributeError, KeyError, yaml.YAMLError) as error:
        raise CardError(path, f"la partie {key} ne peut pas être lue ({error})") from error
