"""All the cards of `data/facts/`, found by slug or by the words people use for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from rapidfuzz import fuzz, process

from directory.facts.card import Card
from directory.facts.errors import CardError, UnknownCardError
from directory.facts.read import read_card
from directory.facts.territory import read_notes
from directory.writing.fold import plain

RULES = "rules"
# A misspelling differs by a letter or two; shorter aliases are too close to other words.
_NEARLY, _SHORTEST_MISSPELT = 88.0, 8


class Cards:
    """The cards, by slug. Build with `Cards.load(folder)`."""

    def __init__(self, cards: Mapping[str, Card]) -> None:
        self._cards = dict(cards)

    @classmethod
    def load(cls, folder: Path, territories: Path | None = None) -> Cards:
        """Read every card under `folder` and the notes of `territories` (default: the folder `territories` beside it).

        Raises `CardError` for a card that breaks the rules, or for a slug used twice.
        """
        cards: dict[str, Card] = {}
        for path in sorted(folder.rglob("*.yml")):
            if RULES in path.relative_to(folder).parts[:-1]:
                continue
            card = read_card(path)
            if card.slug in cards:
                raise CardError(path, f"une autre fiche s'appelle déjà « {card.slug} »")
            cards[card.slug] = card
        notes = read_notes(territories or folder.parent / "territories")
        return cls({slug: replace(card, local=notes.get(slug, {})) for slug, card in cards.items()})

    def get(self, slug: str) -> Card:
        """The card of that slug. Raises `UnknownCardError`."""
        if slug not in self._cards:
            raise UnknownCardError(slug)
        return self._cards[slug]

    def topics(self) -> list[str]:
        """Every slug, sorted."""
        return sorted(self._cards)

    def numbers(self) -> list[Card]:
        """The cards that vouch for a phone number."""
        return [card for card in self if card.number]

    def find(self, text: str, *, misspelt: bool = True) -> list[Card]:
        """The cards whose aliases stand in `text`: the longest alias first, then the earliest in the text.

        Where none does, and if `misspelt`, one that is nearly written is taken ("france connecte").
        """
        folded = _words(text)
        hits = sorted(self._pattern.finditer(folded), key=lambda hit: (hit.start() - hit.end(), hit.start()))
        slugs = dict.fromkeys(slug for hit in hits for slug in self._by_alias[hit.group(1)])
        return [self._cards[slug] for slug in slugs] or (self._nearly(folded) if misspelt else [])

    def __iter__(self) -> Iterator[Card]:
        return iter(self._cards[slug] for slug in self.topics())

    def __len__(self) -> int:
        return len(self._cards)

    def _nearly(self, folded: str) -> list[Card]:
        words = folded.split()
        near: dict[str, float] = {}
        for count, aliases in self._by_words.items():
            for at in range(len(words) - count + 1):
                written = " ".join(words[at : at + count])
                for alias, score, _ in process.extract(
                    written, aliases, scorer=fuzz.ratio, score_cutoff=_NEARLY, limit=None
                ):
                    near |= {slug: max(score, near.get(slug, 0.0)) for slug in self._by_alias[alias]}
        return [self._cards[slug] for slug in sorted(near, key=lambda slug: -near[slug])]

    @cached_property
    def _by_words(self) -> dict[int, list[str]]:
        """The aliases long enough to be misspelt, by their number of words."""
        found: dict[int, list[str]] = {}
        for alias in self._by_alias:
            if len(alias) >= _SHORTEST_MISSPELT:
                found.setdefault(alias.count(" ") + 1, []).append(alias)
        return found

    @cached_property
    def _by_alias(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for card in self:
            for alias in (*card.aliases, card.title):
                slugs = found.setdefault(_words(alias), [])
                if card.slug not in slugs:
                    slugs.append(card.slug)
        found.pop("", None)
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # Longest first: Python takes the first alternative that fits.
        aliases = sorted(self._by_alias, key=len, reverse=True)
        return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, aliases))})(?!\w)" if aliases else r"(?!)()")


def _words(text: str) -> str:
    # Numbers are written with or without spaces: "39 19" and "3919" are the same alias.
    joined = re.sub(r"(?<=\d)[\s.]+(?=\d)", "", plain(text))
    return " ".join(re.findall(r"\w+", joined))
