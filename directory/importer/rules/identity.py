"""What identifies a record: its id and its SIRET."""

from __future__ import annotations

import hashlib
import re

from directory.importer.draft import Draft
from directory.importer.rules.context import Context

_LONGEST_ID = 200
_JOINED = "__"
_PIVOT = re.compile(r"[A-Za-z0-9]{9,14}")


def mend_id(draft: Draft, context: Context) -> None:
    """One short, stable id. The national file joins the ids of merged records with `__`, and a merge may change from one
    night to the next: the first in alphabetical order stays, and all the others are its aliases."""
    before = draft.text("id")
    parts = sorted({part for part in before.split(_JOINED) if part})
    kept = parts[0] if len(parts) > 1 else before
    draft.mend("id_joined" if len(parts) > 1 else "id_too_long", "id", shortened(kept))


def mend_pivot(draft: Draft, context: Context) -> None:
    """SIRET or RNA without spaces; zeros and impossible values are no pivot."""
    before = draft.text("pivot")
    if before:
        after = re.sub(r"[\s.-]", "", re.sub(r"\.0$", "", before))
        wrong = not _PIVOT.fullmatch(after) or not after.strip("0")
        draft.mend("pivot_unknown" if wrong else "pivot_format", "pivot", None if wrong else after)


def aliases(published: str) -> list[str]:
    """The other ids under which a published id may be asked for."""
    parts = sorted({part for part in published.split(_JOINED) if part})
    return [part for part in parts[1:] if len(part) <= _LONGEST_ID] if len(parts) > 1 else []


def shortened(site_id: str) -> str:
    """An id of at most 200 bytes: a longer one ends with its own digest, so that it stays unique."""
    raw = site_id.encode("utf-8", errors="replace")
    if len(raw) <= _LONGEST_ID:
        return site_id
    start = raw[: _LONGEST_ID - 33].decode("utf-8", errors="ignore")
    return f"{start}-{hashlib.sha256(raw).hexdigest()[:32]}"
