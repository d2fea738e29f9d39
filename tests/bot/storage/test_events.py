"""What is kept of a conversation's events: redacted, bounded, and enough to go on."""

from __future__ import annotations

from bot.storage.events import erases, storable


def user(text: str) -> dict:
    """A message as Rasa records it."""
    return {
        "event": "user",
        "text": text,
        "metadata": {"lat": 50.1},
        "parse_data": {"text": text, "intent": {"name": "x"}, "intent_ranking": [1]},
    }


def action(name: str) -> dict:
    """An action as Rasa records it."""
    return {"event": "action", "name": name}


def turn(text: str) -> list[dict]:
    """A whole turn."""
    return [user(text), action("action_find_site"), {"event": "bot", "text": "03 27 70 01 02"}, action("action_listen")]


def test_the_persons_words_are_redacted_everywhere() -> None:
    """The text and its copy in the parse data are redacted; the position and the rankings are dropped."""
    (event,) = storable([user("mon tel 0612345678")], {}, keep=10)
    assert "0612345678" not in str(event)
    assert event["metadata"] == {}
    assert set(event["parse_data"]) == {"text", "intent"}


def test_the_assistants_words_are_not_redacted() -> None:
    """A site's phone is public: the history can show it again."""
    assert "03 27 70 01 02" in str(storable(turn("caudry"), {}, keep=10))


def test_the_history_is_bounded_and_the_memory_survives() -> None:
    """Old events go, whole turns stay, and the slots' values are kept although their events are gone."""
    events = [event for number in range(50) for event in turn(f"message {number}")]
    kept = storable(events, {"place": {"insee": "59139"}, "misses": None}, keep=20)
    assert len(kept) <= 21
    assert kept[0] == {"event": "slot", "name": "place", "value": {"insee": "59139"}}
    assert kept[1] == action("action_listen")
    assert "message 49" in str(kept)
    assert "message 10" not in str(kept)


def test_an_erasure_is_seen_only_in_its_own_turn() -> None:
    """The conversation is deleted when the last thing done was to erase, not when it was done before."""
    erasing = [
        user("effacer"),
        action("action_erase"),
        {"event": "bot", "text": "C'est effacé."},
        action("action_listen"),
    ]
    assert erases(erasing)
    assert not erases([*erasing, *turn("caudry")])
    assert not erases(turn("caudry"))
