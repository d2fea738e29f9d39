"""Web addresses: a scheme, a host with a dot, nothing that a browser would refuse."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from directory.importer.draft import Draft
from directory.importer.rules.context import Context

_APART = re.compile(r"\s*[|;\n]\s*|\s+(?:et|ou)\s+|\s+(?=https?:|www\.)|,(?=\s*(?:https?:|www\.))")
_SCHEME = re.compile(r"^(?:(?:h+t+p+s*|https?|htpps?|htps|ttps?|http?s)[:;]*[/\\]*)+", re.IGNORECASE)
_SECURE = re.compile(r"tp+s|tps|htpps", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d+)?", re.IGNORECASE)
_ACCESLIBRE = "https://acceslibre.beta.gouv.fr/"


def mend_sites(draft: Draft, context: Context) -> None:
    """Every usable address of `site_web`, once."""
    before = draft.words("site_web")
    if before:
        found = [address for one in before for part in _APART.split(one) if (address := url(part))]
        draft.mend("url_format" if found else "url_unusable", "site_web", list(dict.fromkeys(found)))


def mend_appointment(draft: Draft, context: Context) -> None:
    """`prise_rdv` is one usable address, or nothing."""
    before = draft.text("prise_rdv")
    if before:
        after = url(_APART.split(before)[0])
        draft.mend("url_format" if after else "url_unusable", "prise_rdv", after)


def check_acceslibre(draft: Draft, context: Context) -> None:
    """`fiche_acces_libre` leads to Acceslibre, or is removed."""
    before = draft.text("fiche_acces_libre")
    if before:
        after = url(before)
        draft.mend(
            "acceslibre_elsewhere", "fiche_acces_libre", after if after and after.startswith(_ACCESLIBRE) else None
        )


def url(written: str) -> str | None:
    """One web address put right; None when it cannot be one."""
    text = written.strip().strip("<>\"'").replace("www:", "www.")
    if not text or "@" in text.split("/")[0]:
        return None
    started = _SCHEME.match(text)
    rest = _SCHEME.sub("", text)
    if re.search(r"\s", rest):
        return None
    scheme = "https" if started and _SECURE.search(started[0]) else "http"
    address = f"{scheme}://{rest}" if started else f"http://{rest}"
    return _checked(address.replace("(", "%28").replace(")", "%29"))


def _checked(address: str) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = parts.netloc.lower()
    if not _HOST.fullmatch(host) or (host.count(".") == 1 and host.startswith("www.")):
        return None
    return address if address.isascii() else None
