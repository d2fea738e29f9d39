"""What the agent reads aloud: one short sentence a line, the phone first, unless the caller would find a closed door."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from directory.facts.access import access_sentence
from directory.facts.distance import say_distance
from directory.facts.phones import display, spoken
from directory.finder import Listed, where_of
from directory.hours.wording import MONTHS, say_date, speak, spoken_clock
from directory.settings import ROOT
from directory.sites.tables import Site

FILE = ROOT / "data" / "console" / "script.yml"


@dataclass(frozen=True)
class Line:
    """One sentence to read. `kind`: opening, phone, come, address, hours, care, doubt, source or plan_b."""

    kind: str
    text: str

    @property
    def label(self) -> str:
        """What the line is about, in a word."""
        return str(words()["labels"][self.kind])


def script(
    listed: Listed,
    now: datetime,
    *,
    precision: str | None = None,
    asked: Sequence[str] = (),
    other: Listed | None = None,
) -> list[Line]:
    """The lines for one site. `precision`: of the caller's place; `asked`: labels of what the record says nothing of;
    `other`: the plan B."""
    opening, phone = (
        Line("opening", _opening(listed, now)),
        Line("phone", _phone(listed.found.site, "phone", "no_phone")),
    )
    first = [opening, phone] if closed_today(listed, now) else [phone, opening]
    return [*first, *_rest(listed, now, precision, asked), Line("plan_b", _plan_b(other))]


def closed_today(listed: Listed, now: datetime) -> bool:
    """Whether the site will not open any more on its own today."""
    if listed.opening.state != "closed":
        return False
    change = listed.opening.next_change
    return change is None or change.date() > now.astimezone(listed.opening.zone).date()


def _rest(listed: Listed, now: datetime, precision: str | None, asked: Sequence[str]) -> Iterator[Line]:
    site = listed.found.site
    yield Line("come", _come(site))
    yield Line("address", _address(listed, precision))
    if hours := speak(site.horaires, where_of(listed.found), now):
        yield Line("hours", _say("hours", hours=hours))
    if "Itinérant" in (site.itinerance or ()):
        yield Line("care", _say("itinerant"))
    if asked:
        yield Line("care", _say("not_stated", what=", ".join(asked)))
    if site.is_example:
        yield Line("doubt", _say("example"))
    elif listed.freshness.sentence:
        yield Line("doubt", listed.freshness.sentence)
    yield Line("source", _source(site))


def _opening(listed: Listed, now: datetime) -> str:
    state, change = listed.opening.state, listed.opening.next_change
    if state == "unknown":
        return _say("hours_unknown")
    clock = spoken_clock(f"{change:%H:%M}") if change else ""
    if state == "open":
        same_day = change is not None and change.date() == now.astimezone(listed.opening.zone).date()
        return _say("open_until", time=clock) if same_day else _say("open")
    key = "closed_today" if closed_today(listed, now) else "closed_now"
    return _say(f"{key}_until", day=_day(change, now, listed), time=clock) if change else _say(key)


def _day(change: datetime, now: datetime, listed: Listed) -> str:
    ahead = (change.date() - now.astimezone(listed.opening.zone).date()).days
    return _say("today") if ahead == 0 else _say("tomorrow") if ahead == 1 else say_date(change.date())


def _phone(site: Site, known: str, unknown: str) -> str:
    if not site.telephone:
        return _say(unknown, name=site.nom, commune=site.commune, address=_street(site))
    return _say(known, name=site.nom, commune=site.commune, phone=spoken(site.telephone))


def _come(site: Site) -> str:
    said = access_sentence(site.modalites_acces or (), site.prise_rdv, site.telephone)
    if site.telephone:
        # The number has just been given: saying it twice only mixes the caller up.
        number = re.escape(display(site.telephone))
        said = re.sub(rf"\ble {number}", words()["this_number"], said)
        said = re.sub(rf"\bau {number}", f"à {words()['this_number']}", said)
    if site.prise_rdv:
        said = said.replace(f"sur {site.prise_rdv}", f"sur {words()['by_internet']}").replace(
            site.prise_rdv, words()["by_internet"]
        )
    return said if said.endswith((".", "!", "?")) else f"{said}."


def _address(listed: Listed, precision: str | None) -> str:
    site, street = listed.found.site, _street(listed.found.site)
    if not street:
        return _say("town_alone", commune=site.commune)
    if listed.distance_m is None:
        return _say("address_alone", address=street, commune=site.commune)
    said = say_distance(listed.distance_m, (precision, site.point_precision))
    return _say("address", address=street, commune=site.commune, distance=aloud(said))


def aloud(distance: str) -> str:
    """ "à 3,2 km" → "à 3,2 kilomètres"."""
    said = re.sub(r"\b1 km\b", "1 kilomètre", distance)
    return re.sub(r"(?<=\d) m\b", " mètres", re.sub(r"(?<=\d) km\b", " kilomètres", said))


def _source(site: Site) -> str:
    source, day = site.source or "annuaire", site.date_maj
    if day is None:
        return _say("source_undated", source=source)
    return _say(
        "source", source=source, date=f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"
    )


def _plan_b(other: Listed | None) -> str:
    return _phone(other.found.site, "plan_b", "plan_b_no_phone") if other else _say("plan_b_none")


def _street(site: Site) -> str:
    return ", ".join(part for part in (site.complement_adresse, site.adresse) if part)


def _say(key: str, **values: Any) -> str:
    return str(words()[key]).format(**values)


@cache
def words(file: Path = FILE) -> Mapping[str, Any]:
    """`data/console/script.yml`."""
    content: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content
