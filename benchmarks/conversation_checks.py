"""What is expected of a turn of a held-back conversation (format: tests/sentences/README.md), checked on its answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from directory.writing.fold import plain
from tests.sentences.held_back import as_list

Answer = dict[str, Any]


@dataclass
class Memory:
    """What earlier turns of the conversation showed."""

    place: str | None = None
    need: str | None = None
    listed: list[dict[str, Any]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    chosen: str | None = None

    def learn(self, answer: Answer) -> None:
        """Remember what the turn showed."""
        understood = answer["understood"]
        self.place = (understood["place"] or {}).get("insee") or self.place
        self.need = understood["need"] or self.need
        if answer["kind"] == "places":
            self.listed, self.chosen = answer["places"], None
        if answer["kind"] == "place" and answer["places"]:
            self.chosen = answer["places"][0]["id"]
        self.seen |= {place["id"] for place in answer["places"]}


def failures(expected: dict[str, Any], answers: list[Answer], memory: Memory) -> list[str]:
    """The names of the expectations that the turn does not meet; empty when all hold or when it is not judged."""
    if expected.get("if_places") and len(memory.listed) < (expected.get("rank") or 1):
        return []
    kinds = as_list(expected["kind"])
    answer = next((one for one in answers if one["kind"] in kinds), None)
    if answer is None:
        return [f"kind {'/'.join(kinds)} ≠ {'/'.join(one['kind'] for one in answers)}"]
    return [name for name, check in CHECKS.items() if name in expected and not check(expected[name], answer, memory)]


def _insee(answer: Answer) -> str | None:
    return (answer["understood"]["place"] or {}).get("insee")


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", plain(text))


def _filters(wanted: dict[str, Any], answer: Answer, _memory: Memory) -> bool:
    understood = answer["understood"]["filters"]
    return all(
        set(map(str, as_list(value))) <= set(map(str, as_list(understood.get(name)))) for name, value in wanted.items()
    )


def _fresh(_wanted: Any, answer: Answer, memory: Memory) -> bool:
    return not {place["id"] for place in answer["places"]} & memory.seen


def _closer(_wanted: Any, answer: Answer, memory: Memory) -> bool:
    if not answer["places"] or not memory.listed:
        return True
    return (answer["places"][0]["distance_m"] or 0) <= (memory.listed[0]["distance_m"] or 0)


def _rank(wanted: int, answer: Answer, memory: Memory) -> bool:
    return bool(answer["places"]) and answer["places"][0]["id"] == memory.listed[wanted - 1]["id"]


def _excludes(_wanted: Any, answer: Answer, memory: Memory) -> bool:
    rejected = memory.chosen or (memory.listed[0]["id"] if memory.listed else None)
    return rejected not in {place["id"] for place in answer["places"]}


def _counted(answer: Answer) -> int | None:
    return len(answer["places"]) if answer["kind"] == "places" else None


CHECKS: dict[str, Callable[[Any, Answer, Memory], bool]] = {
    "topic": lambda wanted, answer, _: answer["topic"] in as_list(wanted),
    "place": lambda wanted, answer, _: _insee(answer) in as_list(wanted),
    "need": lambda wanted, answer, _: answer["understood"]["need"] in as_list(wanted),
    "needs": lambda wanted, answer, _: set(as_list(wanted)) <= set(answer["understood"]["needs"]),
    "filters": _filters,
    "when": lambda wanted, answer, _: plain(wanted) in plain(str(answer["understood"]["filters"]) + answer["text"]),
    "min_places": lambda wanted, answer, _: (_counted(answer) or wanted) >= wanted,
    "max_places": lambda wanted, answer, _: (_counted(answer) or 0) <= wanted,
    "same_town": lambda _wanted, answer, memory: _insee(answer) == memory.place,
    "same_need": lambda _wanted, answer, memory: answer["understood"]["need"] == memory.need,
    "new_places": _fresh,
    "closer": _closer,
    "rank": _rank,
    "excludes_last": _excludes,
    "widened": lambda _wanted, answer, _: bool(re.search(r"\d+\s?km", answer["text"])),
    "same_places": lambda _wanted, answer, memory: (
        [p["id"] for p in answer["places"]] == [p["id"] for p in memory.listed]
    ),
    "contains": lambda wanted, answer, _: all(
        _folded(str(part)) in _folded(answer["text"]) for part in as_list(wanted)
    ),
    "not_contains": lambda wanted, answer, _: (
        not any(_folded(str(part)) in _folded(answer["text"]) for part in as_list(wanted))
    ),
    "choices": lambda wanted, answer, _: (
        bool(answer["choices"]) if wanted is True else len(answer["choices"]) <= wanted
    ),
    "lang": lambda wanted, answer, _: answer["lang"] in as_list(wanted),
    "forgets_place": lambda _wanted, answer, _: answer["understood"]["place"] is None,
}
