"""Running the audit over a project folder (`data/` and `bot/templates/`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from directory.facts.audit.claims import Claim, claims
from directory.facts.audit.fault import Fault
from directory.facts.audit.numbers import card_fault, valid
from directory.facts.audit.poison import Poison, read_poisons
from directory.facts.audit.texts import Text, card_texts, contact_texts, spoken_texts, vouched_by
from directory.facts.cards import RULES, Cards
from directory.facts.territory import read_contacts
from directory.facts.yaml_file import read_yaml
from directory.writing.fold import plain

Known = frozenset[tuple[str, str]]
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNSURE = re.compile(r"pas pu (?:le |la |les )?vérifier|[àa] vérifier|non vérifié|à revérifier", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Rules:
    """What `data/facts/rules/` says."""

    texts: list[str]
    files: list[str]
    skip: dict[str, str]
    harmless: tuple[re.Pattern[str], ...]
    units: str
    poisons: list[Poison]

    def paths(self, root: Path) -> list[Path]:
        """The YAML files of texts that are said or shown."""
        found = [path for folder in self.texts for path in sorted((root / "data" / folder).rglob("*.yml"))]
        return found + [root / name for name in self.files]


def audit(root: Path, today: date) -> list[Fault]:
    """Every fault of the project in `root` on that day; an empty list when all that may be said is traced and fresh.

    Raises `CardError` when a card cannot even be read.
    """
    cards, rules = Cards.load(root / "data" / "facts"), _rules(root / "data" / "facts" / RULES)
    territories = root / "data" / "territories"
    faults = [*_card_faults(cards, today), *_contact_faults(territories, today)]
    for text in (*card_texts(cards), *contact_texts(territories)):
        # A card's title says what it is about: its shortest variant need not say it again.
        faults += _context_faults(Text(text.where, f"{text.about} : {text.words}"), cards, rules)
        faults += _text_faults(text, _numbers(cards, rules) | _vouched((*text.vouched, *text.cited), rules), rules)
    for text in spoken_texts(root, rules.paths(root), rules.skip):
        faults += _context_faults(text, cards, rules)
        faults += _text_faults(text, _known(cards, text, rules), rules)
    return list(dict.fromkeys(faults))


def _rules(folder: Path) -> Rules:
    raw = read_yaml(folder / "audit.yml")
    return Rules(
        texts=raw["texts"],
        files=raw.get("files") or [],
        skip=raw.get("skip") or {},
        harmless=tuple(re.compile(entry["find"]) for entry in raw["harmless"]),
        units=raw["units"],
        poisons=read_poisons(folder / "poison.yml"),
    )


def _numbers(cards: Cards, rules: Rules) -> Known:
    """The phone numbers, which any text may give."""
    return _vouched(tuple(claim for card in cards.numbers() for claim in vouched_by(card)), rules)


def _known(cards: Cards, text: Text, rules: Rules) -> Known:
    """What a response may state: about a scheme, what its card vouches for; about none, what any card does."""
    about = [card for card in cards.find(text.words, misspelt=False) if not card.number]
    return _numbers(cards, rules) | _vouched(
        tuple(claim for card in about or cards for claim in vouched_by(card)), rules
    )


@lru_cache(maxsize=1024)
def _vouched(texts: tuple[str, ...], rules: Rules) -> Known:
    found: set[tuple[str, str]] = set()
    for claim in (claim for text in texts for claim in claims(text, rules.units)):
        found.add((claim.kind, claim.value))
        found |= {("date", year) for year in _YEAR.findall(claim.value) if claim.kind == "date"}
    return frozenset(found)


def _card_faults(cards: Cards, today: date) -> Iterator[Fault]:
    for card in cards:
        where = f"fiche {card.slug}"
        if card.expired(today):
            yield Fault(
                where, "expired", str(card.review_by), "vérifiez la fiche, puis changez checked_on et review_by"
            )
        if wrong := card_fault(card):
            yield Fault(where, "phone", card.number.number if card.number else "", wrong)
        if card.confidence == "low" and not _UNSURE.search(card.plain):
            yield Fault(where, "low-confidence", card.plain[:60], "dites que ce n'est pas vérifié, ou ne le dites pas")
        if card.checked_on > today:
            yield Fault(where, "card", str(card.checked_on), "checked_on est dans le futur")
        for note in card.local.values():
            if today > note.review_by:
                yield Fault(f"{where} / {note.territory}", "expired", str(note.review_by), "vérifiez ce fait local")


def _contact_faults(territories: Path, today: date) -> Iterator[Fault]:
    for slug, contacts in read_contacts(territories).items():
        for name, note in contacts.items():
            if today > note.review_by:
                yield Fault(f"territoire {slug} / {name}", "expired", str(note.review_by), "vérifiez ce contact")


def _context_faults(text: Text, cards: Cards, rules: Rules) -> Iterator[Fault]:
    """A true number given for the wrong thing: the 3960 (retirement) beside anything else."""
    folded = plain(text.words)
    said = {claim.value for claim in claims(text.words, rules.units)}
    for card in cards.numbers():
        number = card.number
        if number and number.context and number.number in said and not any(word in folded for word in number.context):
            yield Fault(text.where, "context", number.display, f"ce numéro sert à autre chose : {card.title}")


def _text_faults(text: Text, known: Known, rules: Rules) -> Iterator[Fault]:
    for poison in rules.poisons:
        for sentence in poison.stings(text.words):
            yield Fault(text.where, "poison", sentence, poison.why)
    words = text.words
    for harmless in rules.harmless:
        words = harmless.sub(" … ", words)
    for claim in claims(words, rules.units):
        yield from _claim_faults(text, claim, known)


def _claim_faults(text: Text, claim: Claim, known: Known) -> Iterator[Fault]:
    if claim.kind == "phone" and not valid(claim.value):
        yield Fault(text.where, "phone", claim.written, "ce n'est pas un numéro français")
    if (claim.kind, claim.value) not in known:
        advice = "aucune fiche ne le dit : ajoutez-le à « claims » avec sa source, ou retirez-le"
        yield Fault(text.where, "untraced", claim.written, advice)
    if claim.kind == "price" and not _YEAR.search(text.words):
        yield Fault(text.where, "undated-price", claim.written, "un prix se dit avec sa date")
