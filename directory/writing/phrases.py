"""A small pattern language that an editor can write without knowing regular expressions.

carte grise          these words, one after the other; accents, capitals, hyphens and apostrophes do not matter
imprim*              any word beginning so; `*phone` any word ending so
(je|on) veut         either of these; `(au secours|a l'aide)` may hold several words
carte [d'] identite  the words in brackets may be missing
<nombre> euros       any number
donne … code         up to five words in between (`…`); `…2` up to two
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from directory.writing.errors import PhraseError
from directory.writing.fold import plain

GAP = 5
BETWEEN = r"[\W_]*"
_PIECES = re.compile(r"…(\d*)|([(\[)\]|])|([^\s()\[\]|…]+)")


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """One expression that finds any of `phrases` in a folded text. Raises `PhraseError` naming the phrase that cannot be read."""
    found = [to_expression(phrase) for phrase in phrases]
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})" if found else r"(?!)")


def to_expression(phrase: str) -> str:
    """The regular expression of one phrase, without flags."""
    pieces = _PIECES.findall(_folded(phrase))
    expression, rest = _alternatives(pieces, 0, phrase)
    if rest != len(pieces) or not pieces:
        raise PhraseError(phrase)
    return expression


def _folded(phrase: str) -> str:
    # NFKD would turn the ellipsis into three dots: fold around it.
    return "…".join(plain(part) for part in phrase.replace("...", "…").split("…"))


def _alternatives(pieces: list[tuple[str, str, str]], at: int, phrase: str) -> tuple[str, int]:
    at, option = _sequence(pieces, at, phrase)
    options = [option]
    while at < len(pieces) and pieces[at][1] == "|":
        at, option = _sequence(pieces, at + 1, phrase)
        options.append(option)
    return (options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"), at


def _sequence(pieces: list[tuple[str, str, str]], at: int, phrase: str) -> tuple[int, str]:
    parts: list[str] = []
    while at < len(pieces) and pieces[at][1] not in {")", "]", "|"}:
        at, part = _item(pieces, at, phrase)
        parts.append(part)
    return at, BETWEEN.join(parts)


def _item(pieces: list[tuple[str, str, str]], at: int, phrase: str) -> tuple[int, str]:
    gap, bracket, word = pieces[at]
    if word:
        return at + 1, _word(word)
    if not bracket:
        return at + 1, rf"(?:\w+[\W_]+){{0,{gap or GAP}}}?"
    inside, end = _alternatives(pieces, at + 1, phrase)
    closing = {"(": ")", "[": "]"}[bracket]
    if end >= len(pieces) or pieces[end][1] != closing:
        raise PhraseError(phrase)
    return end + 1, f"(?:{inside})" if bracket == "(" else f"(?:(?:{inside}){BETWEEN})?"


def _word(word: str) -> str:
    if word == "<nombre>":
        return r"\b\d[\d.,]*"
    if not re.search(r"\w", word):
        return re.escape(word)
    body = re.escape(word).replace(r"\*", r"\w*").replace("'", r"\W*").replace(r"\-", BETWEEN)
    left = "" if word.startswith("'") else r"\b"
    right = "" if word.endswith("'") else r"\b"
    return f"{left}{body}{right}"
