"""Examples known by heart: what was corrected stays corrected."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.by_heart import BY_HEART, ByHeart, Examples

EXAMPLES = [
    ("La souris bouge toute seule !", "scam_in_progress"),
    ("la petite souris", "out_of_scope"),
    ("saküla", "deny"),
    ("SAKULA", "affirm"),
    ("هل هذا مجاني؟", "ask_price"),
]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("la souris bouge toute seule", "scam_in_progress"),
        ("LA SOURIS, bouge toute  seule…", "scam_in_progress"),
        ("la souris bouge toute seule hier", None),
        ("souris", None),
        ("sakula", None),
        ("هل هذا مجاني", "ask_price"),
        ("?!", None),
        ("", None),
    ],
)
def test_an_example_is_known_word_for_word(text: str, intent: str | None) -> None:
    """Case, accents and punctuation do not count; one word more or less does, and so does a text of two intents."""
    assert Examples.learn(EXAMPLES).intent(text) == intent


def test_nothing_learnt_knows_nothing() -> None:
    """A model without an example answers all the same."""
    assert Examples.learn([]).intent("bonjour") is None


def test_what_was_learnt_is_read_again(tmp_path: Path) -> None:
    """A trained component, saved and loaded, marks the message that is an example and no other."""
    storage, resource = LocalModelStorage(tmp_path), Resource("by heart")
    context = ExecutionContext(GraphSchema({}))
    examples = [Message.build(text=text, intent=intent) for text, intent in EXAMPLES]
    ByHeart.create({}, storage, resource, context).train(TrainingData(examples))
    loaded = ByHeart.load({}, storage, resource, context)
    known, other = Message.build("la petite souris ?"), Message.build("une souris")
    loaded.process([known, other])
    assert known.get(BY_HEART) == "out_of_scope"
    assert other.get(BY_HEART) is None
