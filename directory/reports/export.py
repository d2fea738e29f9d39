"""The reports as a CSV for the producer of the data: one site a line, no trace of who reported."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import Protocol, TextIO

from directory.reports.store import KINDS, QueuedSite

COLUMNS = ("id", "nom", "commune", "source", "signalements", "personnes", "premier", "dernier")


class Named(Protocol):
    """What the export says of a site."""

    nom: str
    commune: str
    source: str | None


def write_export(queue: Iterable[QueuedSite], site: Callable[[str], Named | None], out: TextIO) -> int:
    """Write the queue to `out`; `site` finds a site by id (None: it left the directory). Returns how many lines."""
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    lines = list(queue)
    for one in lines:
        known = site(one.site_id)
        names = (known.nom, known.commune, known.source or "") if known else ("", "", "")
        kinds = " | ".join(KINDS[kind] for kind in one.kinds)
        writer.writerow([one.site_id, *names, kinds, one.people, one.first_on.isoformat(), one.last_on.isoformat()])
    return len(lines)
