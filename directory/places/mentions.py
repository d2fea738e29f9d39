"""The names of places inside a message: the longest first, each with what announces it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from directory.places.evidence import COMMON, Cue, Strength, announced, believable, is_known_word
from directory.places.gazetteer import Area, Place
from directory.places.scene import Scene
from directory.places.words import ARTICLES, Word, article, glue

LONGEST = 8
# A hamlet of the territory is as likely as a town elsewhere.
AS_HERE = 5_000
EVERY_DAY = 46  # zipf × 10
_LINKS = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "en", "sur", "sous", "et", "a", "au"})
_UNFINISHED = _LINKS | {"saint", "sainte"}
_OPENERS = frozenset(
    {"a", "de", "d", "du", "des", "mon", "ma", "mes", "en", "sur", "o", "au", "aux", "et", "ou", "un", "une"}
)
_AREA_WORDS = frozenset({"departement", "dept", "dep", "region"})
_ARABIC_PREFIXES = ("ب", "ل", "و")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name read on the words `first` to `last` (left out). `how`: name, local, other, beginning, area, postcode, district."""

    first: int
    last: int
    places: tuple[Place, ...]
    cue: Cue
    how: str
    area: Area | None = None
    sure: bool = True

    @property
    def strength(self) -> Strength:
        """How strongly it is announced."""
        return self.cue.strength


@dataclass(frozen=True, slots=True)
class Message:
    """A message being read: its words, which of them are taken by numbers or streets, and whether a place was asked."""

    text: str
    words: tuple[Word, ...]
    taken: frozenset[int]
    asked: bool
    scene: Scene
    tails: tuple[tuple[int, int], ...] = ()
    whole: str = ""  # the answer as typed, without a département in brackets: "La Neuville (59)"

    def ends_a_street(self, first: int, last: int) -> bool:
        """Whether the words end a street's, where its town is: "22 rue gambetta le cateau"."""
        return any(start < first and last == end for start, end in self.tails)

    def follows_a_street(self, first: int) -> bool:
        """Whether the words come right after a street: "14 rue Pasteur, Orange"."""
        return any(0 <= first - end <= 1 for _, end in self.tails)

    def alone(self, first: int, last: int) -> bool:
        """Whether nothing but small words stands around the words `first` to `last`."""
        fillers = self.scene.lexicon.fillers
        rest = (i for i in range(len(self.words)) if not first <= i < last and i not in self.taken)
        return all(self.words[i].text in fillers for i in rest)

    def capital(self, first: int) -> bool:
        """Whether the word is capitalised in the middle of a sentence that is not written in capitals."""
        shouted = self.text.isupper() and len(self.text) > 3
        return self.words[first].capital and not shouted and (first > 0 or self.asked)


def find_mentions(message: Message) -> list[Mention]:
    """The places named in a message, from left to right, none inside another."""
    found: list[Mention] = []
    here = 0
    while here < len(message.words):
        mention = next(_at(message, here), None) or (_area_after(message, here, found[-1]) if found else None)
        if mention:
            found.append(mention)
        here = mention.last if mention else here + 1
    return found


def _area_after(message: Message, here: int, name: Mention) -> Mention | None:
    """An area said just after a town that stands in it: "st andre reunion"."""
    words, scene = message.words, message.scene
    start = here + (words[here].text in ARTICLES)
    for end in range(min(len(words), start + 4), start, -1):
        glued = "".join(word.text for word in words[start:end])
        area = scene.gazetteer.area_named(glued) or scene.gazetteer.area(scene.lexicon.areas.get(glued, ""))
        if area and here == name.last and any(area.code == place.departement for place in name.places):
            return Mention(start, end, (), announced(words, start, scene.lexicon), "area", area)
    return None


def _at(message: Message, first: int) -> Iterator[Mention]:
    """Every reading of a name that begins at a word, the longest first."""
    last = min(len(message.words), first + LONGEST)
    stop = next((i for i in range(first, last) if i in message.taken or message.words[i].text.isdigit()), last)
    cues: dict[int, Cue] = {}  # what comes before does not depend on where the name ends
    for end in range(stop, first, -1):
        start = first + (message.words[first].text in ARTICLES and end - first > 1)
        if start not in cues:
            cues[start] = announced(message.words, start, message.scene.lexicon)
        yield from _read(message, start, end, cues[start])


def _read(message: Message, start: int, end: int, cue: Cue) -> Iterator[Mention]:
    parts = [word.text for word in message.words[start:end]]
    glued, scene = "".join(parts), message.scene
    if (message.follows_a_street(start) or message.ends_a_street(start, end)) and cue.strength < Strength.PREPOSITION:
        cue = Cue(Strength.PREPOSITION, cue.article, cue.landmark, cue.refused, cue.first)
    if local := scene.local_words.get(glued):
        yield from _local(message, start, end, parts, cue, local.insee, local.deployed)
    if places := _merged(parts, scene.gazetteer.named(glued), cue, message.asked):
        yield from _named(message, start, end, parts, cue, places)
    yield from _area(message, start, end, glued, cue)
    if others := _other_names(scene, glued, " ".join(parts)):
        yield from _named(message, start, end, parts, cue, others, how="other")
    yield from _beginning(message, start, end, parts, cue)


def _named(
    message: Message, start: int, end: int, parts: list[str], cue: Cue, places: tuple[Place, ...], how: str = "name"
) -> Iterator[Mention]:
    same = [place for place in places if article(place.name) == cue.article]
    biggest = max(place.population for place in same or places)
    here = any(message.scene.here(place) for place in places)
    articles = {article(place.name) for place in places}
    mark = cue.article if cue.article in articles else min(articles)
    alone = message.alone(start, end)
    official = message.asked and any(place.name == message.whole for place in places)
    if not official and _inside_a_phrase(message, start, end):
        return
    if official or believable(
        parts,
        cue,
        mark if how == "name" else cue.article,
        max(biggest, AS_HERE if here else 0, 0 if how == "name" else AS_HERE),
        capital=message.capital(start),
        alone=alone,
        here=here,
        asked=message.asked,
        lexicon=message.scene.lexicon,
    ):
        yield Mention(start, end, places, _answering(message, cue, alone), how)


def _inside_a_phrase(message: Message, start: int, end: int) -> bool:
    """Whether the words are the middle of a way of saying where: « à côté de » is not La Côte."""
    texts = [word.text for word in message.words]
    phrases = message.scene.lexicon.prepositions
    windows = ((first, last) for first in range(max(0, start - 3), start) for last in range(end + 1, end + 3))
    return any(tuple(texts[first:last]) in phrases for first, last in windows if last <= len(texts))


def _local(
    message: Message, start: int, end: int, parts: list[str], cue: Cue, insee: str, deployed: bool
) -> Iterator[Mention]:
    place = message.scene.gazetteer.commune(insee)
    alone = message.alone(start, end)
    known = all(is_known_word(word, message.scene.lexicon) for word in parts)
    if place and (not known or cue.strength >= Strength.PREPOSITION or cue.article or alone or len(parts) > 1):
        yield Mention(start, end, (place,), _answering(message, cue, alone), "local", sure=deployed)


def _answering(message: Message, cue: Cue, alone: bool) -> Cue:
    """A whole answer to "dans quelle commune ?" is as good as "je suis à"."""
    if not (message.asked and alone) or cue.strength >= Strength.BEING:
        return cue
    return Cue(Strength.BEING, cue.article, cue.landmark, cue.refused, cue.first)


def _merged(parts: list[str], places: tuple[Place, ...], cue: Cue, asked: bool) -> tuple[Place, ...]:
    """Words run together or cut apart ("trois ville", "ville franche") count only where a place is awaited."""
    spaced = " ".join(parts)
    same = tuple(place for place in places if place.key == spaced)
    if same or not places:
        return same
    awaited = asked or cue.strength >= Strength.PREPOSITION
    return places if awaited and (len(parts) == 1 or not {parts[0], parts[-1]} & (_OPENERS | _LINKS)) else ()


def _other_names(scene: Scene, glued: str, spaced: str) -> tuple[Place, ...]:
    """By our own aliases, else by a foreign name; what begins several French names ("bruay", "noisy") is not foreign."""
    codes = scene.lexicon.names.get(glued) or (() if scene.gazetteer.beginning_with(spaced) else _foreign(scene, glued))
    return tuple(place for code in codes if (place := scene.gazetteer.commune(code)))


def _foreign(scene: Scene, glued: str) -> tuple[str, ...]:
    names = scene.gazetteer.other_names
    if is_known_word(glued, scene.lexicon):
        return ()
    bare = glued[1:] if glued[:1] in _ARABIC_PREFIXES else glued
    code = names.get(glued) or names.get(bare)
    return (code,) if code else ()


def _area(message: Message, start: int, end: int, glued: str, cue: Cue) -> Iterator[Mention]:
    scene = message.scene
    area = scene.gazetteer.area_named(glued) or scene.gazetteer.area(scene.lexicon.areas.get(glued, ""))
    if area is None:
        return
    before = message.words[start - 1].text if start else ""
    inside = _inside(message, start) or before in _AREA_WORDS
    answer = message.asked and message.alone(start, end)
    if inside or answer or scene.lexicon.zipf.get(glued, 0) < COMMON:
        yield Mention(start, end, (), _answering(message, cue, message.alone(start, end)), "area", area)


def _inside(message: Message, start: int) -> bool:
    """Whether "en", "dans le", "à la" come before: what one says of a département."""
    words = [word.text for word in message.words[max(0, start - 2) : start]]
    if words and words[-1] in {"en", "du", "departement", "l"}:
        return True
    return len(words) == 2 and words[0] in {"dans", "ds", "a", "de", "depuis"} and words[1] in ARTICLES


def _beginning(message: Message, start: int, end: int, parts: list[str], cue: Cue) -> Iterator[Mention]:
    """The first words of a longer name: "boulogne", "le cateau". Only where a place is awaited."""
    scene = message.scene
    if parts[0] in scene.lexicon.never or parts[0] in scene.lexicon.fillers:
        return
    alone = message.alone(start, end)
    asked = (message.asked and alone) or message.ends_a_street(start, end)
    seldom = alone and not any(is_known_word(word, scene.lexicon) for word in parts)
    if (
        not (asked or seldom or cue.strength >= Strength.PREPOSITION)
        or parts[-1] in _UNFINISHED
        or len(glue("".join(parts))) < 3
    ):
        return
    places = scene.gazetteer.beginning_with(" ".join(parts))
    ours = tuple(place for place in places if scene.here(place))
    known = parts[0] not in {"saint", "sainte"} and all(is_known_word(word, scene.lexicon) for word in parts)
    if known and ours and (asked or cue.strength >= Strength.BEING):
        places = ours
    elif known and not (asked and _seldom(parts, scene)):
        places = ()
    if places:
        yield Mention(start, end, places, _answering(message, cue, alone), "beginning")


def _seldom(parts: list[str], scene: Scene) -> bool:
    """Whether one of the words is seldom said: "kremlin" may be an answer, "petit" may not."""
    lexicon = scene.lexicon
    return any(lexicon.zipf.get(word, 0) < EVERY_DAY and word not in lexicon.never | lexicon.fillers for word in parts)
