"""Examples known by heart: a message that is an example, word for word, has the example's intent.

The models weigh everything together, and one example in twenty-five stays on the wrong side. Whoever adds a sentence because
it was misread must see it read rightly (docs/adr/0017). Nothing else changes: one word more, and the models decide.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.graph import Learner, text_of
from bot.nlu.normaliser import WORD
from directory.writing.fold import plain

BY_HEART = "by heart"  # where the message keeps the intent of the example that it is


def digest(text: str) -> int:
    """64 bits of the words of `text`: neither case, accents nor punctuation count. 0 when it has no word."""
    words = " ".join(WORD.findall(plain(text)))
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big") if words else 0


class Examples:
    """The intents of known texts: sorted digests, and for each the number of its intent. Nine bytes an example."""

    def __init__(self, digests: np.ndarray, numbers: np.ndarray, intents: tuple[str, ...]) -> None:
        self.digests, self.numbers, self.intents = digests, numbers, intents

    @classmethod
    def learn(cls, examples: Iterable[tuple[str, str]]) -> Examples:
        """From texts and their intents. Texts of the same words and of two intents are not known."""
        known: dict[int, set[str]] = {}
        for text, intent in examples:
            known.setdefault(digest(text), set()).add(intent)
        sure = sorted((key, min(intents)) for key, intents in known.items() if key and len(intents) == 1)
        names = tuple(sorted({intent for _, intent in sure}))
        numbers = np.array([names.index(intent) for _, intent in sure], dtype=np.uint8)
        return cls(np.array([key for key, _ in sure], dtype=np.uint64), numbers, names)

    def save(self, folder: Path) -> None:
        """Write the tables in `folder`."""
        np.savez(folder / "examples.npz", digests=self.digests, numbers=self.numbers)
        (folder / "intents.json").write_text(json.dumps(self.intents), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> Examples:
        """Read what `save` wrote."""
        intents = tuple(json.loads((folder / "intents.json").read_text("utf-8")))
        with np.load(folder / "examples.npz") as tables:
            return cls(tables["digests"], tables["numbers"], intents)

    def intent(self, text: str) -> str | None:
        """The intent of the example that `text` is."""
        key = np.uint64(digest(text))
        place = int(np.searchsorted(self.digests, key))
        found = place < len(self.digests) and self.digests[place] == key
        return self.intents[self.numbers[place]] if found else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ByHeart(Learner):
    """Writes on the message the intent of the example that it is. Decides nothing: `SafetyAndCommands`, after it, does."""

    @classmethod
    def read(cls, folder: Path) -> Examples:
        """The examples as they were saved."""
        return Examples.load(folder)

    def train(self, training_data: TrainingData) -> Resource:
        """Remember the examples, and save."""
        written = [message for message in training_data.intent_examples if text_of(message)]
        self.keep(Examples.learn((text_of(message), str(message.get(INTENT))) for message in written))
        return self.resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Mark each message that is an example."""
        for message in messages:
            found = self.model.intent(text_of(message)) if self.model else None
            if found:
                message.set(BY_HEART, found)
        return messages
