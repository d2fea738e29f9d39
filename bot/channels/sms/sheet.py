"""One site as an answer of the channel's own, when a digit belongs to an older list than the assistant's last one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from directory.texts import Texts


def sheet(texts: Texts, view: Mapping[str, Any]) -> Mapping[str, Any]:
    """The contract's `place` answer for a contract site."""
    where = ", ".join(part for part in (view["address"], _town(view)) if part)
    lines = (
        texts.say("examples_notice", channel="sms").text if view.get("example") else "",
        texts.say("site_named", channel="sms", name=view["name"], commune=view["commune"]).text,
        f"{where}." if where else "",
        _phone(texts, view),
        f"{view['hours_today'].capitalize()}." if view.get("hours_today") else "",
    )
    return {
        "kind": "place",
        "text": "\n".join(line for line in lines if line),
        "lang": "fr",
        "choices": (),
        "places": (view,),
    }


def _phone(texts: Texts, view: Mapping[str, Any]) -> str:
    if not view["phone_display"]:
        return texts.say("site_no_phone", channel="sms").text
    return texts.say("site_phone", channel="sms", phone=view["phone_display"]).text


def _town(view: Mapping[str, Any]) -> str:
    return " ".join(part for part in (view["postcode"], view["commune"]) if part)
