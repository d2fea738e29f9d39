"""A site as the answer contract shows it."""

from __future__ import annotations

from typing import Any

from directory.facts.phones import display
from directory.finder import Listed
from directory.sites.tables import Site

UNKNOWN_SOURCE = "annuaire"


def place_view(listed: Listed) -> dict[str, Any]:
    """The contract's site object for `listed` (distances in metres, dates in ISO 8601)."""
    site, opening = listed.found.site, listed.opening
    return {
        **_identity(site),
        **_contact(site),
        "distance_m": None if listed.found.distance_m is None else round(listed.found.distance_m),
        "hours_osm": site.horaires,
        "open": opening.state,
        "hours_today": opening.today,
        "next_change": opening.next_change.isoformat() if opening.next_change else None,
        **_offer(site),
        "source": site.source or UNKNOWN_SOURCE,
        "updated_on": site.date_maj.isoformat() if site.date_maj else None,
        "stale": listed.freshness.stale,
        "example": bool(site.is_example),
    }


def _identity(site: Site) -> dict[str, Any]:
    return {
        "id": site.id,
        "name": site.nom,
        "address": site.adresse,
        "postcode": site.code_postal,
        "commune": site.commune,
        "insee": site.code_insee,
        "lat": site.latitude,
        "lon": site.longitude,
    }


def _contact(site: Site) -> dict[str, Any]:
    return {
        "phone": site.telephone,
        "phone_display": display(site.telephone) if site.telephone else None,
        "email": _first(site.courriels),
        "website": _first(site.site_web),
        "appointment_url": site.prise_rdv,
        "accessibility_url": site.fiche_acces_libre,
    }


def _offer(site: Site) -> dict[str, Any]:
    return {
        "services": list(site.services or ()),
        "publics": list(site.publics_specifiquement_adresses or ()),
        "special_care": list(site.prise_en_charge_specifique or ()),
        "cost": list(site.frais_a_charge or ()),
        "access": list(site.modalites_acces or ()),
        "support": list(site.modalites_accompagnement or ()),
        "programmes": list(site.dispositif_programmes_nationaux or ()),
        "itinerant": "Itinérant" in (site.itinerance or ()),
    }


def _first(values: list[str] | None) -> str | None:
    return values[0] if values else None
