"""Which of the places that a message names is meant: not the one refused ("pas Lens, Liévin"), and the one of the person
helped rather than of the one who writes ("pour ma mère à Arles, moi je suis à Lille").
"""

from __future__ import annotations

import re
from collections.abc import Callable

from actions.heard import hears
from directory.places.results import Resolution
from directory.writing.fold import plain

Resolve = Callable[[str], Resolution]
_REFUSED = re.compile(
    r"\b(?:non[,\s]+)?(?:c'?est\s+)?(?:pas|plus|not|nicht|nie)\s+(?:(?:à|a|en|sur|dans|de|au|aux|in|at|w)\s+|d['’])?(?P<rest>[^.;!?]+)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(\w+)['’\s]*$")
_NO_REFUSAL = frozenset("sais sait savez connais connait trouve trouves comprends vois capte ai as a".split())
_CLAUSES = re.compile(r"[,;.!?\n]|\b(?:mais|et moi|alors que|car|parce que)\b", re.IGNORECASE)
# The longest name of a town, in words: "Saint-Pol-sur-Ternoise" is one.
_WORDS = 4


def meant(text: str, resolve: Resolve) -> str:
    """`text` without the places that are not meant; the same `text` when it names one place or none."""
    kept = without_refused(text, resolve)
    return _of_the_person_helped(kept, resolve)


def without_refused(text: str, resolve: Resolve) -> str:
    """`text` without "pas à Lens"."""
    for match in _REFUSED.finditer(text):
        before = _BEFORE.search(text[: match.start()])
        if before and plain(before.group(1)) in _NO_REFUSAL:
            continue
        name = _leading_place(match.group("rest"), resolve)
        if name:
            end = match.start("rest") + match.group("rest").index(name) + len(name)
            return f"{text[: match.start()]} {text[end:]}".strip(" ,")
    return text


def _leading_place(text: str, resolve: Resolve) -> str | None:
    """The longest beginning of `text` that is the name of one place, or None."""
    words = re.split(r"[\s,]+", text.strip())[:_WORDS]
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if name in text and _is_a_place(name, resolve(name)):
            return name
    return None


def _is_a_place(name: str, resolution: Resolution) -> bool:
    named = resolution.status in ("found", "ambiguous") and resolution.span is not None
    return named and plain(str(resolution.span)) == plain(name)


def _of_the_person_helped(text: str, resolve: Resolve) -> str:
    """When two towns are said, the clause about somebody else wins over the clause about oneself."""
    placed = [clause for clause in _CLAUSES.split(text) if resolve(clause).status in ("found", "ambiguous", "confirm")]
    if len(placed) < 2:
        return text
    helped = [clause for clause in placed if hears("about_other", clause)]
    writing = [clause for clause in placed if clause not in helped and hears("about_self", clause)]
    return helped[0] if len(helped) == 1 and writing else text
