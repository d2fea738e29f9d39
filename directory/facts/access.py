"""How to come: `modalites_acces` turned into one instruction (`access.yml`). Walking in is not an appointment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from directory.facts.phones import display
from directory.facts.yaml_file import read_yaml

_FILE = Path(__file__).with_name("access.yml")
FRENCH = "fr"
NO_PUBLIC = "Ce lieu n'accueille pas de public"


def access_sentence(
    modalites_acces: Iterable[str], prise_rdv: str | None = None, phone: str | None = None, lang: str = FRENCH
) -> str:
    """One instruction, in French where `lang` is not translated.

    `prise_rdv`: appointment page; `phone`: E.164, shown in pairs. Never claims a booking.
    """
    modes = {_plain(mode) for mode in modalites_acces}
    known = {"phone": display(phone) if phone else None, "link": prise_rdv or None}
    line = next(line for line in _lines() if _holds(line, modes, known))
    said: str = line.get(lang, line[FRENCH])
    return said.format(**{name: value for name, value in known.items() if value})


def receives_public(modalites_acces: Iterable[str]) -> bool:
    """False for a site that says that it does not receive the public: it is never given."""
    return _plain(NO_PUBLIC) not in {_plain(mode) for mode in modalites_acces}


def _holds(line: Mapping[str, Any], modes: set[str], known: Mapping[str, str | None]) -> bool:
    wanted: Sequence[str] = line.get("has") or ()
    return modes.issuperset(map(_plain, wanted)) and all(known[name] for name in line.get("needs") or ())


def _plain(mode: str) -> str:
    # La Coop writes typographic apostrophes, the standard straight ones.
    return mode.replace("’", "'").strip().lower()


@cache
def _lines() -> tuple[dict[str, Any], ...]:
    return tuple(read_yaml(_FILE))
