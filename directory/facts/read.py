"""Reading one card from YAML, and refusing what the rules of docs/add-a-fact.md do not allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from directory.facts.card import (
    CONFIDENCES,
    KINDS,
    STATUSES,
    Card,
    FollowUp,
    LocalNote,
    Number,
    SideAnswer,
    Source,
    Words,
)
from directory.facts.errors import CardError
from directory.facts.yaml_file import read_yaml

REQUIRED = ("slug", "title", "kind", "status", "sms", "agent", "sources", "checked_on", "review_by", "confidence")
OPTIONAL = (
    *("what", "for_whom", "cost", "how", "plain", "simpler", "aliases", "ends_on", "territory", "programme", "claims"),
    *("follow_ups", "answers", "quotes", "number", "ask_place", "search", "translations"),
)
VARIANTS = ("plain", "simpler", "sms", "agent")


def read_card(path: Path) -> Card:
    """The card of one YAML file. Raises `CardError`, naming the file and the key to change."""
    try:
        raw = read_yaml(path)
        _check_shape(raw)
        return _card(raw)
    except (ValueError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise CardError(path, str(error)) from error
    except KeyError as error:
        raise CardError(path, f"il manque {error}") from error


def read_sources(raw: Sequence[Mapping[str, Any]]) -> tuple[Source, ...]:
    """The `sources:` list of a card or of a territory's note."""
    if not raw:
        raise ValueError("il faut au moins une source")
    return tuple(Source(str(entry["title"]), _text(entry.get("date"))) for entry in raw)


def read_words(raw: Mapping[str, Any]) -> Words:
    """The variants `plain`, `simpler`, `sms`, `agent` of one text."""
    return Words(**{name: str(raw.get(name) or "").strip() for name in VARIANTS})


def read_note(territory: str, raw: Mapping[str, Any]) -> LocalNote:
    """One entry of `facts:` in a territory's file."""
    return LocalNote(
        territory=territory,
        words=read_words(raw),
        sources=read_sources(raw["sources"]),
        checked_on=_day(raw, "checked_on"),
        review_by=_day(raw, "review_by"),
        claims=_texts(raw.get("claims")),
    )


def _check_shape(raw: Any) -> None:
    if not isinstance(raw, dict):
        raise ValueError("une fiche est une liste de lignes « clé: valeur »")
    if missing := [key for key in REQUIRED if key not in raw]:
        raise ValueError(f"il manque {', '.join(missing)}")
    if unknown := sorted(set(raw) - set(REQUIRED) - set(OPTIONAL)):
        raise ValueError(f"clé inconnue : {', '.join(unknown)}")
    for key, allowed in (("kind", KINDS), ("status", STATUSES), ("confidence", CONFIDENCES)):
        if raw[key] not in allowed:
            raise ValueError(f"{key} vaut « {raw[key]} » ; attendu : {', '.join(allowed)}")
    if not (raw.get("plain") or raw.get("what")):
        raise ValueError("il manque plain, ou what")


def _card(raw: Mapping[str, Any]) -> Card:
    checked_on, review_by = _day(raw, "checked_on"), _day(raw, "review_by")
    if review_by <= checked_on:
        raise ValueError("review_by doit venir après checked_on")
    return Card(
        slug=raw["slug"],
        title=raw["title"],
        kind=raw["kind"],
        status=raw["status"],
        confidence=raw["confidence"],
        words=_main_words(raw),
        sources=read_sources(raw["sources"]),
        checked_on=checked_on,
        review_by=review_by,
        aliases=_texts(raw.get("aliases")),
        what=str(raw.get("what") or "").strip(),
        for_whom=_text(raw.get("for_whom")),
        cost=_text(raw.get("cost")),
        how=_text(raw.get("how")),
        territory=_text(raw.get("territory")),
        programme=_text(raw.get("programme")),
        ends_on=_day(raw, "ends_on") if raw.get("ends_on") else None,
        claims=_texts(raw.get("claims")),
        follow_ups=tuple(FollowUp(entry["label"], entry["message"]) for entry in raw.get("follow_ups") or ()),
        answers=tuple(_side_answer(entry) for entry in raw.get("answers") or ()),
        quotes=_texts(raw.get("quotes")),
        number=_number(raw["number"]) if raw.get("number") else None,
        ask_place=bool(raw.get("ask_place", False)),
        search={name: _texts(values) for name, values in (raw.get("search") or {}).items()},
        translations={lang: read_words(words) for lang, words in (raw.get("translations") or {}).items()},
    )


def _main_words(raw: Mapping[str, Any]) -> Words:
    # Most cards are written facet by facet: the whole answer is the facets one after the other.
    facets = [str(raw[name]).strip() for name in ("what", "for_whom", "cost", "how") if raw.get(name)]
    return read_words({**raw, "plain": raw.get("plain") or "\n".join(facets)})


def _number(raw: Mapping[str, Any]) -> Number:
    plain = {name: str(value) for name, value in raw.items() if value is not None and name != "context"}
    return Number(**plain, context=_texts(raw.get("context")))


def _side_answer(raw: Mapping[str, Any]) -> SideAnswer:
    return SideAnswer(raw["ask"], _texts(raw.get("aliases")), read_words(raw))


def _day(raw: Mapping[str, Any], key: str) -> date:
    value = raw[key]
    if not isinstance(value, date):
        raise ValueError(f"{key} doit être une date, comme 2026-11-21")
    return value


def _text(value: Any) -> str | None:
    return str(value).strip() if value not in (None, "") else None


def _texts(values: Any) -> tuple[str, ...]:
    if isinstance(values, str):
        raise ValueError(f"« {values} » doit être une liste : [ … ]")
    return tuple(str(value) for value in values or ())
