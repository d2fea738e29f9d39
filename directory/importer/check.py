"""Trying a description on a sample: what would happen, with the directory left alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from directory.clock import Clock
from directory.importer.recognise import columns_ignored, file_columns, read_columns
from directory.importer.report import Report
from directory.importer.report_form.words import of_refusal, of_rule
from directory.importer.rules.context import Context
from directory.importer.run import read_into
from directory.importer.source import Source
from directory.importer.spool import Spool
from directory.importer.towns import known_towns


@dataclass(frozen=True)
class Checked:
    """What a description makes of a sample: French sentences, and the report itself."""

    sentences: tuple[str, ...]
    report: Report


def check(source: Source, sample: Path, companion: Path | None = None) -> Checked:
    """Read `sample` as `source` says. Raises `ImportFailed`."""
    now = Clock().now()
    report = Report(sample.name, source.slug, source.licence, source.producer, now)
    names = file_columns(sample, source)
    report.columns_ignored = columns_ignored(sample, source)
    with Spool() as spool:
        read_into(spool, sample, Context(source, known_towns(), now.date()), report, companion=companion)
    return Checked(tuple(_sentences(source, report, names)), report)


def _sentences(source: Source, report: Report, names: list[str]) -> list[str]:
    roots = {name.split(".")[0] for name in read_columns(source)} - {"id", *_companion(source)}
    missing = sorted(roots - set(names))
    told = [f"{report.read} fiches lues, {report.kept} gardées, {report.refused} refusées."]
    told += (
        [f"Colonnes du fichier qui ne sont pas lues : {', '.join(report.columns_ignored)}."]
        if report.columns_ignored
        else []
    )
    told += [f"Colonnes de la description absentes du fichier : {', '.join(missing)}."] if missing else []
    told += [
        f"Rempli : {', '.join(f'{column} {_share(count, report)}' for column, count in report.filled.most_common())}."
    ]
    told += [f"Ligne {one.line} : {of_refusal(one.reason).title} {one.detail}".strip() for one in report.refusals[:10]]
    return told + [_repair(report, rule, count) for rule, count in report.rules.most_common()]


def _companion(source: Source) -> set[str]:
    return {source.companion.name} if source.companion else set()


def _share(count: int, report: Report) -> str:
    return f"{100 * count // max(1, report.kept)} %"


def _repair(report: Report, rule: str, count: int) -> str:
    note = report.examples[rule][0]
    shown = (
        f"{note.column}, « {note.before} » → « {note.after} »" if note.after else f"{note.column}, « {note.before} »"
    )
    return f"{of_rule(rule).title} : {count} fois (par exemple {shown})."
