"""What to verify again, by date: the page an editor opens on the first of the month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from directory.facts.card import Card, Source


@dataclass(frozen=True)
class Due:
    """One thing to verify: before which day, what, how sure it is, and where it was read."""

    review_by: date
    slug: str
    title: str
    confidence: str
    checked_on: date
    sources: tuple[Source, ...]
    expired: bool


def review(cards: Iterable[Card], today: date) -> list[Due]:
    """Every card and local note, the most urgent first; the least sure first on the same day."""
    due = [
        Due(card.review_by, card.slug, card.title, card.confidence, card.checked_on, card.sources, card.expired(today))
        for card in cards
    ]
    for card in cards:
        for note in card.local.values():
            title = f"{card.title} ({note.territory})"
            late = today > note.review_by
            due.append(Due(note.review_by, card.slug, title, card.confidence, note.checked_on, note.sources, late))
    order = {"low": 0, "medium": 1, "high": 2}
    return sorted(due, key=lambda one: (one.review_by, order[one.confidence], one.title))


def page(due: Iterable[Due], today: date) -> str:
    """The list as a Markdown page, in French, grouped by month."""
    words = {"low": "à vérifier", "medium": "assez sûr", "high": "sûr"}
    lines = [f"# À vérifier de nouveau (page du {today:%d/%m/%Y})", ""]
    month = ""
    for one in due:
        if month != f"{one.review_by:%m/%Y}":
            month = f"{one.review_by:%m/%Y}"
            lines += [
                "",
                f"## {month}",
                "",
                "| Avant le | Fiche | Sûreté | Vérifiée le | Sources |",
                "|---|---|---|---|---|",
            ]
        late = " **dépassée**" if one.expired else ""
        sources = " ; ".join(map(str, one.sources))
        cells = (f"{one.review_by:%d/%m/%Y}{late}", f"{one.title} (`{one.slug}`)", words[one.confidence])
        lines.append(f"| {' | '.join(cells)} | {one.checked_on:%d/%m/%Y} | {sources} |")
    return "\n".join(lines) + "\n"
