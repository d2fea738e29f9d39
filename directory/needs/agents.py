"""Agents' shorthand in the one box, where every token may be one: `lens sr auj imp r10`.

A resident's message never comes here: what an agent means by "mer ap" or "net" would be wrong in a sentence. Longer texts
are read as sentences, whoever types them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from directory.needs.rules import hits, settings
from directory.needs.shorthand import TOKEN
from directory.writing.fold import plain
from directory.writing.phrases import compile_phrases

# Without their accents, "retraité" would be the pension, and "dém" might be tomorrow.
ACCENTED = (
    (re.compile(r"\bretraitée?s?\b", re.IGNORECASE), "senior"),
    (re.compile(r"\bdém\b", re.IGNORECASE), "démarches"),
)
REQUEST = re.compile(r"\bdem\b\.?")


def expand_agents(text: str) -> str:
    """`text`, folded, with its shorthand in full; `text` itself when it is a sentence."""
    written = text
    for pattern, full in ACCENTED:
        written = pattern.sub(full, written)
    folded = plain(written)
    if _a_sentence(folded):
        return text
    for pattern, full in _rewrites():
        folded = pattern.sub(full, folded)
    return _tomorrow(TOKEN.sub(lambda match: _meanings().get(match[0], match[0]), folded))


def added(field: str, text: str) -> tuple[str, ...]:
    """The values of `field` that only agents ask for, found in a text already read."""
    return tuple(value for name, value, pattern in _adds() if name == field and pattern.search(text))


def _a_sentence(folded: str) -> bool:
    words = TOKEN.findall(folded)
    return len(words) > settings("agents")["longest"] and sum(word in _meanings() for word in words) * 3 < len(words)


def _tomorrow(text: str) -> str:
    """ "dem" as agents mean it: a request ("dem titre séjour") or, once the need is said, tomorrow ("caf dem")."""
    match = REQUEST.search(text)
    if not match:
        return text
    request, before, after = settings("agents")["request"], text[: match.start()], text[match.end() :]
    named = re.match(rf"\W*{request['follows']}", after)
    settled = named or re.search(request["days"], f"{before}, {after}")
    said = not settled and (hits("services", before) or hits("programmes", before))
    return REQUEST.sub("demain" if said else "demarches administratives", text)


@cache
def _rewrites() -> tuple[tuple[re.Pattern[str], str], ...]:
    lists = settings("agents_rewrites")
    short = "(?:" + "|".join(sorted(map(re.escape, _meanings()), key=len, reverse=True)) + ")"
    return tuple(
        (re.compile(pattern.replace("MOMENT", lists["moment"]).replace("SHORT", short)), full)
        for pattern, full in lists["rewrites"]
    )


@cache
def _meanings() -> Mapping[str, str]:
    lists = settings("shorthand")["meanings"], settings("agents")["meanings"]
    return {
        plain(short): plain(full)
        for content in lists
        for full, shorts in content.items()
        for short in str(shorts).split()
        if plain(short) != "dem"
    }


@cache
def _adds() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (entry["field"], entry["value"], compile_phrases(entry["words"])) for entry in settings("agents")["adds"]
    )
