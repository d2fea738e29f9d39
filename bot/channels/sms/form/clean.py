"""From a written answer to lines for a phone: no link, no empty line, plain quotation marks."""

from __future__ import annotations

import re

from bot.channels.sms.alphabet import gsm, tidy
from bot.channels.sms.form.phones import PHONE
from bot.channels.sms.model import GSM7

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.I)
_ENDS_WITH_LINK = re.compile(_LINK.pattern + r"\s*$", re.I)
# A bare name ("17cyber.gouv.fr") is a link for an operator's filter, which then blocks the whole message: it is spoken.
_NAME = re.compile(r"(?<![\w@.])(?:[a-z0-9-]+\.)+(?:fr|com|org|net|eu|io|info|gouv|re|mq|gp|yt)\b(?![\w@])", re.I)


def lines(text: str, coding: str = GSM7, *, links: bool = False) -> list[str]:
    """`text` line by line, ready for that coding. `links`: addresses may stay as they are."""
    written = text if links else _without_links(text)
    written = re.sub(r"«\s*", "«", re.sub(r"\s*»", "»", written))
    ready = gsm(written) if coding == GSM7 else tidy(written)
    squeezed = (re.sub(r"[ \u00a0\u202f]+", " ", line).strip() for line in ready.split("\n"))
    return [line for line in squeezed if line]


def _without_links(text: str) -> str:
    kept = []
    for line in text.split("\n"):
        bare = _LINK.sub("", line).rstrip()
        if _ENDS_WITH_LINK.search(line):
            bare = _whole_sentences(bare)
        kept.append(_NAME.sub(lambda found: found[0].replace(".", " point "), bare))
    return "\n".join(kept)


def _whole_sentences(bare: str) -> str:
    """What is left of a line without its link: "Prenez rendez-vous sur", "Fiche :" alone say nothing."""
    end = max(bare.rfind(mark) for mark in ".!?") + 1
    return bare if PHONE.search(bare[end:]) else bare[:end]


def without_links(name: str) -> str:
    """A name without a link: some records bear one in its place."""
    return " ".join(_LINK.sub(" ", name).split())
