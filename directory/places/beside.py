"""Names that are everyday words, told by what stands beside them: "mer 41", "changé dans la Sarthe", "vitré près de Rennes"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from directory.places.evidence import Cue, Strength
from directory.places.gazetteer import Area, Place
from directory.places.mentions import Mention, Message
from directory.places.numbers import Number
from directory.places.scene import NEAR_KM, kilometres
from directory.places.words import ARTICLES, article

LONGEST = 5
_JOINTS = frozenset({"dans", "ds", "le", "la", "les", "l", "du", "de", "en", "departement", "dep", "dept"})


def named_beside(message: Message, mentions: Sequence[Mention], numbers: Sequence[Number]) -> Mention | None:
    """The name that ends just before an area, a département's number or a landmark, and that stands there."""
    for mention in mentions:
        if (mention.area or mention.cue.landmark) and (
            found := _ending(message, mention.cue.first, partial(_fits, mention))
        ):
            return found
    for number in numbers:
        if found := _before_number(message, number):
            return found
    return _before_area(message)


def _before_area(message: Message) -> Mention | None:
    """Two everyday words that explain each other: "ham somme", "robert martinique"."""
    words, scene = message.words, message.scene
    for start in range(1, len(words)):
        for end in range(min(len(words), start + 4), start, -1):
            glued = "".join(word.text for word in words[start:end])
            area = scene.gazetteer.area_named(glued) or scene.gazetteer.area(scene.lexicon.areas.get(glued, ""))
            if area and (found := _ending(message, _without_joints(message, start), partial(_stands_in, area))):
                return found
    return None


def _without_joints(message: Message, end: int) -> int:
    while end and message.words[end - 1].text in _JOINTS:
        end -= 1
    return end


def _stands_in(area: Area, place: Place) -> bool:
    return area.code == (place.departement if area.kind == "d" else place.region)


def _fits(mention: Mention, place: Place) -> bool:
    """Whether a place stands in the area of a mention, or near its landmark."""
    if mention.area:
        return _stands_in(mention.area, place)
    return any(0 < kilometres(place, mark) <= NEAR_KM for mark in mention.places)


def _before_number(message: Message, number: Number) -> Mention | None:
    inside = partial(_in_departement, number.departement)
    if found := _ending(message, _without_joints(message, number.first), inside):
        return found
    ends = range(min(len(message.words), number.last + LONGEST), number.last, -1)
    return next((found for last in ends if (found := _exactly(message, number.last, last, inside))), None)


def _in_departement(code: str, place: Place) -> bool:
    return place.departement == code


def _ending(message: Message, end: int, stands_there: Callable[[Place], bool]) -> Mention | None:
    starts = range(max(0, end - LONGEST), end)
    return next((found for first in starts if (found := _exactly(message, first, end, stands_there))), None)


def _exactly(message: Message, first: int, end: int, stands_there: Callable[[Place], bool]) -> Mention | None:
    """The name that is just these words, if it stands there; an article that is said must be its own."""
    scene, words = message.scene, message.words
    start = first + (words[first].text in ARTICLES and end - first > 1)
    parts = [word.text for word in words[start:end]]
    if any(part.isdigit() for part in parts) or parts[0] in scene.lexicon.never:
        return None
    places = tuple(p for p in scene.gazetteer.named("".join(parts)) if p.key == " ".join(parts) and stands_there(p))
    said = words[first].text if start > first else ""
    if not places or (said and all(article(place.name) != said for place in places)):
        return None
    return Mention(start, end, places, Cue(Strength.PREPOSITION, said), "name")
