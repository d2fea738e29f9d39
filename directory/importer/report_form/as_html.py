"""The report for people: one French page, complete on its own, that prints on A4."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template, select_autoescape
from markupsafe import Markup

from directory.importer.report import Report
from directory.importer.report_form.as_json import content
from directory.importer.report_form.map import SHADES, coverage_map
from directory.importer.report_form.words import of_refusal, of_rule

AGES = ("moins de 6 mois", "6 à 12 mois", "1 à 2 ans", "2 à 4 ans", "plus de 4 ans", "inconnue")
_REFUSALS_SHOWN = 300


def as_html(report: Report) -> str:
    """The page."""
    shown = content(report)
    return _template().render(
        report=report,
        repairs=shown["repairs"],
        refusals=[(one, of_refusal(one.reason)) for one in report.refusals[:_REFUSALS_SHOWN]],
        refusals_hidden=max(0, report.refused - _REFUSALS_SHOWN),
        advice=advice(report),
        map=Markup(coverage_map(report.departements)),
        shades=SHADES,
        ages=[(name, report.months_old.get(name, 0)) for name in AGES],
        oldest=max(report.months_old.values(), default=1) or 1,
        departements=sorted(report.departements.items()),
        filled=[(column, count, _share(count, report)) for column, count in report.filled.most_common()],
    )


def advice(report: Report) -> list[tuple[int, str, list[int]]]:
    """(how many times, what the producer should correct, some lines), the most frequent first."""
    found: list[tuple[int, str, list[int]]] = []
    for reason, count in report.reasons.items():
        if of_refusal(reason).advice:
            lines = [one.line for one in report.refusals if one.reason == reason][:5]
            found.append((count, of_refusal(reason).advice, lines))
    for rule, count in report.rules.items():
        if of_rule(rule).advice:
            found.append((count, of_rule(rule).advice, report.example_lines.get(rule, [])))
    return sorted(found, key=lambda one: (-one[0], one[1]))


def _share(count: int, report: Report) -> int:
    return round(100 * count / report.kept) if report.kept else 0


@lru_cache(maxsize=1)
def _template() -> Template:
    folder = Path(__file__).with_name("templates")
    environment = Environment(loader=FileSystemLoader(folder), autoescape=select_autoescape(), trim_blocks=True)
    filters: dict[str, Any] = {"nombre": lambda value: f"{value:,}".replace(",", "\u202f")}
    environment.filters.update(filters)
    return environment.get_template("report.html")
