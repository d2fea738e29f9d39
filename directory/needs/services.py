"""Plain words → the nine services of the national standard, the main one first."""

from __future__ import annotations

from directory.needs.heard import heard
from directory.needs.rules import Hit, every_hit, first_of_each, hints

TOOLS = "Maîtrise des outils numériques du quotidien"
# A service that another one, more precise, makes superfluous when their words overlap ("ordinateur pas cher" is not a lesson).
OVERRIDES = {"Acquisition de matériel informatique à prix solidaire", "Accès internet et matériel informatique"}


def read_services(text: str) -> tuple[str, ...]:
    """The services that `text` (already read) asks for. Words that only hint at one count when nothing says more; words that
    only sound like one, when nothing hints at any.
    """
    return tuple(hit.value for hit in service_hits(text) or service_hits(heard(text)))


def service_hits(text: str) -> list[Hit]:
    """The same, with the words that say each. A programme's name ("France Services") is not a need."""
    programmes = every_hit("programmes", text)
    said = first_of_each(_apart(every_hit("services", text), programmes))
    return _without_overlaps(said) or _apart(hints("services", text), programmes)


def _apart(found: list[Hit], others: list[Hit]) -> list[Hit]:
    return [hit for hit in found if not any(_overlap(hit, other) for other in others)]


def _without_overlaps(found: list[Hit]) -> list[Hit]:
    precise = [hit for hit in found if hit.value in OVERRIDES]
    return [hit for hit in found if hit.value != TOOLS or not any(_overlap(hit, other) for other in precise)]


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end
