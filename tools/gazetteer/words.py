"""Words that are not towns, and other names of towns: both frozen when the gazetteer is built."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from directory.places.words import glue, key, plain

# wordfreq files words in centibels: rank n of the list holds the words n centibels below certainty.
EVERYDAY, COMMON = 480, 580  # zipf 4.2 and 3.2: zipf = 9 - centibels / 100
BIG_TOWN = 10_000
_LATIN = re.compile(r"^[A-ZÀ-Ý][a-zà-ÿ'’]+([ -][A-Za-zÀ-ÿ'’]+)*$")


def common_words(path: Path) -> list[list[str]]:
    """Everyday French words, without accents, each with how common it is (zipf × 10: 32 and more)."""
    import msgpack

    ranks = msgpack.unpackb(gzip.decompress(path.read_bytes()), raw=False)
    found: dict[str, int] = {}
    for centibels, words in enumerate(ranks[1:]):
        if centibels > COMMON:
            break
        for word in words:
            if word.isalpha() and len(word) > 1:
                found.setdefault(plain(word), (900 - centibels) // 10)
    return [[word, str(zipf)] for word, zipf in sorted(found.items())]


def other_names(matched: Mapping[str, Any], rows: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Names of the bigger towns in other languages and in Arabic letters, from GeoNames: name's key, INSEE code."""
    taken = {row[12] for row in rows.values()}
    found: dict[str, str] = {}
    for code, city in sorted(matched.items(), key=lambda item: -int(rows[item[0]][7])):
        if int(rows[code][7]) < BIG_TOWN:
            break
        for name in city.get("alternatenames") or ():
            filed = glue(key(name))
            if _usable(name, filed) and filed not in taken:
                found.setdefault(filed, code)
    return [[name, code] for name, code in sorted(found.items())]


def _usable(name: str, filed: str) -> bool:
    if name and all("ARABIC" in unicodedata.name(letter, "") or letter in " -" for letter in name):
        return len(filed) >= 3
    return bool(_LATIN.match(name)) and len(filed) >= 5
