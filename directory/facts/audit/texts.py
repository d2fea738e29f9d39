"""Collecting every text that may be said or shown: responses, translations, cards, territories, templates."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directory.facts.card import Card, Words
from directory.facts.cards import Cards
from directory.facts.read import VARIANTS
from directory.facts.yaml_file import read_yaml

_JINJA = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_LINK = re.compile(r"""(?:href|src|action)=["']((?:https?:|tel:|mailto:)[^"']+)["']""")
_HIDDEN = re.compile(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Text:
    """One text: where it stands, its words, and the slug of the card it belongs to."""

    where: str
    words: str
    card: str | None = None


def card_texts(cards: Cards) -> Iterator[Text]:
    """Every variant of every card, its side answers, local notes, translations and follow-ups."""
    for card in cards:
        for name, words in _parts(card):
            for variant in VARIANTS:
                if said := getattr(words, variant):
                    yield Text(f"fiche {card.slug}{name} ({variant})", said, card.slug)
        for follow_up in card.follow_ups:
            yield Text(f"fiche {card.slug} (suite)", f"{follow_up.label} ?\n{follow_up.message} ?", card.slug)


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
    yield from ((f" / {note.territory}", note.words) for note in card.local.values())
    yield from ((f" [{lang}]", words) for lang, words in card.translations.items())


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
