"""Judging one sentence: right intent, right outcome, right card, right need, alarm or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SAFETY = frozenset(
    ["scam_in_progress", "scam_doubt", "cyberbullying", "danger", "distress", "child_danger", "violence"]
)
SMALL_TALK = frozenset(["greeting"])
BINS = 10


@dataclass(frozen=True)
class Judged:
    """One sentence and how it fared. None: not asked of this sentence."""

    lang: str
    register: str
    kind: str
    wanted: str
    got: str
    confidence: float
    right_intent: bool | None
    right_outcome: bool | None
    right_topic: bool | None
    right_need: bool | None
    missed: bool
    alarm: bool
    alarm_wanted: bool
    alarm_unwanted: bool

    @property
    def plain(self) -> bool:
        """Neither a safety message nor a hard negative."""
        return not self.alarm_wanted and not self.alarm_unwanted


def judge(case: Mapping[str, Any], parsed: Mapping[str, Any], answers: Sequence[Mapping[str, Any]] | None) -> Judged:
    """Compare what was understood and answered with what the case accepts."""
    got, intents, kinds = parsed["intent"]["name"], _list(case.get("intent")), _list(case.get("kind"))
    safety_file = str(case.get("file", "")).startswith("safety")
    unwanted = case.get("safety") is False
    return Judged(
        lang=case.get("lang", "fr"),
        register=case.get("register", "standard"),
        kind=str(kinds[0]) if kinds else "-",
        wanted=str(intents[0]) if intents else "-",
        got=got,
        confidence=float(parsed["intent"]["confidence"]),
        right_intent=got in intents if intents else None,
        right_outcome=None if answers is None or not kinds else _outcome(case, answers, kinds),
        right_topic=None if answers is None or "topic" not in case else _topic(case, answers),
        right_need=None if answers is None or "services" not in case else _need(case, answers),
        missed=got == "nlu_fallback",
        alarm=got in SAFETY if answers is None else any(answer["kind"] == "safety" for answer in answers),
        alarm_wanted=safety_file and not unwanted,
        alarm_unwanted=unwanted,
    )


def _list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _outcome(case: Mapping[str, Any], answers: Sequence[Mapping[str, Any]], kinds: list[Any]) -> bool:
    """The first answer that is not small talk is of an accepted kind, about an accepted card and place."""
    real = [answer for answer in answers if answer["kind"] not in SMALL_TALK or answer["kind"] in kinds]
    if not real or real[0]["kind"] not in {*kinds, *_same_as(kinds)}:
        return False
    about_card = real[0]["kind"] in {"explain", "safety"} and "topic" in case
    return (not about_card or _topic(case, answers)) and _place(case, real[0])


def _same_as(kinds: list[Any]) -> set[str]:
    return {"places", "no_places"} if "places" in kinds or "no_places" in kinds else set()


def _topic(case: Mapping[str, Any], answers: Sequence[Mapping[str, Any]]) -> bool:
    return any(
        answer.get("topic") in _list(case["topic"]) or answer["kind"] not in {"explain", "safety"} for answer in answers
    )


def _need(case: Mapping[str, Any], answers: Sequence[Mapping[str, Any]]) -> bool:
    return any((answer.get("understood") or {}).get("need") in _list(case["services"]) for answer in answers)


def _place(case: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    if "place" not in case:
        return True
    place = (answer.get("understood") or {}).get("place") or {}
    return str(place.get("insee")) in map(str, _list(case["place"]))


def share(judged: Sequence[Judged], field: str) -> str:
    """The share of `field` among the sentences that were asked it, in per cent."""
    values = [getattr(one, field) for one in judged if getattr(one, field) is not None]
    return f"{100 * sum(values) / len(values):.1f} %" if values else "—"


def calibration(judged: Sequence[Judged]) -> float:
    """Mean gap between how sure the model says it is and how often it is right (0 is perfect)."""
    asked = [one for one in judged if one.right_intent is not None]
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for one in asked:
        bins[min(int(one.confidence * BINS), BINS - 1)].append(one)
    gaps = (abs(sum(one.confidence for one in part) - sum(bool(one.right_intent) for one in part)) for part in bins)
    return sum(gaps) / len(asked) if asked else 0.0
