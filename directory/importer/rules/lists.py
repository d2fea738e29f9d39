"""Lists: the standard's own words, once each, in the standard's order."""

from __future__ import annotations

from functools import lru_cache

from directory.importer.draft import Draft
from directory.importer.rules.context import Context
from directory.importer.source import folded
from directory.sites.names import fold
from directory.sites.vocabulary import LISTS, NO_PUBLIC, vocabulary


def mend_lists(draft: Draft, context: Context) -> None:
    """Enumerated columns: the source's words translated, spelling put right, unknown words dropped and named."""
    for column in vocabulary():
        before = draft.words(column)
        if before:
            _mend(draft, context, column, before)


def mend_free_lists(draft: Draft, context: Context) -> None:
    """`autres_formations_labels`: each label once, in alphabetical order."""
    before = draft.words("autres_formations_labels")
    draft.mend("list_order", "autres_formations_labels", sorted(dict.fromkeys(before)))


def note_no_public(draft: Draft, context: Context) -> None:
    """A site that receives nobody stays in the directory, but is never shown: the report counts it."""
    if NO_PUBLIC in draft.words("modalites_acces"):
        draft.note("no_public", "modalites_acces", NO_PUBLIC, "jamais montré")


def _mend(draft: Draft, context: Context, column: str, before: list[str]) -> None:
    if before == _in_order(column, tuple(before)):
        return
    mapping = context.source.values.get(column, {})
    kept: set[str] = set()
    translated = False
    for word in before:
        value, known = _value(column, word, mapping)
        if not known:
            draft.note("value_unknown", column, word, "")
        translated = translated or known == "mapped"
        kept |= {value} if value else set()
    after = [value for value in vocabulary()[column] if value in kept]
    rule = "value_translated" if translated else "list_order" if set(before) == kept else "value_spelling"
    draft.mend(rule, column, after)


def _value(column: str, word: str, mapping: dict[str, str | None] | object) -> tuple[str | None, str]:
    """(the standard's value or None, how it was known: "", "mapped" or "standard")."""
    exact = _spellings(column).get(folded(word))
    if exact:
        return exact, "standard"
    assert isinstance(mapping, dict)
    key = fold(word)
    if key in mapping:
        return mapping[key], "mapped"
    starts = [start for start in mapping if start.endswith("*") and key.startswith(start[:-1])]
    return (mapping[max(starts, key=len)], "mapped") if starts else (None, "")


@lru_cache(maxsize=5_000)
def _in_order(column: str, words: tuple[str, ...]) -> list[str]:
    """The words that are the standard's, once each and in its order: equal to what was read, nothing needs mending."""
    return [value for value in vocabulary()[column] if value in words]


@lru_cache(maxsize=64)
def _spellings(column: str) -> dict[str, str]:
    """Folded spelling → the standard's. « Étapes numériques(La Poste) » folds like its spaced form."""
    return {folded(value): value for value in vocabulary()[column]} if column in LISTS else {}
