"""What is asked of a site, and how that reads in SQL."""

from __future__ import annotations

from dataclasses import dataclass

from directory.sites.names import fold
from directory.sites.traits import FIXED, ITINERANT, mask


@dataclass(frozen=True)
class Filters:
    """What a site must offer. Values are the standard's; an unknown value matches nothing.

    All of `services`, `publics`, `special_care`, `support` and `programmes` are required; one of `cost`, `access`,
    `typologies` and `departements` is enough. A blank in the data excludes a site only for services, programmes and
    typologies. `itinerant`: True, only those that travel; False, only those that do not only travel. `text` is searched
    in the name, accents and capitals aside.
    """

    services: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    special_care: tuple[str, ...] = ()
    cost: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    typologies: tuple[str, ...] = ()
    itinerant: bool | None = None
    text: str | None = None
    exclude_ids: frozenset[str] = frozenset()
    departements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conditions:
    """Filters as the search index takes them: bits that must all be there, groups of which one bit must, SQL for the rest.

    `likes` are groups of (column, pattern): one of each group must match.
    """

    every: int
    any_of: tuple[int, ...]
    likes: tuple[tuple[tuple[str, str], ...], ...]
    exclude: frozenset[str]

    def sql(self, mark: str) -> tuple[str, tuple[str, ...]]:
        """The conditions joined by AND, and their parameters; `mark` is the driver's placeholder."""
        parts = ["listed"]
        if self.every:
            parts.append(f"(traits & {self.every}) = {self.every}")
        parts += [f"(traits & {bits}) <> 0" for bits in self.any_of]
        for group in self.likes:
            choices = " OR ".join(f"CAST({column} AS TEXT) LIKE {mark}" for column, _ in group)
            parts.append(f"({choices})")
        return " AND ".join(parts), tuple(pattern for group in self.likes for _, pattern in group)


_REQUIRED = {
    "services": "services",
    "publics": "publics_specifiquement_adresses",
    "special_care": "prise_en_charge_specifique",
    "support": "modalites_accompagnement",
    "programmes": "dispositif_programmes_nationaux",
}
_ONE_IS_ENOUGH = {"cost": "frais_a_charge", "access": "modalites_acces"}


def conditions(filters: Filters) -> Conditions | None:
    """`filters` for the index; None when they name a value that no site can hold."""
    required = [mask(column, getattr(filters, name)) for name, column in _REQUIRED.items()]
    enough = [mask(column, getattr(filters, name)) for name, column in _ONE_IS_ENOUGH.items()]
    if None in required or None in enough:
        return None
    every = sum(bits for bits in required if bits)
    if filters.itinerant is not None:
        every |= ITINERANT if filters.itinerant else FIXED
    any_of = tuple(bits for bits in enough if bits)
    return Conditions(every, any_of, _likes(filters), filters.exclude_ids)


def _likes(filters: Filters) -> tuple[tuple[tuple[str, str], ...], ...]:
    groups = [tuple(("typologie", f'%"{_plain(code)}"%') for code in filters.typologies)]
    groups.append(
        tuple(("place_key", f"{_plain(code)}%") for dep in filters.departements for code in (dep, f"cp{dep}"))
    )
    groups += [(("name_key", f"%{word}%"),) for word in fold(filters.text or "").split()]
    return tuple(group for group in groups if group)


def _plain(code: str) -> str:
    """A code without the signs that LIKE reads; `_` may stay: it matches itself."""
    return code.replace("%", "")
