"""The place of a one-box query, quickly enough for every keystroke.

The resolver, told to expect a place, tries the whole text as a misspelt town: right for an answer to "où ?", slow for
"caudry impots samedi". Here the cheap readings come first: a place that stands plainly in the text, then what is left of
the text without the words of the need, then a name that agents shorten; the thorough reading only when all fail.
"""

from __future__ import annotations

import re

from directory.lookup_short import short_names
from directory.lookup_words import blank, says_a_need, without_needs, without_phrases
from directory.places.gazetteer import Place
from directory.places.resolve import Resolver
from directory.places.results import Resolution, of_place
from directory.places.shared import shared_gazetteer
from directory.places.words import glue, key, split

_AREAS = frozenset({"departement", "region"})
_ORDER = ("found", "confirm", "ambiguous", "unknown", "none")
_CODE = re.compile(r"(?<!\d)\d{5}(?!\d| ?€)")
_UNITS = r"\W*(?:kms?|k|h|ans|lieux|adr\w*|sites?|x)\b"
_MOST_WORDS = 8
_BEGINNING = 4  # letters of a name beside its postal code: "62400 beth"
_VILLAGE = 1_000  # inhabitants: below, "parent 63" or "bus 62" is the need, not Parent or Bus


def resolve_query(resolver: Resolver, text: str) -> Resolution:
    """The place of a query typed in one box, by an agent or a programme."""
    plainly = resolver.resolve(text)
    rest = _codes_last(without_needs(text))
    if _a_need_rather(plainly):
        return resolver.resolve(rest, expecting_place=True)
    if _sure(plainly):
        return _at_its_code(plainly, rest) or _longer(plainly, rest, text)
    alone = resolver.resolve(rest, expecting_place=True) if rest and rest != text else plainly
    if _sure(alone):
        return _longer(alone, rest, text)
    return _less_sure(resolver, text, rest, alone)


def _less_sure(resolver: Resolver, text: str, rest: str, alone: Resolution) -> Resolution:
    """A postal code, a shortened name, a near miss or a choice: the first reading that offers a place."""
    code = _CODE.search(text)
    coded = resolver.resolve(code[0]) if code else None
    if coded and _sure(coded):
        return coded
    bare = without_phrases(text)
    named = resolver.resolve(bare, expecting_place=True) if bare and bare != rest else alone
    if _sure(named) or named.status == "ambiguous":
        return _longer(named, bare, bare)
    short = short_names().find(bare)
    if short:
        return short
    tried = (named, alone, resolver.resolve(text, expecting_place=True))
    best = min(tried, key=lambda one: (not _sure(one), _ORDER.index(one.status)))
    return best if best.candidates else _one_name(resolver, bare) or best


def _at_its_code(found: Resolution, rest: str) -> Resolution | None:
    """The commune of a shared postal code that another word names, be it a word of every day: "44270 la marne"."""
    code = found.span or ""
    words = [word.text for word in split(rest) if not word.text.isdigit()]
    if not (words and code.isdigit() and len(code) == 5):
        return None
    # The five figures may also be the INSEE code of a commune, when its name stands beside.
    places = (*shared_gazetteer().at_postcode(code), shared_gazetteer().commune(code))
    communes = [place for place in places if place and place.kind == "c"]
    typed = f" {' '.join(words)} "
    whole = [place for place in communes if f" {place.key} " in typed]
    begun = [place for place in communes if any(_begins(place, word) for word in words)]
    named = sorted(whole, key=lambda place: -len(place.key)) or begun
    return Resolution("found", (of_place(named[0], 1.0, f"nom et code postal {code}"),), code) if named else None


def _begins(place: Place, word: str) -> bool:
    return len(word) >= _BEGINNING and place.key.startswith(word)


def _one_name(resolver: Resolver, bare: str) -> Resolution | None:
    """The only words that are a town's name, among others that say nothing: "vichy pass num"."""
    words = bare.split()[:_MOST_WORDS]
    for size in range(min(3, len(words)), 0, -1):
        for first in range(len(words) - size + 1):
            name = " ".join(words[first : first + size])
            if shared_gazetteer().named(glue(key(name))):
                found = resolver.resolve(name, expecting_place=True)
                if _sure(found):
                    return found
    return None


def _codes_last(words: str) -> str:
    """Postal codes after the names: before a plural ("62110 pers", "89100 sens"), they would count things."""
    codes = " ".join(_CODE.findall(words))
    return " ".join(f"{_CODE.sub(' ', words)} {codes}".split()) if codes else words


def _longer(found: Resolution, rest: str, text: str) -> Resolution:
    """The found place, unless it is a word of a longer name shortened: "laye" in "st germ en laye"."""
    span = found.span or ""
    if not span or span.isdigit() or len(rest.split()) <= len(span.split()):
        return found
    return (_containing(span, rest) and _containing(span, without_phrases(text))) or found


def _containing(span: str, words: str) -> Resolution | None:
    """A shortened name of `words` that holds `span` and more."""
    short = short_names().find(words)
    held = short is not None and short.span is not None and span in short.span and short.span != span
    return short if held else None


def without_place(text: str, resolution: Resolution) -> str:
    """`text` without the name of its place, which says no need: "mer 41", "villers sur mer", "paris 5"."""
    span = resolution.span or ""
    if resolution.status not in ("found", "ambiguous") or not span or span.isdigit():
        return text
    departement = resolution.candidates[0].departement
    numbered = (
        re.search(rf"(?<!\w){re.escape(span)}\W{{1,2}}{departement}\b(?!{_UNITS})", text) if departement else None
    )
    return blank(text, numbered[0] if numbered else span)


def _a_need_rather(found: Resolution) -> bool:
    """Whether the only word of a village's name is also a need's."""
    if not _sure(found) or found.candidates[0].precision != "commune" or not found.span:
        return False
    return found.candidates[0].population < _VILLAGE and " " not in found.span and says_a_need(found.span)


def _sure(resolution: Resolution) -> bool:
    return resolution.status == "found" and resolution.candidates[0].precision not in _AREAS
