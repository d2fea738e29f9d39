"""Numbers that say where: postal codes, INSEE codes of agents, département numbers, arrondissements. And those that do not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directory.places.evidence import Strength, announced
from directory.places.gazetteer import Gazetteer, Place
from directory.places.lexicon import Lexicon
from directory.places.words import Word

_PHONE = re.compile(r"(?<!\d)(?:(?:\+|00)33[ .]?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)")
_INSEE = re.compile(r"\binsee\s*:?\s*(\d[\dab]\d{3})\b", re.IGNORECASE)
_SUFFIXES = frozenset({"e", "er", "eme", "ere", "ieme", "nd", "rd", "th", "st", "emme", "ém", "iem", "em", "saint"})
_DISTRICT_WORDS = frozenset(
    {"arrondissement", "arr", "ardt", "arrdt", "arrt", "arrondisement", "arond", "arrondissements"}
)
_LAST = {"13055": 16, "69123": 9, "75056": 20}
_AREA_WORDS = frozenset({"departement", "dep", "dept", "dpt", "usager", "usagere", "usagers", "secteur"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number that says where, on the words `first` to `last` (left out)."""

    first: int
    last: int
    places: tuple[Place, ...] = ()
    departement: str = ""
    code: str = ""
    sure: bool = True


def without_phones(text: str) -> str:
    """The text with telephone numbers blanked, letter for letter."""
    return _PHONE.sub(lambda match: " " * len(match.group()), text)


def insee_of(text: str) -> str | None:
    """The code of "insee:62041", the agents' prefix."""
    match = _INSEE.search(text)
    return match.group(1).upper() if match else None


def postcodes(words: Sequence[Word], text: str, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Number]:
    """The postal codes of a message. A code of no list (CEDEX) gives its département only."""
    found = []
    for first, last, digits in _five_digits(words):
        if _counts_something(words, first, last, text, lexicon):
            continue
        places = gazetteer.at_postcode(digits)
        departement = places[0].departement if places else departement_of(digits, gazetteer)
        if departement:
            found.append(Number(first, last, places, departement, digits))
    return found


def departement_of(code: str, gazetteer: Gazetteer) -> str:
    """The département that a five-figure code begins with, or nothing."""
    for length in (3, 2):
        if gazetteer.area(code[:length]) and (length == 3 or not code.startswith("97")):
            return code[:length]
    return ""


def _five_digits(words: Sequence[Word]) -> list[tuple[int, int, str]]:
    found = [(i, i + 1, word.text) for i, word in enumerate(words) if len(word.text) == 5 and word.text.isdigit()]
    for i, (one, two) in enumerate(itertools.pairwise(words)):
        # "62 000", typed as a number
        pair = one.text.isdigit() and two.text.isdigit() and (len(one.text), len(two.text)) == (2, 3)
        if pair and two.start == one.end + 1 and (i == 0 or not words[i - 1].text.isdigit()):
            found.append((i, i + 2, one.text + two.text))
    return found


def _counts_something(words: Sequence[Word], first: int, last: int, text: str, lexicon: Lexicon) -> bool:
    after = words[last].text if last < len(words) else ""
    end = words[last - 1].end
    if after in lexicon.units or text[end : end + 2].strip()[:1] in {"€", "%", "$"}:
        return True
    if after.endswith("s") and lexicon.zipf.get(after, 0) >= 36 and after not in lexicon.fillers:
        return True
    before = [word.text for word in words[max(0, first - 3) : first]]
    return bool(before) and before[-1] in lexicon.not_codes and not set(before) & lexicon.codes


def districts(
    words: Sequence[Word], gazetteer: Gazetteer, lexicon: Lexicon, cities: Sequence[str], home: str, asked: bool
) -> list[Number]:
    """Arrondissements: "marseille 13eme", "3e arrondissement de Lyon", "dans le 15e" where `cities` has arrondissements.

    `cities`: INSEE codes of the territory's cities that have arrondissements; `home`: its département number.
    """
    found: list[Number] = []
    for i in range(len(words)):
        value, last, ordinal = _ordinal(words, i, lexicon)
        if not value or (last < len(words) and words[last].text in lexicon.units - {"e", "m"} and not ordinal):
            continue
        named = last < len(words) and words[last].text in _DISTRICT_WORDS
        last += named
        city, first, end = _city_beside(words, i, last, lexicon.district_cities)
        if city:
            places = _district(gazetteer, [city], value) if not words[i].bracketed else ()
        elif (
            named or _in_the(words, i, ordinal, value, home) or (cities and _whole(words, i, last, asked, value, home))
        ):
            places = _district(gazetteer, list(cities) or (list(_LAST) if named else []), value)
            first, end = i, last
        else:
            continue
        if places:
            found.append(Number(first, end, places))
    return found


def _ordinal(words: Sequence[Word], i: int, lexicon: Lexicon) -> tuple[int, int, bool]:
    text = words[i].text
    if text in lexicon.ordinals:
        return lexicon.ordinals[text], i + 1, True
    if not text.isdigit() or len(text) > 2:
        return 0, i, False
    glued = i + 1 < len(words) and words[i + 1].text in _SUFFIXES and words[i + 1].start - words[i].end <= 1
    return int(text), i + 1 + glued, glued


def _city_beside(words: Sequence[Word], first: int, last: int, cities: Mapping[str, str]) -> tuple[str, int, int]:
    before = first - 1
    while before > 0 and words[before].text in {"le", "dans", "ds", "du", "au", "l"}:
        before -= 1
    if before >= 0 and words[before].text in cities:
        return cities[words[before].text], before, last
    after = last
    while after < len(words) and words[after].text in {"de", "a", "d"}:
        after += 1
    if after < len(words) and words[after].text in cities and last - first > 1:
        return cities[words[after].text], first, after + 1
    return "", first, last


def _in_the(words: Sequence[Word], i: int, ordinal: bool, value: int, home: str) -> bool:
    before = [word.text for word in words[max(0, i - 2) : i]]
    inside = before[-1:] == ["l"] or (len(before) == 2 and before[0] in {"dans", "ds"} and before[1] in {"le", "l"})
    return inside and (ordinal or f"{value:02d}" != home)


def _whole(words: Sequence[Word], first: int, last: int, ordinal: bool, value: int, home: str) -> bool:
    """Whether the number is the whole answer to "dans quelle commune ?": "15eme", "le 8". Unasked, « le 2e » is a choice."""
    around = [word.text for i, word in enumerate(words) if not first <= i < last]
    return (
        ordinal
        and f"{value:02d}" != home
        and all(word in {"le", "l", "du", "au", "dans", "ds", "svp"} for word in around)
    )


def _district(gazetteer: Gazetteer, cities: Sequence[str], value: int) -> tuple[Place, ...]:
    codes = [f"{_base(city) + value}" for city in cities if 1 <= value <= _LAST[city]]
    return tuple(place for code in codes if (place := gazetteer.commune(code)))


def _base(city: str) -> int:
    return {"13055": 13200, "69123": 69380, "75056": 75100}[city]


def departements(words: Sequence[Word], gazetteer: Gazetteer, lexicon: Lexicon) -> list[Number]:
    """Numbers that may be a département's. `sure` when the words before say so ("dans le 62"); else it needs a town beside it."""
    found = []
    for i, word in enumerate(words):
        code, last = _departement_code(words, i)
        if not code or not gazetteer.area(code):
            continue
        if last < len(words) and words[last].text in lexicon.units and words[last].start - words[last - 1].end <= 1:
            continue
        before = [other.text for other in words[max(0, i - 2) : i]]
        sure = before[-1:] in [["le"]] and before[0] in {"dans", "ds", "du", "vers"}
        sure = sure or bool(before and before[-1] in _AREA_WORDS) or _at_home(words, i, last, lexicon)
        found.append(Number(i, last, (), code, word.text, sure))
    return found


def _at_home(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """ "Je suis du 62", "j'habite le 62"; not "j'habite 62 rue Pasteur"."""
    street = last < len(words) and words[last].text in lexicon.streets | {"bis", "ter"}
    articled = first > 0 and words[first - 1].text in {"le", "du", "dans"}
    return articled and not street and announced(words, first, lexicon).strength >= Strength.BEING


def _departement_code(words: Sequence[Word], i: int) -> tuple[str, int]:
    text = words[i].text
    if text.isdigit() and len(text) in {2, 3}:
        return text, i + 1
    corsican = text == "2" and i + 1 < len(words) and words[i + 1].text in {"a", "b"}
    if corsican and words[i + 1].start == words[i].end:
        return f"2{words[i + 1].text.upper()}", i + 2
    return "", i
