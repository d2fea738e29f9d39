"""What the first message would have waited for, done before the server says that it is ready."""

from __future__ import annotations

import gc

from bot.nlu import encoder
from bot.nlu.place_extractor import resolver
from directory.wiring import Directory

# A place misspelt, so that the index of sounds is there too.
_SENTENCE = "bonjour je suis a caudri"


def warm_up(house: Directory) -> None:
    """Read the gazetteer, the spelling index and the sentence encoder. Raises what they raise.

    What is there now stays for ever: the collector need not look at it again, which took a third of a second each time.
    """
    encoder.vectors([_SENTENCE])  # first: it takes the most while it is read
    for one in (house.resolver, resolver()):
        one.resolve(_SENTENCE)
    gc.collect()
    gc.freeze()
