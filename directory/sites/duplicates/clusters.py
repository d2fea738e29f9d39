"""Records of one commune, put together where they tell the same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from directory.sites.duplicates.evidence import Evidence, evidence
from directory.sites.duplicates.keys import address_key, name_key
from directory.sites.duplicates.record import Record
from directory.sites.duplicates.verdicts import Verdicts
from directory.sites.duplicates.vetoes import veto

# Up to this many records every pair is looked at; a bigger commune is first cut by name, street, phone and place.
_EVERY_PAIR = 12
# A block bigger than this is a default value, not a place.
_BIGGEST_BLOCK = 60
_DEGREES = 400.0


def clusters(records: Sequence[Record], verdicts: Verdicts) -> list[list[Record]]:
    """Groups of records of the same place, each in the order of ids; most hold one record.

    The strongest pairs are joined first, and two groups only when no pair across them is vetoed: a chain never brings
    together what must stay apart. The result depends on the records alone, not on the order in which they came.
    """
    group = {record.id: [record] for record in records}
    for _, one, other in sorted(_matches(records, verdicts), key=lambda match: match[0]):
        first, second = group[one.id], group[other.id]
        if first is second or _apart(first, second, verdicts):
            continue
        together = sorted([*first, *second], key=lambda record: record.id)
        group.update((record.id, together) for record in together)
    seen = {id(members): members for members in group.values()}
    return sorted(seen.values(), key=lambda members: members[0].id)


def judge(one: Record, other: Record, verdicts: Verdicts) -> tuple[bool, str | None, Evidence]:
    """(same place, the veto if any, the evidence). A person's verdict outweighs both."""
    decided = verdicts.of(one.id, other.id)
    against = veto(one, other)
    measured = evidence(one, other)
    if decided is not None:
        return decided, None if decided else "séparés par une personne", measured
    return against is None and measured.same, against, measured


def _matches(records: Sequence[Record], verdicts: Verdicts) -> Iterable[tuple[tuple[float, str, str], Record, Record]]:
    for one, other in _pairs(records, verdicts):
        decided = verdicts.of(one.id, other.id)
        if decided:
            yield (-2.0, one.id, other.id), one, other
        elif decided is None and veto(one, other) is None:
            measured = evidence(one, other)
            if measured.same:
                yield (-measured.score, one.id, other.id), one, other


def _apart(first: Sequence[Record], second: Sequence[Record], verdicts: Verdicts) -> bool:
    for one in first:
        for other in second:
            decided = verdicts.of(one.id, other.id)
            if decided is False or (decided is None and veto(one, other)):
                return True
    return False


def _pairs(records: Sequence[Record], verdicts: Verdicts) -> Iterable[tuple[Record, Record]]:
    if len({record.told_by for record in records}) < 2 and not verdicts.pairs:
        return
    if len(records) <= _EVERY_PAIR:
        yield from combinations(records, 2)
        return
    seen: set[tuple[str, str]] = set()
    for block in _blocks(records).values():
        if 1 < len(block) <= _BIGGEST_BLOCK:
            for one, other in combinations(block, 2):
                if (one.id, other.id) not in seen:
                    seen.add((one.id, other.id))
                    yield one, other


def _blocks(records: Sequence[Record]) -> dict[tuple[str, object], list[Record]]:
    """Records that share a word of their name on one street, a phone, or a square of some 100 metres, or its neighbour."""
    found: dict[tuple[str, object], list[Record]] = defaultdict(list)
    for record in records:
        for key in _block_keys(record):
            found[key].append(record)
    return found


def _block_keys(record: Record) -> set[tuple[str, object]]:
    values = record.values
    keys: set[tuple[str, object]] = {("name", name_key(str(values.get("nom") or ""), str(values.get("commune") or "")))}
    if values.get("telephone"):
        keys.add(("phone", values["telephone"]))
    if values.get("adresse"):
        keys.add(("address", address_key(str(values["adresse"]))))
    lat, lon = values.get("latitude"), values.get("longitude")
    if values.get("point_precision") == "exact" and lat is not None and lon is not None:
        row, column = int(lat * _DEGREES), int(lon * _DEGREES)
        keys |= {("place", (row + up, column + right)) for up in (0, 1) for right in (0, 1)}
    return keys
