"""Agents' shorthand in the one box, where every token may be one: `lens sr auj imp r10`.

A resident's message never comes here: what an agent means by "mer ap" or "net" would be wrong in a sentence. Longer texts
are read as sentences, whoever types them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from directory.needs.rules import settings
from directory.needs.shorthand import TOKEN as WORD
from directory.writing.fold import plain
from directory.writing.phrases import compile_phrases

# "la poste", "promeneurs du net": an article makes a word of it, not shorthand.
TOKEN = re.compile(r"(?<!sur )(?<!\bla )(?<!\bdu )[^\W_]+")

RETIRED = re.compile(r"\bretraitée?s?\b", re.IGNORECASE)


def expand_agents(text: str) -> str:
    """`text`, folded, with its shorthand in full; `text` itself when it is a sentence."""
    # Without its accent, "retraité" would be the pension.
    folded = plain(RETIRED.sub("senior", text))
    if len(WORD.findall(folded)) > settings("agents")["longest"]:
        return text
    for pattern, full in _rewrites():
        folded = pattern.sub(full, folded)
    return TOKEN.sub(lambda match: _meanings().get(match[0], match[0]), folded)


def added(field: str, text: str) -> tuple[str, ...]:
    """The values of `field` that only agents ask for, found in a text already read."""
    return tuple(value for name, value, pattern in _adds() if name == field and pattern.search(text))


@cache
def _rewrites() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), full) for pattern, full in settings("agents")["rewrites"])


@cache
def _meanings() -> Mapping[str, str]:
    lists = settings("shorthand")["meanings"], settings("agents")["meanings"]
    return {
        plain(short): plain(full)
        for content in lists
        for full, shorts in content.items()
        for short in str(shorts).split()
    }


@cache
def _adds() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (entry["field"], entry["value"], compile_phrases(entry["words"])) for entry in settings("agents")["adds"]
    )
