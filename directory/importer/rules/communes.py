"""Communes: names, postal codes and INSEE codes, and their agreement."""

from __future__ import annotations

import re

from directory.importer.draft import Draft, Refused
from directory.importer.rules.context import Context
from directory.importer.towns import Town
from directory.sites.names import fold

_CEDEX = re.compile(r"\s*\bcedex\b\.?\s*\d*", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_ARRONDISSEMENT = re.compile(
    r"^(paris|lyon|marseille)[\s,–-]*(?:0?\d{1,2}(?:\s*(?:er|ère|e|è|ème|eme))?)?(?:[\s-]*arrondissement)?$",
    re.IGNORECASE,
)
_SAINT = re.compile(r"(?<![\w'’])(s(?:ain)?te?)[.\s-]+(?=\w)", re.IGNORECASE)
_BIG = {"paris": "Paris", "lyon": "Lyon", "marseille": "Marseille"}
_SMALL_WORDS = frozenset("de du des la le les l d en sur sous lès les lez à aux et au".split())
_INSEE = re.compile(r"([013-9]\d|2[AB1-9])\d{3}")
# The whole of each of the three cities, and the arrondissement's code from its postal code.
_CITIES = {"75056": ("750", 75100), "69123": ("6900", 69380), "13055": ("130", 13200)}


def mend_postcode(draft: Draft, context: Context) -> None:
    """Five digits; the CEDEX text and the decimal tail removed, the lost zero given back."""
    before = draft.text("code_postal")
    if before:
        draft.mend("postcode_format", "code_postal", _code(before))


def mend_insee(draft: Draft, context: Context) -> None:
    """The INSEE code in its form; an old commune's code becomes the code in force today."""
    before = draft.text("code_insee")
    if not before:
        return
    code = _code(before)
    draft.mend("insee_format", "code_insee", code if code and _INSEE.fullmatch(code) else None)
    town = context.towns.get(draft.text("code_insee"))
    if town and town.current != town.insee:
        draft.mend("insee_of_old_commune", "code_insee", town.current)


def mend_commune(draft: Draft, context: Context) -> None:
    """The commune's name without CEDEX, arrondissement or brackets; capitals and Saint put right."""
    before = draft.text("commune")
    if not before:
        return
    if not any(sign.isalpha() for sign in before):  # a postal code: the codes and the point say the name
        draft.mend("commune_name", "commune", None)
        return
    name = _BRACKETS.sub("", _CEDEX.sub("", before)).strip(" ,.-0123456789") or before
    city = _ARRONDISSEMENT.match(name.strip())
    name = _BIG[city[1].lower()] if city else _SAINT.sub(_saint, name)
    draft.mend("commune_name", "commune", _capitals(name) if name.isupper() or name.islower() else name)


def agree_codes(draft: Draft, context: Context) -> None:
    """Name, postal code and INSEE code are made to agree; what two of the three say wins."""
    if not context.towns:
        return
    name, postcode, insee = draft.text("commune"), draft.text("code_postal"), draft.text("code_insee")
    town = context.towns.get(insee)
    if insee and town is None:
        draft.mend("insee_unknown", "code_insee", None)
    town = _settle(context, town, name, postcode)
    if town is None:
        return
    if insee != town.insee and not _same_city(insee, town.insee):
        draft.mend("insee_from_postcode" if not insee else "insee_disagrees", "code_insee", town.insee)
    _agree_postcode(draft, context, town)
    _official_name(draft, town)


def commune_from_point(draft: Draft, context: Context) -> None:
    """A record that names no commune at all stands in the commune nearest to its point, if its postal code agrees."""
    if draft.text("commune") or draft.text("code_insee") or "latitude" not in draft.values:
        return
    town = context.towns.nearest(draft.values["latitude"], draft.values["longitude"])
    postcode = draft.text("code_postal")
    if town and (not postcode or postcode in town.postcodes):
        draft.mend("commune_from_point", "commune", town.name)
        draft.values["code_insee"] = town.insee
        if town.postcodes:
            draft.values["code_postal"] = town.postcodes[0]


def check_located(draft: Draft, context: Context) -> None:
    """Refuses a record that nothing locates: no commune, no postal code, no point."""
    if not draft.text("commune") and (town := context.towns.get(draft.text("code_insee"))):
        draft.mend("commune_from_insee", "commune", town.name)
    if not draft.text("code_postal") and (town := context.towns.get(draft.text("code_insee"))) and town.postcodes:
        draft.mend("postcode_from_insee", "code_postal", town.postcodes[0])
    if not draft.text("commune"):
        raise Refused("no_commune", draft.text("adresse"))
    if not draft.text("code_postal"):
        raise Refused("no_postcode", draft.text("commune"))


def place_key(values: dict[str, object]) -> str:
    """The commune inside which records are compared: its INSEE code (the arrondissement's, in the three big cities)."""
    insee, postcode = str(values.get("code_insee") or ""), str(values.get("code_postal") or "")
    city = _CITIES.get(insee)
    if city and postcode.startswith(city[0]):
        return str(city[1] + int(postcode[-2:]))
    return insee or f"cp{postcode}"


def _settle(context: Context, town: Town | None, name: str, postcode: str) -> Town | None:
    """The town that the record stands in, or None when nothing agrees enough to say."""
    by_name = context.towns.named(name, postcode)
    if town is None:
        alone = {one.current: one for one in context.towns.of_postcode(postcode)}
        found = by_name or (next(iter(alone.values())) if len(alone) == 1 else None)
        return context.towns.get(found.current) if found else None
    if postcode in town.postcodes or town.key == fold(name):
        return town
    return context.towns.get(by_name.current) if by_name else town


def _agree_postcode(draft: Draft, context: Context, town: Town) -> None:
    """A postal code of another département, or unknown (a CEDEX), gives way to the commune's own."""
    postcode = draft.text("code_postal")
    if not town.postcodes or postcode in town.postcodes:
        return
    if not context.towns.of_postcode(postcode) or postcode[:2] != town.postcodes[0][:2]:
        draft.mend("postcode_disagrees", "code_postal", town.postcodes[0])


def _official_name(draft: Draft, town: Town) -> None:
    """The official spelling, when the name differs only by accents, hyphens or capitals."""
    name = draft.text("commune")
    if not name or (name != town.name and fold(name) == town.key):
        draft.mend("commune_name", "commune", town.name)


def _same_city(insee: str, other: str) -> bool:
    return insee in _CITIES and other.startswith(str(_CITIES[insee][1])[:3])


def _code(written: str) -> str | None:
    text = re.sub(r"\.0+$", "", re.sub(r"\s+", "", written.upper().split("CEDEX")[0]))
    text = re.sub(r"^F-?(?=\d{5}$)", "", text)
    return (
        text.zfill(5) if text.isdigit() and len(text) == 4 else text if re.fullmatch(r"\d[\dAB]\d{3}", text) else None
    )


def _saint(match: re.Match[str]) -> str:
    word = "Sainte" if match[1].lower().endswith("e") else "Saint"
    return f"{word}{'-' if '-' in match[0] else ' '}"


def _capitals(name: str) -> str:
    """`LE CATEAU-CAMBRESIS` → `Le Cateau-Cambresis` (accents come from the gazetteer)."""
    words = re.split(r"([\s'’-]+)", name.lower())
    return "".join(word if place and word in _SMALL_WORDS else word.capitalize() for place, word in enumerate(words))
