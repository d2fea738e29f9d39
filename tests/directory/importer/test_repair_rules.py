"""Each repair, on cases that are data: tests/directory/importer/cases/*.yml."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from factory import TOWNS, record

from directory.importer.draft import Draft
from directory.importer.rules.addresses import street
from directory.importer.rules.context import Context
from directory.importer.rules.coordinates import read_point
from directory.importer.rules.dates import mend_date
from directory.importer.rules.hours import to_osm
from directory.importer.rules.hours_read import read_cell
from directory.importer.rules.mails import mails
from directory.importer.rules.order import mend
from directory.importer.rules.people import is_personal_mail, without_people
from directory.importer.rules.phones import e164
from directory.importer.rules.texts import clean
from directory.importer.rules.urls import url
from directory.importer.source import known_sources
from directory.importer.towns import Towns

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """The cases of one file."""
    return [tuple(case) for case in yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("written", "postcode", "expected"), cases("phones"))
def test_phones_become_callable_or_nothing(written: object, postcode: str, expected: str | None) -> None:
    """Every way of writing a number gives its E.164, overseas by its prefix; what cannot be called is removed."""
    assert e164(str(written), postcode) == expected


@pytest.mark.parametrize(("written", "expected"), cases("mails"))
def test_mails_are_put_right(written: str, expected: list[str]) -> None:
    """Every usable address comes out, and nothing else."""
    assert mails(written) == expected


@pytest.mark.parametrize(("mail", "personal"), cases("personal_mails"))
def test_mails_of_people_are_recognised(mail: str, personal: bool) -> None:
    """An address that names a person is told from a service's."""
    assert is_personal_mail(mail) is personal


@pytest.mark.parametrize(("written", "expected"), cases("urls"))
def test_urls_lead_somewhere_or_vanish(written: str, expected: str | None) -> None:
    """A web address has a scheme and a host with a dot."""
    assert url(written) == expected


@pytest.mark.parametrize(("written", "expected"), cases("dates"))
def test_dates_are_iso_or_unknown(written: str, expected: str | None) -> None:
    """1970, days to come and days that do not exist are unknown."""
    draft = Draft(1, {"date_maj": written})
    mend_date(draft, Context(known_sources()["standard-v1"], Towns(), date(2026, 11, 21)))
    assert draft.values.get("date_maj") == expected


@pytest.mark.parametrize(("first", "second", "expected"), cases("points"))
def test_points_are_in_france_or_not_at_all(first: str, second: str, expected: list[Any]) -> None:
    """Commas, swaps and Lambert-93 are mended; 0/0 and points abroad are no points."""
    rule, point = read_point(first, second)
    assert rule == expected[0]
    assert point is None if expected[1] is None else point == pytest.approx(expected[1:], abs=0.01)


@pytest.mark.parametrize(("written", "expected"), cases("hours"))
def test_hours_mean_what_was_written_or_are_set_aside(written: str, expected: list[Any]) -> None:
    """Valid hours stay as they are; French is read; what silently means something else is mended or set aside."""
    assert list(to_osm(written)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("09:00 - 12:30 / 09:00 - 12:30 / 13:30 - 16:30", ((540, 750), (810, 990))),
        ("09:00 - 12:30 / 12:00 - 17:00", ((540, 1020),)),
        ("9h-12h", ((540, 720),)),
        ("-", ()),
        ("Fermé", ()),
        ("09:00-12:30-13:30-17:00", None),
        ("sur rdv", None),
    ],
)
def test_a_day_cell_gives_its_ranges_once(cell: str, expected: Any) -> None:
    """Repeated and overlapping ranges of a weekday's cell are united; a wrong cell is told from a closed day."""
    assert read_cell(cell) == expected


@pytest.mark.parametrize(("written", "expected"), cases("people"))
def test_people_leave_the_texts(written: str, expected: str) -> None:
    """Names with a title or a cue, mobiles and personal addresses go; names of places stay."""
    assert without_people(written) == expected


@pytest.mark.parametrize(("written", "postcode", "commune", "expected"), cases("addresses"))
def test_addresses_are_a_number_and_a_street(written: str, postcode: str, commune: str, expected: str) -> None:
    """Abbreviations are written out, the town at the end goes, shouting is lowered."""
    assert street(written, postcode, commune) == expected


@pytest.mark.parametrize(("written", "expected"), cases("texts"))
def test_texts_are_clean(written: str, expected: str) -> None:
    """No tags, no mojibake, no control signs; signs that only look like tags stay."""
    assert clean(written) == expected


@pytest.mark.parametrize(
    ("changes", "name", "commune"),
    [
        ({"nom": "265 901 785 00"}, "Lieu d'aide, Caudry", "Caudry"),
        ({"nom": "1", "structure_parente": "CCAS de Caudry"}, "CCAS de Caudry", "Caudry"),
        ({"commune": "59540", "code_insee": ""}, "Espace numérique numéro 1", "Caudry"),
        ({"commune": "59360", "code_insee": "", "code_postal": "59360", "latitude": "50.10", "longitude": "3.54"},
         "Espace numérique numéro 1", "Le Cateau-Cambrésis"),
    ],
)  # fmt: skip
def test_numbers_are_not_names(changes: dict[str, str], name: str, commune: str) -> None:
    """A SIRET in place of the name, a postal code in place of the commune: people are given words."""
    draft = Draft(1, record(1, **changes))
    mend(draft, Context(known_sources()["standard-v1"], TOWNS, date(2026, 11, 21)))
    assert (draft.values["nom"], draft.values["commune"]) == (name, commune)
