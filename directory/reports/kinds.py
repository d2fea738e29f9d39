"""Which kind of error a person reports, from the words. The words are in `data/reports/kinds.yml`."""

from __future__ import annotations

import re
from functools import cache

import yaml

from directory.settings import ROOT
from directory.writing.phrases import compile_phrases
from directory.writing.texted import read

FILE = ROOT / "data" / "reports" / "kinds.yml"


def kind_of(text: str) -> str:
    """One of `directory.reports.store.KINDS`; "other" when the words do not tell."""
    written = read(text).text
    return next((kind for kind, pattern in _patterns().items() if pattern.search(written)), "other")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    kinds = yaml.safe_load(FILE.read_text(encoding="utf-8"))["kinds"]
    return {kind: compile_phrases(phrases) for kind, phrases in kinds.items()}
