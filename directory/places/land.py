"""Which land a commune stands on: nobody is sent across the water."""

from __future__ import annotations

from functools import lru_cache

import yaml

from directory.settings import ROOT

_ISLANDS = ROOT / "data" / "places" / "islands.yml"


def same_land(one: str | None, other: str | None) -> bool:
    """Whether two communes (INSEE codes) stand on the same land. Unknown codes are given the benefit of the doubt."""
    if not one or not other:
        return True
    return land(one) == land(other)


def land(insee: str) -> str:
    """The name of a commune's land: an island without a bridge, an overseas territory, Corsica, or the mainland."""
    island = _islands().get(insee)
    if island:
        return island
    if insee.startswith(("97", "98")):
        return insee[:3]
    return "Corse" if insee.startswith(("2A", "2B", "20")) else "métropole"


@lru_cache(maxsize=1)
def _islands() -> dict[str, str]:
    named = yaml.safe_load(_ISLANDS.read_text(encoding="utf-8"))
    return {insee: island for island, communes in named.items() for insee in communes}
