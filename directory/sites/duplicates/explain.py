"""Why a site is what it is, in French: its records, what joined them, and what keeps its neighbours apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sqlalchemy import Engine

from directory.sites.duplicates.clusters import judge
from directory.sites.duplicates.evidence import Evidence
from directory.sites.duplicates.record import Record
from directory.sites.duplicates.verdicts import Verdicts
from directory.sites.rebuild import records_of
from directory.sites.tables import Site

_NAMES = {
    "name": "nom",
    "address": "adresse",
    "distance": "distance",
    "phone": "téléphone",
    "site": "site web",
    "pivot": "SIRET",
}
# Neighbours less alike than this would only make the explanation longer.
_WORTH_SAYING = 0.6


def explain(engine: Engine, site: Site) -> Iterator[str]:
    """One French sentence per line."""
    with engine.connect() as connection:
        records = records_of(connection, site.place_key)
        verdicts = Verdicts.read(connection)
    mine = {provenance["id"] for provenance in site.provenances}
    own = [record for record in records if record.id in mine]
    yield f"{site.nom} ({site.id}) vient de {len(own)} fiche{'s' if len(own) > 1 else ''}."
    for record in own:
        yield f"  {_shown(record)}"
    for one, other in combinations(own, 2):
        yield f"Réunies : {one.id} et {other.id}. {_reasons(one, other, verdicts)}"
    for record in records:
        if record.id not in mine and record.retired_at is None:
            yield from _neighbour(own, record, verdicts)
    if len(own) > 1:
        yield f"Pour les séparer : aidenum sites split {own[0].id} {own[1].id}"


def _neighbour(own: list[Record], other: Record, verdicts: Verdicts) -> Iterator[str]:
    judged = [(judge(one, other, verdicts), one) for one in own]
    if not judged:
        return
    (_, against, measured), _ = max(judged, key=lambda found: found[0][2].score)
    if measured.score >= _WORTH_SAYING:
        because = f"Raison : {against}." if against else "Les indices ne suffisent pas."
        yield f"Pas réunie avec {_shown(other)} : {because} {_measures(measured)}"


def _reasons(one: Record, other: Record, verdicts: Verdicts) -> str:
    decided = verdicts.of(one.id, other.id)
    if decided:
        return "Une personne l'a décidé."
    _, against, measured = judge(one, other, verdicts)
    return _measures(measured) if not against else f"Par une autre fiche ({against})."


def _measures(measured: Evidence) -> str:
    told = ", ".join(f"{_NAMES[name]} {value:.0%}" for name, value in measured.measures.items())
    return f"Ressemblance {measured.score:.0%} ({told})."


def _shown(record: Record) -> str:
    values = record.values
    where = values.get("adresse") or "sans adresse"
    told = f"{values.get('source') or record.source_slug}, {values.get('date_maj') or 'sans date'}"
    return f"{record.id} : {values.get('nom')}, {where} ({told})"
