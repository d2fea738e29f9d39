"""A site's name and address reduced to what tells it apart."""

from __future__ import annotations

import re
from functools import lru_cache

from directory.sites.names import fold

_SAME_WORDS = {
    "hotel de ville": "mairie", "commune": "mairie", "ville": "mairie", "municipalite": "mairie", "mairies": "mairie",
    "centre communal d action sociale": "ccas", "c c a s": "ccas", "centre intercommunal d action sociale": "cias",
    "maison france services": "france services", "espace france services": "france services",
    "maison de services au public": "france services", "msap": "france services", "france service": "france services",
    "bibliotheque municipale": "mediatheque", "bibliotheque": "mediatheque", "mediatheque municipale": "mediatheque",
    "mediatheque intercommunale": "mediatheque", "centre socioculturel": "centre social", "espace numerique": "epn",
    "centre socio culturel": "centre social", "espace public numerique": "epn", "cyber base": "epn", "cyberbase": "epn",
    "communaute de communes": "cc", "communaute d agglomeration": "ca", "ca": "ca",
}  # fmt: skip
_SMALL = frozenset("de du des d la le les l et a au aux en sur sous pour".split())
_STREETS = {
    "avenue": "av", "boulevard": "bd", "place": "pl", "route": "rte", "impasse": "imp", "allee": "all", "allees": "all",
    "chemin": "chem", "square": "sq", "faubourg": "fg", "docteur": "dr", "general": "gal", "marechal": "mal",
}  # fmt: skip
_PATTERN = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _SAME_WORDS), key=len, reverse=True)) + r")\b")


@lru_cache(maxsize=20_000)
def name_key(name: str, commune: str) -> str:
    """`Mairie de Caudry`, `Ville de Caudry`, `COMMUNE DE CAUDRY` → `mairie`. The commune's own words say nothing inside it."""
    text = _PATTERN.sub(lambda match: _SAME_WORDS[match[1]], fold(name))
    own = set(fold(commune).split())
    words = [word for word in text.split() if word not in _SMALL]
    telling = [word for word in words if word not in own]
    return " ".join(telling or words)


@lru_cache(maxsize=20_000)
def address_key(address: str) -> tuple[str, str]:
    """(number, street): `12 bis, avenue du Général Leclerc` → (`12bis`, `av gal leclerc`)."""
    words = fold(address).split()
    number = ""
    if words and words[0].isdigit():
        number = words.pop(0)
        if words and words[0] in ("bis", "ter", "quater"):
            number += words.pop(0)
    return number, " ".join(_STREETS.get(word, word) for word in words if word not in _SMALL)
