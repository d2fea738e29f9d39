"""The text message that the agent sends to the caller: its words, what it costs, and its way out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.channels.console.errors import NotSendable
from bot.channels.console.ports import SmsPort
from bot.channels.sms.alphabet import capacity, coding_of, gsm, parts, size, tidy, wants_ucs2
from bot.channels.sms.numbers import e164
from directory.facts.gsm import foreign
from directory.facts.phones import display
from directory.finder import Listed, where_of
from directory.hours.wording import short
from directory.settings import ROOT

FILE = ROOT / "data" / "console" / "sms.yml"
LONGEST = 600


@dataclass(frozen=True)
class Preview:
    """What a text costs: parts, alphabet, units used and held, and the characters that make it dearer."""

    parts: int
    encoding: str
    used: int
    capacity: int
    foreign: str

    def as_dict(self) -> dict[str, Any]:
        """For the script."""
        return asdict(self)


def languages() -> list[tuple[str, str]]:
    """(code, name) of the languages a message can be written in, French first."""
    return [(code, entry["name"]) for code, entry in _words().items()]


def compose(listed: Listed, lang: str, now: datetime, sheet: str = "") -> str:
    """The message about one site: name, phone, address, hours, booking page, `sheet` (an address) when there is one."""
    words, site = _words().get(lang, _words()["fr"]), listed.found.site
    town = " ".join(part for part in (site.code_postal, site.commune) if part)
    lines = [site.nom, words["phone"].format(phone=display(site.telephone)) if site.telephone else ""]
    lines.append(", ".join(part for part in (site.adresse, town) if part))
    hours = short(site.horaires, where_of(listed.found), now) or ""
    lines.append(words["hours"].format(hours=hours) if hours and words["hours"] else "")
    lines.append(words["book"].format(link=site.prise_rdv) if site.prise_rdv else "")
    lines.append(words["call_first"] if listed.freshness.stale else "")
    lines.append(words["sheet"].format(link=sheet) if sheet else "")
    text = "\n".join(line for line in lines if line)
    return tidy(text) if wants_ucs2(text) or words["phone"].strip()[:1] > "\u0590" else gsm(text)


def preview(text: str) -> Preview:
    """What `text`, as the agent typed it, costs to send."""
    coding = coding_of(text)
    count = parts(text, coding)
    name = "GSM-7" if not foreign(text) else "UCS-2"
    return Preview(count, name, size(text, coding), capacity(count, coding), foreign(text))


def send(port: SmsPort | None, number: str, text: str) -> Preview:
    """Send. The number is checked, handed over and forgotten. Raises `NotSendable`, or the gateway's own error."""
    if port is None:
        raise NotSendable("Aucune passerelle SMS n'est réglée. Copiez le texte.")
    target = e164(number)
    if target is None or not _mobile(target):
        raise NotSendable("Ce n'est pas un numéro de mobile. Vérifiez les dix chiffres.")
    text = tidy(text).strip()
    if not text:
        raise NotSendable("Le message est vide.")
    if len(text) > LONGEST:
        raise NotSendable(f"Le message dépasse {LONGEST} caractères.")
    port.send(target, text)
    return preview(text)


def _mobile(number: str) -> bool:
    """French mobiles, mainland and overseas: the only ones a caller's message goes to."""
    prefixes = ("+336", "+337", "+59069", "+59469", "+59669", "+26269", "+26263")
    return number.startswith(prefixes)


@cache
def _words(file: Path = FILE) -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content
