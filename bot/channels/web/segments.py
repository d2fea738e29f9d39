"""A line of plain text cut into pieces: words, phone numbers one can tap, web addresses one can follow.

Nothing here makes HTML: a piece is a text and, sometimes, an address. Templates and script write them as text nodes.
"""

from __future__ import annotations

import re
from typing import TypedDict

# Ten figures in pairs; a free number as it is usually written (0 800 123 456); a short one after « le » or « au ».
_PHONE = r"(?<![\d+])0(?:[1-9](?:[ .\u00a0\u202f]?\d\d){4}|[ \u00a0\u202f]8\d\d(?:[ \u00a0\u202f]\d{3}){2})(?!\d)"
_SHORT = r"(?:(?<=\b[lL]e )|(?<=\bau ))(?:1[5789]|11[2459]|3\d[ \u00a0\u202f]?\d\d)(?!\d| ?[hH€%])"
_ADDRESS = r"https?://[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]]"
_PIECE = re.compile(f"(?P<phone>{_PHONE}|{_SHORT})|(?P<address>{_ADDRESS})")


class Segment(TypedDict):
    """A piece of a line: `text`, and `href` when it can be followed (else an empty string)."""

    text: str
    href: str


def cut(line: str) -> list[Segment]:
    """`line` in pieces; joined, their texts give `line` back."""
    pieces: list[Segment] = []
    end = 0
    for match in _PIECE.finditer(line):
        pieces.append({"text": line[end : match.start()], "href": ""})
        pieces.append({"text": match.group(), "href": _href(match)})
        end = match.end()
    pieces.append({"text": line[end:], "href": ""})
    return [piece for piece in pieces if piece["text"]]


def _href(match: re.Match[str]) -> str:
    if match["address"]:
        return match["address"]
    return f"tel:{international(match['phone'])}"


def international(number: str) -> str:
    """A French number as one dials it from anywhere: `+33…`; short numbers stay as they are."""
    digits = re.sub(r"\D", "", number)
    return f"+33{digits[1:]}" if len(digits) == 10 else digits
