"""The audit passes on the project and fails on each planted fault."""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from directory.facts import Cards
from directory.facts.audit import Fault, audit, review
from directory.facts.audit.claims import claims
from directory.facts.audit.review import page
from directory.settings import ROOT

TODAY = date(2026, 11, 21)
FAULTS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("planted_faults.yml").read_text(encoding="utf-8")
)
FOLDERS = ("data/facts", "data/territories", "data/responses", "data/interface", "bot/templates", "directory/facts")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the audit reads."""
    for folder in FOLDERS:
        if (ROOT / folder).exists():
            shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


@cache
def faults_of_the_project() -> tuple[Fault, ...]:
    """What is wrong before anything is planted: another test says that it is nothing."""
    return tuple(audit(ROOT, TODAY))


def plant(root: Path, fault: dict[str, Any]) -> None:
    """Put one fault into the copy."""
    if "say" in fault:
        variant = {"text": fault["say"]} | {key: fault[key] for key in ("lang", "channel") if key in fault}
        path = root / "data/responses/planted.yml"
        path.write_text(yaml.safe_dump({"sentences": {"planted": [variant]}}, allow_unicode=True), encoding="utf-8")
        return
    path = root / fault["file"]
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if "drop" in fault:
        content = yaml.safe_load(text)
        content.pop(fault["drop"], None)
        text = yaml.safe_dump(content, allow_unicode=True)
    if "replace" in fault:
        before, after = fault["replace"]
        assert before in text, f"nothing to change in {fault['file']}"
        text = text.replace(before, after)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + fault.get("add", ""), encoding="utf-8")


def test_the_project_passes_its_own_audit() -> None:
    """Nothing that may be said is untraced, expired or poisoned."""
    assert [str(fault) for fault in faults_of_the_project()] == []


def test_at_least_thirty_faults_are_planted() -> None:
    """The promise of the issue: thirty kinds of slips."""
    assert len({fault["name"] for fault in FAULTS}) >= 30


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["name"] for fault in FAULTS])
def test_a_planted_fault_is_found(copy: Path, fault: dict[str, Any]) -> None:
    """Each slip, alone, makes the audit fail and is named for what it is."""
    today = fault.get("today", TODAY)
    before = set(faults_of_the_project())
    plant(copy, fault)
    found = set(audit(copy, today)) - before
    assert fault["kind"] in {one.kind for one in found}


@pytest.mark.parametrize(
    "sentence",
    [
        "Je ne connais plus de lieu qui accepte le Pass numérique.",
        "L'ancien 01 70 772 372 n'est plus en service.",
        "L'Espace Coop s'appelle maintenant La Coop de la médiation numérique.",
        "Répondez 1, 2 ou 3.",
        "Envoyez votre code postal, par exemple 59540.",
        "Appelez le 17 ou le 112 maintenant.",
        "Vous pouvez choisir entre {count} lieux.",
        "Un conseiller numérique est là pour vous.",
        "Je ne sais pas si les chèques sont remboursés.",
    ],
)
def test_true_sentences_pass(copy: Path, sentence: str) -> None:
    """The audit does not cry wolf: what is true, or says that a thing is over, passes."""
    before = set(faults_of_the_project())
    plant(copy, {"say": sentence})
    assert set(audit(copy, TODAY)) <= before


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("le 13 octobre 2026", [("date", "13 octobre 2026")]),
        ("appelez le 112 maintenant", [("number", "112")]),
        ("0 805 805 817, gratuit", [("phone", "0805805817")]),
        ("+33 8 05 80 58 17", [("phone", "0805805817")]),
        ("https://www.pix.fr/test?a=1.", [("web", "pix.fr/test")]),
        ("de 9 h à 18 h 30", [("clock", "9h"), ("clock", "18h30")]),
        ("12 partenaires", [("quantity", "12 partenaires")]),
        ("50 000 € en 2021", [("price", "50000 €"), ("date", "2021")]),
        ("la 2G", [("name", "2g")]),
    ],
)
def test_claims(text: str, found: list[tuple[str, str]]) -> None:
    """Each thing that can be false is seen with its kind, in one canonical form."""
    assert [(claim.kind, claim.value) for claim in claims(text, "partenaires|h")] == found


def test_the_review_page_lists_everything_by_date() -> None:
    """The most urgent first, and every card is on the page."""
    cards = Cards.load(ROOT / "data/facts")
    due = review(cards, TODAY)
    assert [one.review_by for one in due] == sorted(one.review_by for one in due)
    assert {one.slug for one in due} == set(cards.topics())
    text = page(due, TODAY)
    assert text.count("\n| ") > len(cards)
    assert "numero-info-escroqueries" in text
