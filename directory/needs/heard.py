"""Words of needs known by their sound: "watsap", "paspor", "dimprimé". Asked only when nothing else was understood."""

from __future__ import annotations

import re
from functools import cache

from directory.needs.rules import settings
from directory.writing.fold import plain
from directory.writing.sound import sound

WORD = re.compile(r"[a-z]+")
ELIDED = "dlmnst"  # "dimprime" : d'imprimer
SHORTEST = 3


def heard(text: str) -> str:
    """`text` (already read), each word that sounds like one of `data/needs/heard.yml` replaced by it."""
    return WORD.sub(lambda match: _known(match[0]) or match[0], text)


def _known(word: str) -> str | None:
    """Also without its last e ("cart"), and with the d or the l before it."""
    forms = [word, f"{word}e"]
    if word[0] in ELIDED and len(word) > SHORTEST + 1:
        forms += [word[1:], f"{word[1:]}e"]
    known = _sounds()
    return next((known[sound(form)] for form in forms if len(form) >= SHORTEST and sound(form) in known), None)


@cache
def _sounds() -> dict[str, str]:
    """Each sound and the word it stands for. `exel=excel`: a spelling that does not sound like its word."""
    pairs = [item.partition("=")[::2] for line in settings("heard")["words"] for item in plain(line).split()]
    return {sound(spelled): word or spelled for spelled, word in reversed(pairs)}
