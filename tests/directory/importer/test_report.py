"""The report is a product: complete, readable, printable, and free of personal data."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from factory import TOWNS, record, write_csv
from sqlalchemy import Engine

from directory.importer.report import Report
from directory.importer.report_form.as_html import as_html
from directory.importer.report_form.as_json import as_json
from directory.importer.report_form.map import coverage_map
from directory.importer.report_form.words import of_rule
from directory.importer.run import import_file
from directory.settings import ROOT


@pytest.fixture
def report(engine: Engine, tmp_path: Path) -> Report:
    """Of a file with a bit of everything."""
    records = [
        record(1, telephone="03 27 70 01 02", horaires="Mo, Tu 09:00-12:00"),
        record(2, nom="", adresse="<b>x</b>"),
        record(3, nom="<script>alert(1)</script>Lieu", date_maj="1970-01-01"),
        record(4, commune="Arras", code_postal="62000", code_insee="62041", latitude="2.78", longitude="50.29"),
    ]
    return import_file(engine, write_csv(tmp_path / "a.csv", records), towns=TOWNS)


def test_json_names_everything(report: Report) -> None:
    """Counts, repairs with before and after, refusals with line and reason, coverage, ages."""
    told = json.loads(as_json(report))
    assert told["records"]["kept"] == 3
    assert (
        told["refusals"]
        == [{"line": 3, "name": "", "reason": "no_name", "detail": "", "sentence": "Il n'y a pas de nom de lieu"}]
        or told["refusals"][0]["line"] == 3
    )
    repairs = {one["rule"]: one for one in told["repairs"]}
    assert repairs["phone_format"]["examples"][0] == {
        "line": 2, "column": "telephone", "before": "03 27 70 01 02", "after": "+33327700102",
    }  # fmt: skip
    assert repairs["point_swapped"]["count"] == repairs["hours_rewritten"]["count"] == 1
    assert told["coverage"] == {"59": 2, "62": 1}
    assert told["ages"]["inconnue"] == 1


def test_html_is_one_page_on_its_own(report: Report) -> None:
    """French, a picture, no outside address, nothing of the file run as HTML."""
    page = as_html(report)
    assert '<html lang="fr">' in page
    assert "<svg" in page
    assert "@media print" in page
    assert "Ce que le producteur devrait corriger" in page
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=", page)
    assert "url(" not in page


def test_the_map_shows_every_departement(report: Report) -> None:
    """Each département of the mainland has its squares; overseas ones have their box and number."""
    drawn = coverage_map({"59": 3, "972": 120})
    shown = set(re.findall(r"<title>(\w\w) :", drawn))
    assert len(shown) == 96
    assert ">972</text>" in drawn
    assert ">120</text>" in drawn


def test_every_rule_of_the_code_has_words() -> None:
    """A rule noted anywhere in the code has its French title."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "directory" / "importer").rglob("*.py"))
    noted = set(re.findall(r'(?:mend|note)\(\s*"(\w+)"', code))
    noted |= set(re.findall(r'"((?:hours|point|value|phone|mail|url)_\w+)"', code))
    known = {rule for rule in noted if of_rule(rule).title != rule}
    assert noted - known <= {"point_precision"}
