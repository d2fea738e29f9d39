"""What the words before a name say about it, and whether a name that is also an everyday word may be a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from directory.places.lexicon import Lexicon, Phrase
from directory.places.words import ARTICLES, Word

_LINKS = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "en", "sur", "sous", "a", "et", "au", "aux"})
_BETWEEN = frozenset({"actuellement", "maintenant", "la", "juste", "plutot", "toujours", "aussi", "pas", "loin", "mtn"})
# zipf × 10: from COMMON a word is met every day, from KNOWN a reader has met it.
COMMON, KNOWN = 36, 32
BIG, WORTH = 30_000, 2_000


class Strength(IntEnum):
    """How strongly the words before a name announce a place."""

    NOTHING = 0
    WEAK = 1  # "de Sens", "en Avion"
    PREPOSITION = 2  # "à Sens"
    BEING = 3  # "je suis à Sens", or the whole answer to "dans quelle commune ?"
    HOME = 4  # "j'habite Sens"


@dataclass(frozen=True, slots=True)
class Cue:
    """What announces a name: how strongly, with which article, and whether as a landmark only or to be set aside."""

    strength: Strength
    article: str = ""
    landmark: bool = False
    refused: bool = False
    first: int = 0  # index of the first word of the announcement


class Rarity(IntEnum):
    """Whether a name could be anything else than a place."""

    PLACE = 0  # "Caudry", "Paris", "Saint-Pierre"
    DOUBTFUL = 1  # "Gros-Morne": everyday words, but together
    EVERYDAY = 2  # "Orange", "Sens", "Le Port"


def announced(words: Sequence[Word], first: int, lexicon: Lexicon) -> Cue:
    """Read backwards from the word `first` (the name's own first word, its article left out)."""
    here, article = first, ""
    if here and words[here - 1].text in ARTICLES:
        here, article = here - 1, words[here - 1].text
    preposition = _ending(words, here, lexicon.prepositions, 5)
    refused = bool(_ending(words, here, lexicon.refused, 3))
    start = here - len(preposition)
    if preposition and not article:
        article = lexicon.articles.get(preposition[-1], "")
    if found := _ending(words, here, lexicon.home, 3):
        article = article or lexicon.articles.get(found[-1], "")
        return Cue(Strength.HOME, article, preposition in lexicon.context, refused, start)  # "mairie de"
    strength, before = _verb(words, start, lexicon)
    strength = _combine(strength, preposition, lexicon)
    return Cue(strength, article, preposition in lexicon.context, refused, before)


def _verb(words: Sequence[Word], end: int, lexicon: Lexicon) -> tuple[Strength, int]:
    for skipped in (0, 1, 2):
        here = end - skipped
        if skipped and (here < 0 or words[here].text not in _BETWEEN):
            break
        for phrases, strength in ((lexicon.home, Strength.HOME), (lexicon.being, Strength.BEING)):
            if found := _ending(words, here, phrases, 3):
                return strength, here - len(found)
    return Strength.NOTHING, end


def _combine(verb: Strength, preposition: Phrase, lexicon: Lexicon) -> Strength:
    weak = preposition in lexicon.weak
    if verb is Strength.HOME:
        return verb
    if verb is Strength.BEING:
        if not preposition:
            return Strength.WEAK
        return (
            verb if not weak or preposition[-1] in {"de", "d", "du", "des", "sur", "an", "in", "nan"} else Strength.WEAK
        )
    if preposition in lexicon.home:
        return Strength.HOME
    if not preposition:
        return Strength.NOTHING
    return Strength.WEAK if weak else Strength.PREPOSITION


def _ending(words: Sequence[Word], end: int, phrases: frozenset[Phrase], longest: int) -> Phrase:
    for length in range(min(longest, end), 0, -1):
        phrase = tuple(word.text for word in words[end - length : end])
        if phrase in phrases:
            return phrase
    return ()


def rarity(name: Sequence[str], population: int, lexicon: Lexicon) -> Rarity:
    """How much a name (its words, article left out) looks like everyday words."""
    content = [word for word in name if word not in _LINKS]
    if not all(_is_common(word, lexicon) for word in content):
        return Rarity.PLACE
    if len(name) == 1:
        big = population >= BIG and name[0] not in lexicon.everyday
        return Rarity.PLACE if big else Rarity.EVERYDAY
    if name[0] in {"saint", "sainte"} or len(name) >= 3:
        return Rarity.PLACE
    return Rarity.DOUBTFUL if len(content) > 1 else Rarity.EVERYDAY


def is_known_word(word: str, lexicon: Lexicon) -> bool:
    """Whether a reader of French, or of another language, has met this word: then it is no misspelt town."""
    known = lexicon.zipf.get(word, 0) >= KNOWN or word in lexicon.never or word in lexicon.fillers
    return len(word) == 1 or known or word in lexicon.elsewhere


def _is_common(word: str, lexicon: Lexicon) -> bool:
    return lexicon.zipf.get(word, 0) >= COMMON or word in lexicon.everyday or len(word) <= 2


def believable(
    name: Sequence[str],
    cue: Cue,
    article: str,
    population: int,
    *,
    capital: bool,
    alone: bool,
    asked: bool,
    here: bool,
    lexicon: Lexicon,
) -> bool:
    """Whether a name found in the register is really a place here.

    `article`: the one of the register ("le" of Le Robert). `capital`: a capital in the middle of the sentence. `alone`: nothing
    else is said. `asked`: the person is answering "dans quelle commune ?". `here`: it stands in the deployment's territory.
    """
    kind = rarity(name, population, lexicon)
    if kind is Rarity.DOUBTFUL and (here or population >= BIG):
        kind = Rarity.PLACE
    if kind is Rarity.PLACE:
        return _believable_place(name, cue, population, alone=alone or asked, capital=capital, lexicon=lexicon)
    if kind is Rarity.DOUBTFUL:
        return cue.strength >= Strength.PREPOSITION or alone
    word, starts_big = " ".join(name), capital
    if asked and alone:
        return word not in lexicon.never or (len(word) <= 2 and starts_big)
    if alone and article == cue.article and (article or here) and word not in lexicon.idioms | lexicon.never:
        return population >= WORTH
    dropped = not cue.article and (cue.strength is Strength.HOME or (here and cue.strength is Strength.BEING))
    return _believable_everyday(word, cue, dropped or article == cue.article, cue.article, population, capital, lexicon)


def _believable_place(
    name: Sequence[str], cue: Cue, population: int, *, alone: bool, capital: bool, lexicon: Lexicon
) -> bool:
    if cue.strength >= Strength.PREPOSITION or alone:
        return True
    if sum(map(len, name)) <= 3:
        return population >= 5_000 and cue.strength > Strength.NOTHING
    rarest = min(lexicon.zipf.get(word, 0) for word in name)
    return population >= WORTH or rarest < KNOWN or capital or len(name) >= 3


def _believable_everyday(
    word: str, cue: Cue, agrees: bool, article: str, population: int, capital: bool, lexicon: Lexicon
) -> bool:
    if not agrees or word in lexicon.never:
        return False
    if cue.strength is Strength.HOME:
        return True
    if capital:
        return cue.strength >= Strength.PREPOSITION
    if cue.strength is Strength.BEING:
        return population >= 2_000 and (not article or word not in lexicon.idioms or population >= BIG)
    if cue.strength is Strength.PREPOSITION and word not in lexicon.idioms:
        return population >= (2_000 if not article else 5_000) and article not in {"la", "l"}
    return False
