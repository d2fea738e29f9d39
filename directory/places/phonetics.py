"""How a French name sounds, roughly: "kato", « Cateau » and "catteau" share one code.

Written for misspelt town names, not for linguistics: nasal vowels are digits, open and closed e are one,
silent endings go.
Accents count where they change the sound: « kalé » ends like « Calais », « kale » does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from directory.places.words import Word, plain

_VOWEL = "aeiouyéèêëEOU123"
# Ordered: each rule sees what the ones before it left. Capitals and digits are sounds already settled.
_RULES: tuple[tuple[str, str], ...] = (
    (r"[^a-zàâäçéèêëîïôöùûüÿœæ]", ""),
    (r"œu|œ|oe(?=u)", "e"),
    (r"[àâä]", "a"),
    (r"[îï]", "i"),
    (r"[ùûü]", "u"),
    (r"[éèêë](?=[nm])", "E"),
    (r"[éèêëæ]", "E"),
    (r"ph", "f"),
    (r"sch|sh|ch", "S"),
    (r"ç|sc(?=[eiyE])|c(?=[eiyE])", "s"),
    (r"qu|q|ck|c", "k"),
    (r"gu(?=[eiyE])", "g"),
    (r"gn|ny(?=[aeE])", "N"),
    (r"g(?=[eiyE])e?(?=[aou])|g(?=[eiyE])", "j"),
    (r"h", ""),
    (r"eaux|eau|aud$|aut$|aux$|au|ôt|ô|ö|ot$|os$|op$", "O"),
    (r"(?<![vm])ill(?=[aeiouEO])", "i"),
    (r"([^s])\1", r"\1"),
    (r"(?<=[aeiouyEO])s(?=[aeiouyEO])", "z"),
    (r"ss", "s"),
    (r"ait$|ais$|aix$|ay|ai(?!n(?![aeiouyEO])|m(?![aeiouyEO]))|ey|ei(?!n(?![aeiouyEO]))", "E"),
    (r"ets?$|ers?$|ez$|E[es]*$", "E"),
    (r"oy|oi", "wa"),
    (r"ou", "U"),
    (rf"(?:ie|ye)n(?![{_VOWEL}n])", "i2"),
    (rf"(?:ai|ei|i|y|u|E)[nm](?![{_VOWEL}nm])", "2"),
    (rf"(?:a|e)[nm](?![{_VOWEL}nm])", "1"),
    (rf"o[nm](?![{_VOWEL}nm])", "3"),
    (r"ie?s?$|y", "i"),
    (r"w(?!a)", "v"),
    (r"x", "s"),
    (r"(?<=r)[gk]$", ""),
    (r"e?[stdpz]*$", ""),
    (r"o", "O"),
    (r"e", "E"),
    (r"(.)\1", r"\1"),
)
_COMPILED = tuple((re.compile(pattern), sound) for pattern, sound in _RULES)


def sound(heard: str) -> str:
    """The code of one word, in lower case with its accents."""
    code = heard
    for pattern, replacement in _COMPILED:
        code = pattern.sub(replacement, code)
    return code


def heard_as(words: Iterable[Word]) -> str:
    """The code of several words, one after the other: an abbreviation is heard written out ("st" as "saint")."""
    return "".join(sound(word.heard if plain(word.heard) == word.text else word.text) for word in words)
