"""The enumerated values of the national standard, and the 32 columns, as data."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("vocabulary.yml")

COLUMNS: tuple[str, ...] = tuple(
    "id pivot nom commune code_postal code_insee adresse complement_adresse latitude longitude typologie telephone "
    "courriels site_web horaires presentation_resume presentation_detail source itinerance structure_parente date_maj "
    "services publics_specifiquement_adresses prise_en_charge_specifique frais_a_charge dispositif_programmes_nationaux "
    "formations_labels autres_formations_labels modalites_acces modalites_accompagnement fiche_acces_libre "
    "prise_rdv".split()
)
LISTS: frozenset[str] = frozenset(
    "typologie courriels site_web itinerance services publics_specifiquement_adresses prise_en_charge_specifique "
    "frais_a_charge dispositif_programmes_nationaux formations_labels autres_formations_labels modalites_acces "
    "modalites_accompagnement".split()
)
NO_PUBLIC = "Ce lieu n'accueille pas de public"


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, tuple[str, ...]]:
    """Column of the standard → its allowed values, in the order that the search index relies on."""
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {column: tuple(values) for column, values in raw.items()}
