"""The words of data/places/: what announces a place, what is not one, other names. Read once, kept as plain sets."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from directory.places.errors import LexiconError
from directory.places.gazetteer import FOLDER
from directory.places.words import glue, key, split

Phrase = tuple[str, ...]
PHRASES = ("home", "being", "prepositions", "weak", "context", "refused")
WORDS = ("fillers", "streets", "streets_with_number", "street_links", "units", "not_codes", "codes")


@dataclass(frozen=True)
class Lexicon:
    """Sets of normalised words and phrases; their meanings stand as comments in the files of `data/places/`."""

    home: frozenset[Phrase]
    being: frozenset[Phrase]
    prepositions: frozenset[Phrase]
    weak: frozenset[Phrase]
    context: frozenset[Phrase]
    refused: frozenset[Phrase]
    articles: dict[str, str]
    fillers: frozenset[str]
    streets: frozenset[str]
    streets_with_number: frozenset[str]
    street_links: frozenset[str]
    units: frozenset[str]
    not_codes: frozenset[str]
    codes: frozenset[str]
    everyday: frozenset[str]
    never: frozenset[str]
    idioms: frozenset[str]
    elsewhere: frozenset[str]
    names: dict[str, tuple[str, ...]]
    areas: dict[str, str]
    district_cities: dict[str, str]
    ordinals: dict[str, int]
    zipf: dict[str, int]
    abroad: frozenset[str]


@lru_cache(maxsize=2)
def load_lexicon(folder: Path = FOLDER) -> Lexicon:
    """Read the lexicon of `folder`. Raises `LexiconError`, naming the file."""
    cues, everyday, aliases = (_yaml(folder / name) for name in ("cues.yml", "everyday.yml", "aliases.yml"))
    elsewhere: frozenset[str] = frozenset().union(*map(_listed, _yaml(folder / "other_languages.yml").values()))
    phrases: dict[str, Any] = {name: _phrases(cues[name]) for name in PHRASES}
    words: dict[str, Any] = {name: _words(cues[name]) for name in WORDS}
    return Lexicon(
        **phrases,
        **words,
        articles=cues["articles"],
        everyday=_words(everyday["words"]) | elsewhere,
        never=_words(everyday["never"]),
        idioms=_words(everyday["idioms"]),
        elsewhere=elsewhere,
        names=_names(aliases["names"]),
        areas={glue(key(name)): code for code, known in aliases["areas"].items() for name in known},
        district_cities=aliases["district_cities"],
        ordinals=aliases["ordinals"],
        zipf=_zipf(folder / "common_words.txt.gz"),
        abroad=_words(_yaml(folder / "abroad.yml")["names"]),
    )


def _yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(path.name, str(error)) from error


def _phrases(entries: Iterable[str]) -> frozenset[Phrase]:
    return frozenset(tuple(word.text for word in split(entry)) for entry in entries)


def _words(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(str(entry) for entry in entries)


def _listed(entry: str | Iterable[str]) -> frozenset[str]:
    return _words(entry.split() if isinstance(entry, str) else entry)  # as a text or, as everywhere else, as a list


def _names(entries: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for insee, known in entries.items():
        for name in known:
            filed = glue(key(name))
            names[filed] = tuple(dict.fromkeys((*names.get(filed, ()), insee)))
    return names


def _zipf(path: Path) -> dict[str, int]:
    try:
        lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    except OSError as error:
        raise LexiconError(path.name, str(error)) from error
    return {word: int(zipf) for word, _, zipf in (line.partition("\t") for line in lines)}
