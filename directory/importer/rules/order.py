"""The one place where the rules are put in order."""

from __future__ import annotations

from collections.abc import Callable

from directory.importer.draft import Draft
from directory.importer.rules import (
    addresses,
    communes,
    coordinates,
    dates,
    hours,
    identity,
    lists,
    mails,
    phones,
    texts,
    urls,
)
from directory.importer.rules.context import Context

Rule = Callable[[Draft, Context], None]

# Texts first (all others read them), codes before the point that they check, people last among the contact columns.
RULES: tuple[Rule, ...] = (
    identity.mend_id,
    texts.mend_texts,
    texts.check_name,
    lists.mend_lists,
    lists.mend_free_lists,
    communes.mend_postcode,
    communes.mend_insee,
    communes.mend_commune,
    coordinates.mend_point,
    communes.commune_from_point,
    communes.agree_codes,
    communes.check_located,
    texts.name_a_number,
    addresses.mend_address,
    coordinates.check_point,
    coordinates.fill_point,
    identity.mend_pivot,
    phones.mend_phone,
    phones.drop_mobile,
    mails.mend_mails,
    mails.drop_personal_mails,
    urls.mend_sites,
    urls.mend_appointment,
    urls.check_acceslibre,
    dates.mend_date,
    hours.mend_hours,
    texts.drop_people,
    texts.shorten_resume,
    lists.note_no_public,
)


def mend(draft: Draft, context: Context) -> Draft:
    """Run every rule over a draft. Raises `Refused` when one of them says so."""
    for rule in RULES:
        rule(draft, context)
    return draft
