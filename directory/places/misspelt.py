"""Where a message may hold a misspelt town, and what to make of the guesses: confirm one, ask between near ones, or own up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from directory.places.evidence import Cue, Strength, announced, is_known_word
from directory.places.mentions import Mention, Message
from directory.places.rank import Hints
from directory.places.spelling import Guess, Speller
from directory.places.words import ARTICLES

LONGEST, MOST_SPANS = 5, 5
# Likeness needed: after an answer or "j'habite", after a mere preposition, and for a word that exists in French.
ANSWER, PREPOSITION, EXISTING = 0.79, 0.85, 0.88
HERE_BONUS = 0.07
SAME = 0.03
WIDER, WIDER_KNOWN = 0.78, 0.86
BIG = 20_000
SHORTEST = 2
_SKIP = frozenset({"est", "c", "et", "ou", "y", "un", "une", "mon", "ma", "mes", "ce", "cette", "l", "pas"})


@dataclass(frozen=True)
class Misspelt:
    """`guesses`: one to confirm, several to ask, none if the words are plainly a place that nobody knows (`first`, `last`)."""

    first: int
    last: int
    guesses: tuple[Guess, ...]


@dataclass(frozen=True)
class _Span:
    first: int
    last: int
    cue: Cue
    answer: bool


def find_misspelt(message: Message, hints: Hints, speller: Speller) -> Misspelt | None:
    """The best reading of a misspelt town in the message, or nothing."""
    spans = list(_spans(message))[:MOST_SPANS]
    if best := _best(message, spans, hints, speller):
        return best
    lost = next((span for span in spans if _plainly_a_place(message, span)), None)
    return Misspelt(lost.first, lost.last, ()) if lost else None


def find_wider(message: Message, mention: Mention, hints: Hints, speller: Speller) -> Misspelt | None:
    """A misspelt name of which `mention` is only a part: in "hote avesnes", Haute-Avesnes rather than Avesnes."""
    wider = [span for span in _spans(message) if _holds(message, span, mention)][:2]
    return _best(message, wider, hints, speller, mention)


def _holds(message: Message, span: _Span, mention: Mention) -> bool:
    inside = span.first <= mention.first and mention.last <= span.last
    rest = [i for i in range(span.first, span.last) if not mention.first <= i < mention.last]
    rest = [i for i in rest if message.words[i].text not in ARTICLES]
    stronger = span.answer or span.cue.strength > mention.strength
    return inside and bool(rest) and stronger


def _best(
    message: Message, spans: Sequence[_Span], hints: Hints, speller: Speller, part: Mention | None = None
) -> Misspelt | None:
    best: Misspelt | None = None
    for span in spans:
        guesses = _accepted(message, span, hints, speller)
        if part and guesses and guesses[0].likeness < _needed_over(message, span, part):
            continue
        if guesses and (best is None or guesses[0].score > best.guesses[0].score):
            best = Misspelt(span.first, span.last, guesses)
    return best


def _needed_over(message: Message, span: _Span, part: Mention) -> float:
    """How alike the whole must be to win over a part that is a town by itself."""
    rest = [message.words[i].text for i in range(span.first, span.last) if not part.first <= i < part.last]
    return WIDER_KNOWN if all(is_known_word(word, message.scene.lexicon) for word in rest) else WIDER


def _spans(message: Message) -> Iterator[_Span]:
    words, lexicon = message.words, message.scene.lexicon
    if message.asked and (answer := _answer(message)):
        yield answer
    for first in range(1, len(words)):
        if first in message.taken or words[first].text in ARTICLES or words[first].text in _SKIP:
            continue
        if (words[first].text,) in lexicon.prepositions:
            continue
        cue = announced(words, first, lexicon)
        if cue.refused or cue.strength < Strength.PREPOSITION:
            continue
        end = _run(message, first)
        for last in range(end, first, -1):
            yield _Span(first, last, cue, False)


def _answer(message: Message) -> _Span | None:
    """The whole answer, small words at both ends left out."""
    free = [i for i in range(len(message.words)) if i not in message.taken and not message.words[i].text.isdigit()]
    fillers = message.scene.lexicon.fillers
    while free and message.words[free[0]].text in fillers:
        free.pop(0)
    while free and message.words[free[-1]].text in fillers:
        free.pop()
    if not free or free[-1] - free[0] >= LONGEST + 1:
        return None
    return _Span(free[0], free[-1] + 1, Cue(Strength.BEING), True)


def _run(message: Message, first: int) -> int:
    """Where the words that may belong to one name stop: a number, a comma, a taken word, the fifth word."""
    words, last = message.words, first
    while last < len(words) and last - first < LONGEST and last not in message.taken:
        gap = message.text[words[last - 1].end : words[last].start] if last > first else ""
        if words[last].text.isdigit() or any(mark in gap for mark in ",;.!?()"):
            break
        last += 1
    while last - first > 1 and words[last - 1].text in message.scene.lexicon.fillers:
        last -= 1
    return last


def _accepted(message: Message, span: _Span, hints: Hints, speller: Speller) -> tuple[Guess, ...]:
    lexicon, scene = message.scene.lexicon, message.scene
    words = message.words[span.first : span.last]
    known = all(is_known_word(word.text, lexicon) for word in words)
    hinted = bool(hints.departements or hints.regions)
    if all(word.text in lexicon.never | lexicon.fillers for word in words) and not hinted:
        return ()
    if any(word.text in lexicon.abroad for word in words):
        return ()
    letters = sum(len(word.text) for word in words)
    if (known and not (span.answer or hinted)) or letters < (SHORTEST if span.answer or hinted else 4):
        return ()
    needed = EXISTING if known and not hinted else ANSWER if span.cue.strength >= Strength.BEING else PREPOSITION
    guesses = speller.guesses(words, hints, scene)
    kept = [guess for guess in guesses if guess.likeness >= needed - HERE_BONUS * (scene.here(guess.place) or hinted)]
    if known and not hinted:
        kept = [guess for guess in kept if guess.place.population >= BIG or scene.here(guess.place)]
    return tuple(guess for guess in kept if guess.score >= kept[0].score - SAME)[:4]


def _plainly_a_place(message: Message, span: _Span) -> bool:
    """Whether a place was clearly given: an answer, or what follows "j'habite à", made of words that do not exist."""
    lexicon = message.scene.lexicon
    if any(word.text in lexicon.abroad for word in message.words[span.first : span.last]):
        return span.answer or span.cue.strength >= Strength.BEING
    unknown = [word for word in message.words[span.first : span.last] if not is_known_word(word.text, lexicon)]
    capital = message.words[span.first].capital
    if span.answer:
        return bool(unknown) and span.last - span.first <= 4
    home = span.cue.strength is Strength.HOME or (span.cue.strength is Strength.BEING and capital)
    return home and (bool(unknown) or capital)
