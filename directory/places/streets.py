"""The street inside a message: the only words that are ever sent to the national geocoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from directory.places.lexicon import Lexicon
from directory.places.words import Word

_REPEATS = frozenset({"bis", "ter", "quater"})
_STOPS = frozenset({"a", "au", "aux", "vers", "pres", "dans", "ds", "mais", "et", "qui", "svp", "o", "pour", "chez"})
LONGEST = 7


@dataclass(frozen=True, slots=True)
class Street:
    """Words `first` to `last` (left out) name a street; `name` is where its own name begins; `number`: it has one."""

    first: int
    name: int
    last: int
    number: bool


def find_streets(words: Sequence[Word], text: str, lexicon: Lexicon) -> list[Street]:
    """The streets of a message, in order. Where the street ends and the town begins is settled by `trim`."""
    found: list[Street] = []
    for i, word in enumerate(words):
        if word.text not in lexicon.streets or (found and i < found[-1].last):
            continue
        first = _number_before(words, i)
        if first == i and word.text in lexicon.streets_with_number:
            continue
        name = i + 1
        while name < len(words) and words[name].text in lexicon.street_links:
            name += 1
        last = _end(words, text, name)
        if last > name:
            found.append(Street(first, name, last, first < i))
    return found


def trim(street: Street, town: int) -> Street:
    """The same street, ending before the town's first word when the town stands inside its words."""
    return Street(street.first, street.name, min(street.last, town), street.number)


def _number_before(words: Sequence[Word], i: int) -> int:
    i_number = i - 2 if i and words[i - 1].text in _REPEATS | {"b", "t"} else i - 1
    if i_number >= 0 and words[i_number].text.isdigit() and len(words[i_number].text) <= 4:
        return i_number
    return i


def _end(words: Sequence[Word], text: str, name: int) -> int:
    last = name
    while last < len(words) and last - name < LONGEST:
        word = words[last]
        comma = last > name and text[words[last - 1].end : word.start].strip()[:1] in {",", ";", "(", "-", "."}
        hyphen = last > name and text[words[last - 1].end : word.start] == "-"
        if (
            (word.text in _STOPS and last > name)
            or (comma and not hyphen)
            or (len(word.text) == 5 and word.text.isdigit())
        ):
            break
        last += 1
    return last
