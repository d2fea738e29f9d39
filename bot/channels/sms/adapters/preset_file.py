"""The description of an operator in data/sms/presets/: how its requests read, how a message is sent to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.channels.sms.errors import PresetUnreadable
from bot.channels.sms.model import Caps
from directory.settings import ROOT

FOLDER = ROOT / "data" / "sms" / "presets"
_KEYS = frozenset(["label", "source", "unverified", "caps", "needs", "inbound", "receipt", "poll", "outbound"])
_FORMS = ("json", "form", "query")


@dataclass(frozen=True)
class Reading:
    """How a request of the operator reads. See docs/add-an-sms-provider.md, where each word is explained."""

    format: str = "json"
    charset: str = "utf-8"
    methods: tuple[str, ...] = ("POST",)
    items: str | None = None
    only: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    date_format: str | None = None
    date_zone: str = "UTC"
    part: Mapping[str, Any] = field(default_factory=dict)
    stop: Mapping[str, Any] = field(default_factory=dict)
    states: Mapping[str, Any] = field(default_factory=dict)
    signature: Mapping[str, Any] = field(default_factory=dict)
    reply: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Sending:
    """How a message is sent. `{to}`, `{text}`, `{ref}` and the account's fields are filled in everywhere."""

    url: str
    method: str = "POST"
    format: str = "json"
    charset: str = "utf-8"
    number: str = "e164"
    headers: Mapping[str, Any] = field(default_factory=dict)
    auth: tuple[str, ...] = ()
    body: Mapping[str, Any] = field(default_factory=dict)
    gsm: Mapping[str, Any] = field(default_factory=dict)
    unicode: Mapping[str, Any] = field(default_factory=dict)
    with_receipt: Mapping[str, Any] = field(default_factory=dict)
    sign: str | None = None
    accepted: Mapping[str, Any] = field(default_factory=dict)
    id: str | None = None
    code: str | None = None
    opted_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preset:
    """One operator."""

    name: str
    label: str
    needs: Mapping[str, str]
    caps: Caps
    outbound: Sending
    inbound: Reading | None = None
    receipt: Reading | None = None
    poll: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    unverified: str = ""


def read_preset(name: str, folder: Path = FOLDER) -> Preset:
    """The description `name`. Raises `PresetUnreadable` saying what is wrong in the file."""
    path = folder / f"{name}.yml"
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
        return _preset(name, content)
    except OSError as error:
        known = ", ".join(names(folder))
        raise PresetUnreadable(path, f"cet opérateur n'est pas décrit ; ceux qui le sont : {known}") from error
    except (yaml.YAMLError, TypeError, KeyError, ValueError, AttributeError) as error:
        raise PresetUnreadable(path, f"description inutilisable ({error})") from error


def names(folder: Path = FOLDER) -> list[str]:
    """Every operator described."""
    return sorted(path.stem for path in folder.glob("*.yml"))


def _preset(name: str, content: Mapping[str, Any]) -> Preset:
    unknown = set(content) - _KEYS
    if unknown:
        raise ValueError(f"mots inconnus : {', '.join(sorted(unknown))}")
    return Preset(
        name=name,
        label=content["label"],
        needs=content.get("needs") or {},
        caps=Caps(**(content.get("caps") or {})),
        outbound=_sending(content["outbound"]),
        inbound=_reading(content.get("inbound")),
        receipt=_reading(content.get("receipt")),
        poll=content.get("poll") or {},
        source=content.get("source") or "",
        unverified=content.get("unverified") or "",
    )


def _reading(content: Mapping[str, Any] | None) -> Reading | None:
    if content is None:
        return None
    reading = Reading(**{**content, "methods": tuple(content.get("methods", ("POST",)))})
    if reading.format not in _FORMS:
        raise ValueError(f"format : {reading.format}")
    return reading


def _sending(content: Mapping[str, Any]) -> Sending:
    tuples = {name: tuple(str(one) for one in content.get(name, ())) for name in ("auth", "opted_out")}
    sending = Sending(**{**content, **tuples})
    if sending.format not in _FORMS:
        raise ValueError(f"format : {sending.format}")
    return sending
