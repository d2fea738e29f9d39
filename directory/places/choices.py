"""The answer to "laquelle ?": by number, by département, by name or label, or « l'autre »."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from directory.places.gazetteer import Gazetteer
from directory.places.lexicon import Lexicon
from directory.places.results import Candidate
from directory.places.words import ARTICLES, glue, plain, split

_RANKS = {
    "premier": 1,
    "premiere": 1,
    "un": 1,
    "une": 1,
    "deuxieme": 2,
    "second": 2,
    "seconde": 2,
    "deux": 2,
    "troisieme": 3,
}
_RANKS |= {"trois": 3, "quatrieme": 4, "quatre": 4, "dernier": -1, "derniere": -1}
_SMALL = ARTICLES | {
    "c",
    "est",
    "celui",
    "celle",
    "dans",
    "de",
    "du",
    "d",
    "en",
    "a",
    "au",
    "numero",
    "n",
    "choix",
    "reponse",
    "svp",
    "oui",
    "merci",
}
_SMALL |= {
    "ds",
    "j",
    "je",
    "habite",
    "suis",
    "pour",
    "bonjour",
    "departement",
    "dep",
    "er",
    "e",
    "eme",
    "ere",
    "ville",
    "the",
    "des",
    "moi",
}


def choose(
    text: str, choices: Sequence[Candidate], gazetteer: Gazetteer, lexicon: Lexicon
) -> tuple[Candidate, ...] | None:
    """What the person picked: one candidate, those that remain after « l'autre », or nothing when it is no such answer."""
    words = [word.text for word in split(text)]
    said = [word for word in words if word not in _SMALL]
    if not choices or len(words) > 8:
        return None
    if "autre" in said and len(said) <= 2:
        return tuple(choices[1:]) or None
    for read in (_by_rank, _by_departement, _by_label):
        if picked := read(said, words, choices, gazetteer):
            return (picked,)
    return None


def _by_rank(
    said: Sequence[str], words: Sequence[str], choices: Sequence[Candidate], gazetteer: Gazetteer
) -> Candidate | None:
    if len(said) != 1 and not (not said and len(words) == 1):
        return None
    word = said[0] if said else words[0]
    rank = _RANKS.get(word, int(word) if word.isdigit() and len(word) == 1 else 0)
    if rank == -1:
        return choices[-1]
    return choices[rank - 1] if 1 <= rank <= len(choices) else None


def _by_departement(
    said: Sequence[str], words: Sequence[str], choices: Sequence[Candidate], gazetteer: Gazetteer
) -> Candidate | None:
    codes = {word.upper() for word in said} | {a + b.upper() for a, b in itertools.pairwise(words) if a == "2"}
    codes |= {word[: 3 if word.startswith("97") else 2] for word in said if word.isdigit() and len(word) == 5}
    named = "".join(said)
    picked = [choice for choice in choices if choice.departement in codes or _area_key(choice, gazetteer) in named]
    return picked[0] if len(picked) == 1 else None


def _area_key(choice: Candidate, gazetteer: Gazetteer) -> str:
    area = gazetteer.area(choice.departement)
    return glue(" ".join(word.text for word in split(area.name) if word.text not in _SMALL)) if area else "?"


def _by_label(
    said: Sequence[str], words: Sequence[str], choices: Sequence[Candidate], gazetteer: Gazetteer
) -> Candidate | None:
    """The words of one label and of no other: "boulogne sur mer", « Saint-Denis (93) »."""
    sets = [{word.text for word in split(plain(f"{choice.name} {choice.departement}"))} for choice in choices]
    spoken = {word for word in words if word not in _SMALL - ARTICLES}
    full = [choice for choice, name in zip(choices, sets, strict=True) if spoken and spoken <= name]
    if len(full) == 1:
        return full[0]
    exact = [choice for choice in choices if glue(plain(choice.name).replace("-", "")) == "".join(words)]
    return exact[0] if len(exact) == 1 else None
