"""Collecting every text that may be said or shown: responses, translations, cards, territories, templates."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directory.facts.card import Card, Source, Words
from directory.facts.cards import Cards
from directory.facts.read import VARIANTS
from directory.facts.territory import read_contacts
from directory.facts.yaml_file import read_yaml

_JINJA = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_LINK = re.compile(r"""(?:href|src|action)=["']((?:https?:|tel:|mailto:)[^"']+)["']""")
_HIDDEN = re.compile(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Text:
    """One text that may be said.

    `where` it stands, its `words`, what it is `about` (a card's title), and what it may state: `vouched` (claims, as written)
    and `cited` (the names and years of its sources, for the agents' variant).
    """

    where: str
    words: str
    about: str = ""
    vouched: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()


def card_texts(cards: Cards) -> Iterator[Text]:
    """Every variant of every card, its side answers, translations, local notes and follow-ups."""
    for card in cards:
        vouched, cited = vouched_by(card), _titles(card.sources)
        for name, words in _parts(card):
            yield from _variants(f"fiche {card.slug}{name}", words, card.title, vouched, cited)
        for note in card.local.values():
            known, sources = (*vouched, *note.claims), (*cited, *_titles(note.sources))
            yield from _variants(f"fiche {card.slug} / {note.territory}", note.words, card.title, known, sources)
        for follow_up in card.follow_ups:
            yield Text(f"fiche {card.slug} (suite)", f"{follow_up.label} ?\n{follow_up.message} ?", card.title, vouched)


def contact_texts(folder: Path) -> Iterator[Text]:
    """Every variant of the territories' contacts."""
    for slug, contacts in read_contacts(folder).items():
        for name, note in contacts.items():
            yield from _variants(f"territoire {slug} / {name}", note.words, "", note.claims, _titles(note.sources))


def vouched_by(card: Card) -> tuple[str, ...]:
    """What a card vouches for everywhere: its claims, its title, its number. Not what is true in one territory only."""
    number = (card.number.number, card.number.display) if card.number else ()
    return (*card.claims, card.title, *number)


def spoken_texts(root: Path, paths: Iterable[Path], skip: Mapping[str, str]) -> Iterator[Text]:
    """The strings of the YAML files `paths`, and the words and links of `bot/templates/`."""
    for path in paths:
        name = path.relative_to(root).as_posix()
        if name not in skip and path.exists():
            for key, said in _strings(read_yaml(path)):
                yield Text(f"{name} {key}".strip(), _PLACEHOLDER.sub("…", said))
    for path in sorted((root / "bot" / "templates").rglob("*.*")):
        name = path.relative_to(root).as_posix()
        if name not in skip:
            yield from (Text(name, words) for words in template_words(path.read_text(encoding="utf-8")))


def template_words(source: str) -> Iterator[str]:
    """The visible words of a Jinja template, line by line, and the outside addresses it links to."""
    bare = _HIDDEN.sub(" ", _JINJA.sub("…", source))
    yield from (html.unescape(link).removeprefix("tel:").removeprefix("mailto:") for link in _LINK.findall(bare))
    for line in _TAG.sub("\n", bare).splitlines():
        if line.strip(" …"):
            yield html.unescape(line)


def _parts(card: Card) -> Iterator[tuple[str, Words]]:
    yield "", card.words
    yield " facettes", Words("\n".join(filter(None, (card.what, card.for_whom, card.cost, card.how))))
    yield from ((f" / {answer.ask}", answer.words) for answer in card.answers)
    yield from ((f" [{lang}]", words) for lang, words in card.translations.items())


def _variants(where: str, words: Words, about: str, vouched: tuple[str, ...], cited: tuple[str, ...]) -> Iterator[Text]:
    for variant in VARIANTS:
        if said := getattr(words, variant):
            yield Text(f"{where} ({variant})", said, about, vouched, cited if variant == "agent" else ())


def _titles(sources: Iterable[Source]) -> tuple[str, ...]:
    return tuple(f"{source.title} ; {source.date or ''}" for source in sources)


def _strings(content: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(content, str):
        yield key, content
    elif isinstance(content, Mapping):
        for name, value in content.items():
            # `channel: sms` and `lang: en` choose a variant, they are not said.
            if name not in ("channel", "lang", "dir"):
                yield from _strings(value, key if name in ("text", "sentences") else f"{key} {name}".strip())
    elif isinstance(content, list):
        for value in content:
            yield from _strings(value, key)
