"""One message read: its numbers, its names, its street, and what each says of the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from directory.places import numbers
from directory.places.beside import named_beside
from directory.places.evidence import Strength
from directory.places.gazetteer import Area, Place
from directory.places.mentions import Mention, Message, find_mentions
from directory.places.numbers import Number
from directory.places.rank import Hints
from directory.places.scene import Scene
from directory.places.streets import Street, find_streets, trim
from directory.places.words import split

# "La Neuville (59)": as the register writes it, and as our own choices are labelled.
_WITH_DEPARTEMENT = re.compile(r"\s*([^()\d]+?)\s*\(\d[\dAB]\d?\)\s*[.!?]?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """What was read: numbers that say where, names (in order), streets."""

    message: Message
    postcodes: tuple[Number, ...]
    districts: tuple[Number, ...]
    departements: tuple[Number, ...]
    mentions: tuple[Mention, ...]
    street: Street | None

    @property
    def scene(self) -> Scene:
        """The background it was read against."""
        return self.message.scene

    def span(self, first: int, last: int) -> str:
        """Words `first` to `last` as typed."""
        words = self.message.words
        return self.message.text[words[first].start : words[last - 1].end]

    def address(self, town: int | None = None) -> str | None:
        """The words of the street, as typed; `town` is where the town's name begins."""
        if self.street is None:
            return None
        street = trim(self.street, town) if town is not None and town > self.street.name else self.street
        last = street.last
        while last > street.name + 1 and self.message.words[last - 1].text in {"le", "la", "les", "l", "a"}:
            last -= 1
        return self.span(street.first, last)

    def named(self) -> list[Mention]:
        """The names of communes, those set aside ("pas à Lille") left out."""
        return [mention for mention in self.mentions if mention.places and not mention.cue.refused]

    def chosen(self) -> list[Mention]:
        """The names most strongly announced; a landmark ("près de Cambrai") only when it is the only place."""
        named = self.named()
        named = [mention for mention in named if not mention.cue.landmark] or named
        top = max((mention.strength for mention in named), default=Strength.NOTHING)
        return [mention for mention in named if mention.strength == top]

    def areas(self) -> list[tuple[Area, str]]:
        """The départements and regions given, with the words that say them."""
        gazetteer = self.scene.gazetteer
        found = [(mention.area, self.span(mention.first, mention.last)) for mention in self.mentions if mention.area]
        for number in (*self.departements, *self.postcodes):
            area = gazetteer.area(number.departement)
            if area and (number.sure or (self.message.asked and self.message.alone(number.first, number.last))):
                found.append((area, self.span(number.first, number.last)))
        return found

    @cached_property
    def hints(self) -> Hints:
        """What the areas of the message allow, for a name that is not in the register."""
        hints = Hints()
        for area, _ in self.areas():
            hints = hints.with_area(area)
        for number in self.departements:
            if self.message.asked or self._in_brackets(number):
                hints = hints.with_area(self._area(number))
        return hints

    def hints_for(self, mention: Mention) -> Hints:
        """What the message says of one name: its article, the areas, the number beside it, the landmark."""
        hints = replace(self.hints, article=mention.cue.article, landmark=self._landmark(mention))
        for number in self.departements:
            if number.first == mention.last or number.last == mention.first or self._in_brackets(number):
                hints = hints.with_area(self._area(number))
        return hints

    def official(self, mention: Mention) -> list[Place]:
        """The places whose name is, letter for letter, the whole answer."""
        if not self.message.asked:
            return []
        hints = self.hints_for(mention)
        exact = [place for place in mention.places if place.name == self.message.whole]
        return [place for place in exact if place.kind == "c" and hints.allow(place)]

    def without_areas(self) -> Message:
        """The message with the words of its areas taken: what is left may be a misspelt town."""
        areas = [i for mention in self.mentions if mention.area for i in range(mention.first, mention.last)]
        return replace(self.message, taken=self.message.taken | frozenset(areas))

    def hints_beside_words(self) -> bool:
        """Whether words remain, besides the area, that may be a misspelt town ("le loren martinique")."""
        return any(mention.area and mention.first > 0 for mention in self.mentions)

    def _area(self, number: Number) -> Area:
        area = self.scene.gazetteer.area(number.departement)
        assert area is not None
        return area

    def _in_brackets(self, number: Number) -> bool:
        first, last = self.message.words[number.first], self.message.words[number.last - 1]
        text = self.message.text
        return text[: first.start].rstrip().endswith("(") and text[last.end :].lstrip().startswith(")")

    def _landmark(self, mention: Mention) -> Place | None:
        marks = [other for other in self.named() if other.cue.landmark and other is not mention]
        return max(marks[0].places, key=lambda place: place.population) if marks else None


def read(text: str, asked: bool, scene: Scene) -> Reading:
    """Read a message: numbers first, then the street, then the names that neither has taken."""
    quiet = numbers.without_phones(text)
    words = tuple(split(quiet))
    gazetteer, lexicon = scene.gazetteer, scene.lexicon
    home = next(iter(sorted(scene.departements())), "")
    postcodes = tuple(numbers.postcodes(words, quiet, gazetteer, lexicon))
    districts = tuple(numbers.districts(words, gazetteer, lexicon, scene.cities_with_districts(), home, asked))
    taken = _covered((*postcodes, *districts))
    areas = tuple(n for n in numbers.departements(words, gazetteer, lexicon) if n.first not in taken)
    streets = find_streets(words, quiet, lexicon)
    tails = tuple((street.name, street.last) for street in streets)
    bracketed = _WITH_DEPARTEMENT.match(text)
    whole = (bracketed.group(1) if bracketed else text).strip().replace("’", "'")
    asked = asked or bracketed is not None
    message = Message(quiet, words, taken | _covered(areas), asked, scene, tails, whole)
    mentions = _outside(find_mentions(message), streets, message)
    if not any(mention.places and not mention.cue.landmark for mention in mentions):
        found = named_beside(message, mentions, areas)
        mentions += [found] if found else []
    return Reading(message, postcodes, districts, areas, tuple(mentions), streets[0] if streets else None)


def _covered(found: Sequence[Number]) -> frozenset[int]:
    return frozenset(i for number in found for i in range(number.first, number.last))


def _outside(mentions: Sequence[Mention], streets: Sequence[Street], message: Message) -> list[Mention]:
    """Without the names that belong to a street; a town at the very end of a street's words is kept."""
    kept = []
    for mention in mentions:
        street = next((one for one in streets if one.first <= mention.first < one.last), None)
        if street is None:
            kept.append(mention)
        elif _ends(mention, street, message):
            cue = replace(mention.cue, strength=max(mention.strength, Strength.PREPOSITION))
            kept.append(replace(mention, cue=cue))
    return kept


def _ends(mention: Mention, street: Street, message: Message) -> bool:
    before = message.words[mention.first - 1].text
    linked = before in {"de", "d", "du", "des"} or before in message.scene.lexicon.streets
    return mention.first > street.name and mention.last >= street.last and not linked and bool(mention.places)
