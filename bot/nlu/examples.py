"""What the file of an example says of it, in its `metadata`."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.training_data.message import Message


def metadata_of(example: Message) -> dict[str, Any]:
    """What stands under `metadata` beside the example's intent."""
    return dict((example.get("metadata") or {}).get("intent") or {})


def names_no_place(example: Message) -> bool:
    """Whether the file of an example says `places: none`: none is looked for."""
    return metadata_of(example).get("places") == "none"


def for_safety(example: Message) -> bool:
    """Whether the file of an example says `for: safety`: an alarm, or a message that looks like one."""
    return metadata_of(example).get("for") == "safety"
