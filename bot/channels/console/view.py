"""What the templates draw: rows, chips, one site in detail. Every string ready, nothing left to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import yaml

from bot.channels.console.box import Answered, Box
from bot.channels.console.chips import Chip, canonical, chips, vocabulary
from bot.channels.console.script import closed_today, script
from bot.channels.console.spelling import spell
from directory.facts.access import access_sentence
from directory.facts.card import Card
from directory.facts.distance import say_distance
from directory.facts.phones import display
from directory.finder import Listed, where_of
from directory.hours.wording import describe_week
from directory.settings import ROOT

FILE = ROOT / "data" / "console" / "words.yml"
_TAGS = {"Conseillers numériques": "CN", "France Services": "FS", "Aidants Connect": "AC", "Emmaüs Connect": "EC"}


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    id: str
    name: str
    town: str
    distance: str
    phone: str
    state: str
    opening: str
    tags: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Detail:
    """One site beside the list."""

    row: Row
    script: list[Any]
    spellings: list[tuple[str, str]]
    sheet: str
    services: str
    cost: str
    come: str
    week: list[str]
    address: str
    plan_b: Row | None
    source: str


def row(listed: Listed, now: datetime, precision: str | None) -> Row:
    """A line of the list for one site."""
    site, words = listed.found.site, interface()
    state = "closed_today" if closed_today(listed, now) else listed.opening.state
    metres = listed.distance_m
    marks = (("example", site.is_example), ("stale", listed.freshness.stale))
    return Row(
        site.id,
        site.nom,
        site.commune,
        "" if metres is None else say_distance(metres, (precision, site.point_precision)),
        display(site.telephone) if site.telephone else "",
        listed.opening.state,
        words[state],
        tuple(_TAGS[name] for name in site.dispositif_programmes_nationaux or () if name in _TAGS),
        tuple(words[name] for name, true in marks if true),
    )


def detail(box: Box, answered: Answered, listed: Listed, now: datetime, public_url: str = "") -> Detail:
    """All that the agent needs about one site."""
    place, site = answered.reading.candidate, listed.found.site
    precision = place.precision if place else None
    other = box.plan_b(answered, listed)
    lines = script(listed, now, precision=precision, asked=_unstated(answered, listed), other=other)
    shown, beside = row(listed, now, precision), row(other, now, precision) if other else None
    week = (describe_week(site.horaires, where_of(listed.found), now) or "").split(" ; ")
    come = access_sentence(site.modalites_acces or (), site.prise_rdv, site.telephone)
    address = ", ".join(filter(None, (site.adresse, " ".join(filter(None, (site.code_postal, site.commune))))))
    made = Detail(
        shown,
        lines,
        _spellings(listed),
        "",
        ", ".join(site.services or ()),
        ", ".join(site.frais_a_charge or ()),
        come,
        [line for line in week if line],
        address,
        beside,
        next(line.text for line in lines if line.kind == "source"),
    )
    return Detail(**{**vars(made), "sheet": sheet(made, public_url)})


def sheet(of: Detail, public_url: str = "") -> str:
    """The sheet to copy: one fact a line."""
    words = interface()
    facts = [
        (None, of.row.name),
        (None, of.address),
        (words["orientation_call"], of.row.phone or words["no_phone"]),
        (words["orientation_hours"], " ; ".join(of.week) or words["unknown"]),
        (words["orientation_come"], of.come),
        (words["orientation_help"], of.services),
        (words["orientation_price"], of.cost),
        (words["orientation_else"], f"{of.plan_b.name}, {of.plan_b.phone or of.plan_b.town}" if of.plan_b else ""),
        (None, f"{public_url.rstrip('/')}/fiche/{of.row.id}" if public_url else ""),
        (None, of.source),
    ]
    return "\n".join(f"{label} : {text}" if label else text for label, text in facts if text)


def messages(answered: Answered) -> list[str]:
    """What is said above the list, in short sentences."""
    words, reading, findings = interface(), answered.reading, answered.findings
    status, place = reading.resolution.status, reading.candidate
    said = []
    if status == "confirm" and place:
        said.append(words["near_miss"].format(label=place.label))
    if place and place.precision == "postcode":
        said.append(words["many_towns"].format(label=place.label))
    if findings.relaxed:
        names = " ni ".join(words["relaxed_names"][name] for name in findings.relaxed)
        said.append(words["relaxed"].format(what=names))
    if reading.unread and not answered.named and status != "unknown":
        said.append(words["unread"].format(words=", ".join(reading.unread)))
    return [*said, _count(answered, words)] if answered.text else [words["nothing_yet"]]


def _count(answered: Answered, words: Mapping[str, Any]) -> str:
    count, status = len(answered.listed), answered.reading.resolution.status
    if answered.named:
        return str(words["found_names"].format(count=count))
    if status == "ambiguous":
        return str(words["which_place"])
    if answered.reading.candidate is None:
        unknown = status == "unknown"
        return str(
            words["unknown_place"].format(span=answered.reading.resolution.span) if unknown else words["no_place"]
        )
    if not count:
        return str(words["none_found"])
    return str(
        words["found_one" if count == 1 else "found_many"].format(
            count=count, radius=f"{answered.findings.radius_km:g}"
        )
    )


def choices(answered: Answered) -> list[tuple[str, str]]:
    """(label, text to search) of each town that may be meant."""
    resolution = answered.reading.resolution
    if resolution.status != "ambiguous":
        return []
    span = resolution.span or ""
    rest = answered.text.replace(span, " ") if span else answered.text
    return [(one.label, " ".join(f"{one.label} {rest}".split())) for one in resolution.candidates]


def card_view(card: Card, territory: str | None) -> dict[str, Any]:
    """A fact card or a safety protocol, in the agent's words."""
    return {
        "slug": card.slug,
        "title": card.title,
        "urgent": card.kind == "safety",
        "lines": card.text("console", territory=territory).splitlines(),
        "plain": card.plain.splitlines(),
        "source": card.source_line(),
    }


def address(answered: Answered, **more: str) -> str:
    """The page's address for a search: standard words only, never what was typed."""
    query = {"q": canonical(answered.reading), **more}
    kept = {name: value for name, value in query.items() if value}
    return f"/console?{urlencode(kept)}" if kept else "/console"


def chip_views(answered: Answered) -> list[Chip]:
    """The chips of the box."""
    return chips(answered.reading)


@cache
def interface(file: Path = FILE) -> Mapping[str, Any]:
    """`data/console/words.yml`."""
    content: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content


def _unstated(answered: Answered, listed: Listed) -> list[str]:
    """What was asked and the record leaves blank: neither yes nor no."""
    site, wanted = listed.found.site, answered.reading.wanted
    pairs = (
        (wanted.special_care, site.prise_en_charge_specifique),
        (wanted.publics, site.publics_specifiquement_adresses),
    )
    values = vocabulary()["values"]
    return [values.get(value, {}).get("label", value) for asked, held in pairs if not held for value in asked]


def _spellings(listed: Listed) -> list[tuple[str, str]]:
    site, words = listed.found.site, interface()
    named = (("spell_name", site.nom), ("spell_town", site.commune), ("spell_street", site.adresse))
    return [(words[key], spell(text)) for key, text in named if text]
