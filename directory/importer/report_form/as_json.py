"""The report for programmes."""

from __future__ import annotations

import json
from typing import Any

from directory.importer.report import Report
from directory.importer.report_form.words import of_refusal, of_rule


def as_json(report: Report) -> str:
    """The whole report; counts, repairs with examples, every refusal named, merges, coverage, ages."""
    return json.dumps(content(report), ensure_ascii=False, indent=2)


def content(report: Report) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "file": report.file,
        "source": report.source,
        "producer": report.producer,
        "licence": report.licence,
        "started_at": report.started_at.isoformat(),
        "seconds": round(report.seconds, 2),
        "records": _counts(report),
        "repairs": [_repair(report, rule, count) for rule, count in report.rules.most_common()],
        "refusals_by_reason": dict(report.reasons.most_common()),
        "refusals": [
            {"line": one.line, "name": one.name, "reason": one.reason, "detail": one.detail,
             "sentence": of_refusal(one.reason).title}
            for one in report.refusals
        ],
        "columns_ignored": list(report.columns_ignored),
        "coverage": dict(sorted(report.departements.items())),
        "ages": dict(report.months_old),
        "filled": dict(report.filled.most_common()),
    }  # fmt: skip


def _counts(report: Report) -> dict[str, int]:
    names = "read kept refused repeated added changed unchanged returned retired merged personal".split()
    return {name: getattr(report, name) for name in names}


def _repair(report: Report, rule: str, count: int) -> dict[str, Any]:
    lines = report.example_lines.get(rule, [])
    return {
        "rule": rule,
        "title": of_rule(rule).title,
        "advice": of_rule(rule).advice or None,
        "count": count,
        "examples": [
            {"line": line, "column": note.column, "before": note.before, "after": note.after}
            for line, note in zip(lines, report.examples.get(rule, []), strict=True)
        ],
    }
