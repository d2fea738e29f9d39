"""Mail addresses: cleaned, and those of named people left out."""

from __future__ import annotations

import re
import unicodedata

from directory.importer.draft import Draft
from directory.importer.rules.context import Context
from directory.importer.rules.people import is_personal_mail

_APART = re.compile(r"\s*(?:\||;|,|/|\s+et\s+|\s+ou\s+|\n)\s*|\s+")
_AT = re.compile(r"\s*(?:\[at\]|\(at\)|\[a\]|\(a\)|@+)\s*", re.IGNORECASE)
_MAIL = re.compile(r"[a-z0-9.!#$%&'*+=?^_`{}~-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def mend_mails(draft: Draft, context: Context) -> None:
    """Every usable address, once, in lower case."""
    before = draft.words("courriels")
    if before:
        after = list(dict.fromkeys(mail for one in before for mail in mails(one)))
        draft.mend("mail_format" if after else "mail_unusable", "courriels", after)


def drop_personal_mails(draft: Draft, context: Context) -> None:
    """Addresses that name a person are dropped; only their number is noted."""
    before = draft.words("courriels")
    after = [mail for mail in before if not is_personal_mail(mail)]
    if len(after) < len(before):
        draft.note("personal_mail", "courriels", "(adresse personnelle)", "")
        draft.values["courriels"] = after
        if not after:
            del draft.values["courriels"]


def mails(written: str) -> list[str]:
    """The addresses in a text, in order."""
    text = _AT.sub("@", written.replace("mailto:", ""))
    return [mail for part in _APART.split(text) if (mail := _mail(part))]


def _mail(part: str) -> str | None:
    flat = unicodedata.normalize("NFKD", part.strip(" <>()[]\"'.:").lower())
    mail = "".join(letter for letter in flat if not unicodedata.combining(letter))
    mail = mail.removeprefix("www.")
    return mail if _MAIL.fullmatch(mail) else None
