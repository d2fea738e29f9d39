"""What rules may ask of the outside: the source being read, the communes, the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from directory.importer.source import Source
from directory.importer.towns import Towns


@dataclass(frozen=True)
class Context:
    """Given to every rule. `today` bounds the dates."""

    source: Source
    towns: Towns
    today: date
