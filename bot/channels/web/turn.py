"""A turn of the conversation, made ready to be shown: what the template draws and what the script is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.channels.web.card import card, iso_date
from bot.channels.web.frame import around_list
from bot.channels.web.segments import cut
from bot.channels.web.words import Words

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ps", "ur", "he", "dv", "ckb"})
URGENT = frozenset({"safety", "error"})


def turn(
    you: str | None, answers: Iterable[Mapping[str, Any]], words: Words, now: datetime, base: str = ""
) -> dict[str, Any]:
    """One exchange as the page shows it. `answers` are the contract's."""
    return {"you": you or "", "answers": [_answer(answer, words, now, base) for answer in answers]}


def _answer(answer: Mapping[str, Any], words: Words, now: datetime, base: str) -> dict[str, Any]:
    lang = str(answer.get("lang") or "fr")
    places = list(answer.get("places") or ())
    before, after = around_list(str(answer.get("text") or ""), places if answer.get("kind") == "places" else ())
    return {
        "kind": str(answer.get("kind") or ""),
        "lang": lang,
        "dir": "rtl" if lang in RIGHT_TO_LEFT else "ltr",
        "urgent": answer.get("kind") in URGENT,
        "before": [cut(line) for line in before],
        "cards": [card(place, words, now, base) for place in places],
        "after": [cut(line) for line in after],
        "choices": [dict(choice) for choice in answer.get("choices") or ()],
        "sources": [] if places else _sources(answer.get("sources") or (), words),
        "spoken": str(answer.get("text") or ""),
    }


def _sources(sources: Sequence[Mapping[str, Any]], words: Words) -> list[str]:
    return [_source(source, words) for source in sources]


def _source(source: Mapping[str, Any], words: Words) -> str:
    day = iso_date(source.get("checked_on"))
    if day is None:
        return str(source.get("title") or "")
    return words.say("checked_on", title=source.get("title") or "", date=words.date(day))
