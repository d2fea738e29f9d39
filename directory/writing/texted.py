"""Reading texted French: whole-token abbreviations, phonetic spellings, glued words, repeated letters.

`read(text)` gives a `Reading`: the text in plain folded French, and the way back to the words as they were written, so that a
span found in it can be shown or highlighted. Town names are safe: only whole tokens of `data/writing/texted.yml` change, and
places are always resolved from the raw text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from directory.writing.fold import Folded, fold
from directory.writing.lexicon import Lexicon, lexicon

TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?")
ELIDED = frozenset("c j l d m t s n qu".split())
ELISION = re.compile(r"\s[aeiouyh]")
STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
LONGEST = 2_000  # characters read of one message: the channels accept 1,000


@dataclass(frozen=True)
class Reading:
    """A message read: `text` folded and expanded, `raw` as written; `origin[i]`: place in `raw` of character `i` of `text`."""

    raw: str
    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `raw` that holds the words behind `text[start:end]`."""
        if not self.origin or start >= end:
            return 0, 0
        return self.origin[start], self.origin[end - 1] + 1


@lru_cache(maxsize=512)
def read(text: str) -> Reading:
    """Read `text`: commands' leading slashes dropped, one alphabet, abbreviations of whole tokens expanded."""
    folded = fold(text[:LONGEST])
    words: list[str] = []
    origin: list[int] = []
    for piece, start, end in _pieces(text, folded, lexicon()):
        words.append(piece)
        origin.extend(_origins(folded, piece, start, end))
    return Reading(text, "".join(words), tuple(origin))


def _pieces(raw: str, folded: Folded, words: Lexicon) -> Iterator[tuple[str, int, int]]:
    """The text's pieces, tokens expanded, each with its span in the folded text."""
    first = at = len(folded.text) - len(folded.text.lstrip(" /"))
    for match in TOKEN.finditer(folded.text, at):
        start, end = match.span()
        yield folded.text[at:start], at, start
        written = raw[folded.origin[start] : folded.origin[end - 1] + 1]
        if not written.isascii():  # most words are: an accent may come as a letter of its own
            written = unicodedata.normalize("NFC", written)
        written = written.lower()
        question = start == first and folded.text[end:].lstrip().startswith("?")
        yield words.accented.get(written) or expand(match[0], folded.text[end:], words, question=question), start, end
        at = end
    yield folded.text[at:], at, len(folded.text)


def _origins(folded: Folded, piece: str, start: int, end: int) -> Sequence[int]:
    """Where each letter of `piece` comes from: as near as can be when the piece is longer or shorter than what was written."""
    if len(piece) == end - start:
        return folded.origin[start:end]
    if not piece:
        return ()
    inside = [folded.origin[min(start + index, end - 1)] for index in range(len(piece) - 1)]
    return [*inside, folded.origin[end - 1]]


def expand(token: str, after: str, words: Lexicon, *, question: bool = False) -> str:
    """The plain form of one folded token. `after`: what follows it; `question`: it stands alone before a question mark."""
    token = STRETCHED.sub(r"\1", token)
    bare = token.replace("'", "")
    if bare in ELIDED and ELISION.match(after):
        return token  # "c est", "j ai": an apostrophe written as a space
    if question and bare in words.before_question:
        return words.before_question[bare]
    return words.tokens.get(token) or words.tokens.get(bare) or _elided(token, words) or _glued(token, words)


def _elided(token: str, words: Lexicon) -> str | None:
    """`l'ordi` → `l'ordinateur`: the word behind an apostrophe."""
    head, apostrophe, tail = token.rpartition("'")
    return f"{head}'{words.tokens[tail]}" if apostrophe and tail in words.tokens else None


def _glued(token: str, words: Lexicon) -> str:
    """`jveux` → `je veux`, `jsuis` → `je suis`, `mapprendre` → `m apprendre`: a pronoun stuck to a verb that we know."""
    for pronoun, full in words.pronouns.items():
        if not token.startswith(pronoun):
            continue
        verb = token[len(pronoun) :].lstrip("'")
        if verb in words.verbs:
            return f"{full} {words.tokens.get(verb, verb)}"
    return token
