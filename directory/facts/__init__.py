"""What may be said: fact cards, numbers, freshness, access, audit. `Cards.load(folder)` is the door."""

from directory.facts.card import Card, FollowUp, LocalNote, Number, SideAnswer, Source, Words
from directory.facts.cards import Cards
from directory.facts.errors import CardError, FactError, UnknownCardError

__all__ = [
    "Card",
    "CardError",
    "Cards",
    "FactError",
    "FollowUp",
    "LocalNote",
    "Number",
    "SideAnswer",
    "Source",
    "UnknownCardError",
    "Words",
]
