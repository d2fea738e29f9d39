"""Finding in a text what can be false: web addresses, phones, prices, dates, hours of the clock, quantities, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from directory.writing.fold import plain

_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre"),
    *("decembre", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_MONTH = rf"(?:{'|'.join(_MONTHS)})(?![a-z])"
_NUMBER = r"\d+(?: \d{3})*(?:[.,]\d+)?"
_TENS = "dix|vingt|trente|quarante|cinquante|soixante|quatre-vingts?|cents?|mille"
_COUNTED = rf"(?:(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|et|{_TENS})[ -])*(?:{_TENS}|cinq|six|sept|huit|neuf)"
# In this order: the first that fits at a place wins.
_PATTERNS = (
    ("web", r"(?:https?://)?[\w.+-]*@?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[^\s)\"'<>]*)?(?![\w@])"),
    ("phone", r"(?<![\w,])(?:\+\d{2,3}(?:[ .\-]?\d){6,11}|0(?:[ .\-]?\d){9})(?!\d)"),
    (
        "date",
        rf"(?<!\d)\d{{1,2}}(?:er)? {_MONTH}(?: \d{{4}})?|\b{_MONTH} \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|\d{{4}}-\d\d-\d\d",
    ),
    ("price", rf"{_NUMBER} ?(?:m€|€|euros?\b|eur\b|centimes?\b)|€ ?{_NUMBER}|\b{_COUNTED} euros\b"),
    ("date", r"(?<![\d/])(?:19|20)\d\d(?:-\d\d(?!\d))?(?![\d/])"),
    ("number", r"(?<![\d ])3\d[ .]\d\d(?![ .]?\d)|(?<=[^\d] )3\d[ .]\d\d(?![ .]?\d)"),
    ("clock", r"\d{1,2} ?h(?: ?\d\d)?(?!\w)|\d{1,2}:\d\d|\d{1,2} ?[ap]m\b"),
)
_WORD_AFTER = re.compile(rf"({_NUMBER}) ?([a-z%]+|%)?")


@dataclass(frozen=True)
class Claim:
    """One thing that can be false: its kind, its canonical form, and the words as written (folded)."""

    kind: str
    value: str
    written: str


def claims(text: str, units: str) -> Iterator[Claim]:
    """The claims of `text`, in order. `units`: expression of the words that make a number precise (12 *partenaires*)."""
    folded = plain(text).replace("\u202f", " ").replace("\xa0", " ")
    for kind, found in _typed(folded):
        if kind:
            yield Claim(kind, _canonical(kind, found), found)
        else:
            yield from _numbers(found, units)


def _typed(folded: str) -> Iterator[tuple[str, str]]:
    """The text cut into typed pieces and, with kind "", the rest between them."""
    names = [f"(?P<k{index}>{pattern})" for index, (_, pattern) in enumerate(_PATTERNS)]
    at = 0
    for match in re.finditer("|".join(names), folded):
        kind = _PATTERNS[int((match.lastgroup or "k0")[1:])][0]
        if kind == "web" and not re.search(r"[a-z]", match[0].split("/")[0]):
            continue
        yield "", folded[at : match.start()]
        yield kind, match[0]
        at = match.end()
    yield "", folded[at:]


def _numbers(text: str, units: str) -> Iterator[Claim]:
    for match in re.finditer(rf"(?<!\w)({_NUMBER})(?: ?({units}))?(?!\w)|\w*\d\w*", text):
        if match[1] is None:
            yield Claim("name", match[0], match[0])
        elif match[2]:
            yield Claim("quantity", f"{_digits(match[1])} {match[2]}", match[0])
        elif len(_digits(match[1])) > 1 or _counts(text, match.end()):
            yield Claim("number", _digits(match[1]), match[0])


def _counts(text: str, at: int) -> bool:
    """Whether a lone figure counts something ("2 agents") rather than numbers a line or a key."""
    following = re.match(r" ([a-z]{3,})", text[at:])
    return bool(following) and following[1] not in {"pour", "sur", "puis", "and", "for"} if following else False


def _canonical(kind: str, found: str) -> str:
    if kind == "phone":
        digits = re.sub(r"[^\d+]", "", found)
        return f"0{digits[3:]}" if digits.startswith("+33") else digits
    if kind == "web":
        return re.sub(r"^https?://(www\.)?", "", found).rstrip("/.").split("?")[0]
    if kind == "price":
        return f"{_digits(found) or found} €"
    if kind == "number":
        return _digits(found).replace(".", "")
    if kind == "clock":
        return re.sub(r"\s", "", found)
    return found.replace("1er ", "1 ")


def _digits(text: str) -> str:
    return re.sub(r"[^\d,.%]", "", text).replace(",", ".")
