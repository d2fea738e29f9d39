"""What is old, reported or ending is said so, sinks in the ranking, and never stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from directory.facts import Cards
from directory.facts.freshness import Freshness, freshness, programme_ends, say_doubt, source_line
from directory.facts.plan_b import plan_b, stands_alone
from directory.settings import ROOT

GOLDEN: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("golden_records.yml").read_text(encoding="utf-8"))
NOW = datetime.combine(GOLDEN["today"], datetime.min.time(), UTC)


@dataclass(frozen=True)
class Record:
    """A record, as much as freshness needs of it."""

    date_maj: date | None
    dispositif_programmes_nationaux: tuple[str, ...]


@dataclass(frozen=True)
class Neighbour:
    """A site of an answer."""

    distance_m: float | None
    programmes: tuple[str, ...]
    freshness: Freshness


def judged(day: date | None, programmes: list[str], reports: int) -> Freshness:
    """The freshness of a record of the golden set."""
    return freshness(Record(day, tuple(programmes)), NOW, reports)


def around() -> list[Neighbour]:
    """The neighbourhood of the golden set."""
    return [Neighbour(metres, tuple(p), judged(day, p, reports)) for metres, day, p, reports in GOLDEN["around"]]


def test_the_golden_set_holds_forty_records() -> None:
    """Forty aged, reported or doubtful records, no two alike."""
    assert len({record[0] for record in GOLDEN["records"]}) == 40


@pytest.mark.parametrize(
    ("name", "day", "programmes", "reports", "stale", "sentence"),
    GOLDEN["records"],
    ids=[r[0] for r in GOLDEN["records"]],
)
def test_none_stands_alone(
    name: str, day: date | None, programmes: list[str], reports: int, stale: bool, sentence: str
) -> None:
    """Each is doubtful, says why, weighs more than a sure one, and comes with the nearest sure France Services."""
    found = Neighbour(300, tuple(programmes), judged(day, programmes, reports))
    assert (found.freshness.doubtful, found.freshness.stale) == (True, stale)
    assert found.freshness.sentence == sentence
    assert found.freshness.weight > 1
    assert found.freshness.demoted is (reports >= 2)
    partner = plan_b(found, [found, *around()])
    assert partner is not None
    assert (partner.distance_m, partner.programmes) == (6000, ("France Services",))
    assert not stands_alone([found, partner])


@pytest.mark.parametrize(("name", "day", "programmes", "sentence"), GOLDEN["sure"], ids=[r[0] for r in GOLDEN["sure"]])
def test_sure_records_need_no_company(name: str, day: date, programmes: list[str], sentence: str | None) -> None:
    """A kept-up record stands alone; its age is said all the same."""
    found = Neighbour(300, tuple(programmes), judged(day, programmes, 0))
    assert (found.freshness.doubtful, found.freshness.sentence) == (False, sentence)
    assert plan_b(found, around()) is None


def test_without_france_services_the_nearest_sure_site_goes_with_it() -> None:
    """Better a library that exists than nobody; nothing sure at all is said by None."""
    found = Neighbour(300, (), judged(None, [], 0))
    assert plan_b(found, around()[:3]) == around()[2]
    assert plan_b(found, around()[:2]) is None
    assert stands_alone([found])


def test_two_reports_weigh_more_than_age() -> None:
    """A place that two people found closed sinks below any old record."""
    old, reported = judged(date(2020, 1, 1), [], 0), judged(date(2026, 11, 1), [], 2)
    assert reported.weight > 4 * old.weight / 2


def test_the_end_of_a_programme_makes_its_records_doubtful() -> None:
    """After the day that the card gives, a record not updated since is in doubt, however recent."""
    ends = programme_ends(Cards.load(ROOT / "data/facts"))
    record = Record(date(2026, 12, 20), ("Conseillers numériques",))
    assert not freshness(record, datetime(2026, 12, 31, tzinfo=UTC), 0, ends).doubtful
    assert freshness(record, datetime(2027, 1, 5, tzinfo=UTC), 0, ends).doubtful
    assert "France Services" not in ends


def test_source_and_date_are_always_said() -> None:
    """The date of 1970 means unknown (the importer gives None); it is said so."""
    assert source_line(Record(date(2022, 12, 1), ()), "Coop") == "Source : Coop, mise à jour le 1er décembre 2022."
    assert source_line(Record(None, ()), "Coop") == "Source : Coop, date de mise à jour inconnue."


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Record of 2022: call before you go."),
        ("ar", "معلومات من 2022: اتصل قبل الذهاب."),
        ("gcf", "Fich 2022 : kriyé avan ou alé."),
        ("tr", "Fiche de 2022 : appelez avant de vous déplacer."),
    ],
)
def test_doubt_is_said_in_every_answer_language(lang: str, said: str) -> None:
    """A person who reads English is warned as well."""
    assert say_doubt(judged(date(2022, 12, 2), ["Conseillers numériques"], 0), lang) == said
