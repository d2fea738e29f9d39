"""Opening hours cut into tokens: OSM, French, and what people mix of both."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from directory.importer.rules.week import DAYS


class Token(NamedTuple):
    """`kind`: day, time, number, to, sep, clause, closed, except, parity, always, holiday, noise, colon. `value` is a day's
    place in the week, minutes from midnight, a bare number, or 1 (odd) and 0 (even)."""

    kind: str
    value: int = 0
    osm: bool = False


_FRENCH = ("lundis? lun lu", "mardis? mar ma", "mercredis? mer me", "jeudis? jeu je", "vendredis? ven ve",
           "samedis? sam sa", "dimanches? dim di")  # fmt: skip
_ENGLISH = ("monday mon mo", "tuesday tues tue tu", "wednesday wed we", "thursday thurs thu th", "friday fri fr",
            "saturday sat", "sunday sun su")  # fmt: skip
_LETTERS = ("l", "", "", "j", "v", "s", "d")
_NAMES = [
    f"{french} {english} {letter}".split() for french, english, letter in zip(_FRENCH, _ENGLISH, _LETTERS, strict=True)
]
_DAY = "|".join(
    f"(?P<d{place}>(?:{'|'.join(names)})\\b(?!['h]))(?:\\.(?=\\s*[-:,/&\\d]))?" for place, names in enumerate(_NAMES)
)
_TOKEN = re.compile(
    r"(?P<skip>\s+)"
    r"|(?P<always>24\s*/\s*7|24\s*h?\s*/\s*24\s*h?(?:\s*(?:et|,|-)?\s*7\s*j?\s*/\s*7\s*j?)?)"
    r"|(?P<daily>tous les jours(?! (?:ouvr|feri|sco))|7\s*j?\s*/\s*7\s*j?)"
    r"|(?P<odd>(?:les |en )?(?:semaines? |sem\.? )impaires?|week 1-5[123]/2)"
    r"|(?P<even>(?:les |en )?(?:semaines? |sem\.? )paires?|week 2-5[234]/2)"
    r"|(?P<holiday>(?:ph|(?:les )?jours feries)\s*:?\s*(?:off|fermes?)|(?:ferme )?(?:sauf |hors )(?:les )?jours feries)"
    r"|(?P<closed>ferme[es]*\b|fermeture|off\b|closed\b)"
    r"|(?P<except>sauf|excepte|hors)\b"
    r"|(?P<time>(?P<h>\d{1,2})\s*(?:h(?:eures?|rs?)?|:)\s*(?P<m>\d{2})(?:\s*min)?(?!\d)|(?P<hh>\d{1,2})\s*h(?:eures?|rs?)?(?![\w])"
    r"|(?P<noon>midi\b)|(?P<midnight>minuit\b))"
    r"|(?P<number>\d{1,2}(?!\d))"
    rf"|(?:{_DAY})"
    r"|(?P<noise>(?:du|des|de|d'|les?|la|l'|ouvert[es]*|ouvertures?|horaires?|accueil|public|au public|matins?|apres[- ]midis?"
    r"|journee|en continu|non[- ]stop|toute la journee)(?![\w]))"
    r"|(?P<to>->|-|–|(?:jusqu'a|jusqu'au|au|a|to)\b)"
    r"|(?P<sep>,|/|&|\+|\b(?:et|puis|ainsi que)\b)"
    r"|(?P<clause>[;|\n]|\.(?=\s|$))"
    r"|(?P<colon>:|=)"
)
_OSM_DAY = re.compile(r"(?:Mo|Tu|We|Th|Fr|Sa|Su)\b")


def tokens(text: str) -> list[Token] | None:
    """The tokens of a text, or None where it holds something that is not understood."""
    flat = _flat(text)
    found: list[Token] = []
    place = 0
    while place < len(flat):
        match = _TOKEN.match(flat, place)
        if match is None:
            return None
        place = match.end()
        found += _token(match, bool(_OSM_DAY.match(text, match.start())))
    return found


def _flat(text: str) -> str:
    """Lower case without accents, sign for sign as long as the text, so that places in both are the same."""
    plain = (unicodedata.normalize("NFD", sign)[0] for sign in text.replace("’", "'").replace("\u00a0", " "))
    return "".join(plain).lower().replace("–", "-").replace("—", "-")


def _token(match: re.Match[str], osm: bool) -> list[Token]:
    kind = match.lastgroup or ""
    for place in range(len(DAYS)):
        if match[f"d{place}"]:
            return [Token("day", place, osm)]
    if match["skip"] is not None or match["noise"] is not None:
        return []
    if match["daily"]:
        return [Token("day", 0), Token("to"), Token("day", 6)]
    if match["odd"] or match["even"]:
        return [Token("parity", 1 if match["odd"] else 0)]
    if match["time"]:
        return [Token("time", _minutes(match))]
    if match["number"]:
        return [Token("number", int(match["number"]))]
    return [Token(next(name for name in _PLAIN if match[name]), 0)] if kind else []


_PLAIN = ("always", "holiday", "closed", "except", "to", "sep", "clause", "colon")


def _minutes(match: re.Match[str]) -> int:
    if match["noon"]:
        return 12 * 60
    if match["midnight"]:
        return 24 * 60
    return int(match["h"] or match["hh"]) * 60 + int(match["m"] or 0)
