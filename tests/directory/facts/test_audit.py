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


TRUE = (
    "Je ne connais plus de lieu qui accepte le Pass numérique.",
    "L'ancien 01 70 772 372 n'est plus en service.",
    "L'Espace Coop s'appelle maintenant La Coop de la médiation numérique.",
    "Répondez 1, 2 ou 3.",
    "Violences faites aux femmes : le 39 19.",
    "Le Pass numérique s'est arrêté fin 2023.",
    "Appelez le conseiller numérique. Votre conseiller France Services vous aide.",
    "Envoyez votre code postal, par exemple 59540.",
    "Appelez le 17 ou le 112 maintenant.",
    "Vous pouvez choisir entre {count} lieux.",
    "Un conseiller numérique est là pour vous.",
    "Je ne sais pas si les chèques sont remboursés.",
)


def copied(root: Path) -> Path:
    """A copy, in `root`, of what the audit reads."""
    for folder in FOLDERS:
        if (ROOT / folder).exists():
            shutil.copytree(ROOT / folder, root / folder)
    return root


@cache
def faults_of_the_project() -> tuple[Fault, ...]:
    """What is wrong before anything is planted: another test says that it is nothing."""
    return tuple(audit(ROOT, TODAY))


def variant(fault: dict[str, Any]) -> dict[str, str]:
    """The variant of a response that holds a planted sentence."""
    return {"text": fault["say"]} | {key: fault[key] for key in ("lang", "channel") if key in fault}


def change(root: Path, fault: dict[str, Any]) -> None:
    """Change one file of the copy."""
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


@pytest.fixture(scope="module")
def faults_of_sentences(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """All planted sentences in one copy, each under its own name: name → kinds of faults found in it."""
    root = copied(tmp_path_factory.mktemp("sentences"))
    said = {f"planted_{number}": fault for number, fault in enumerate(FAULTS) if "say" in fault}
    said |= {f"true_{number}": {"say": sentence} for number, sentence in enumerate(TRUE)}
    sentences = {name: [variant(fault)] for name, fault in said.items()}
    path = root / "data/responses/planted.yml"
    path.write_text(yaml.safe_dump({"sentences": sentences}, allow_unicode=True), encoding="utf-8")
    found: dict[str, set[str]] = {name: set() for name in said}
    for fault in audit(root, TODAY):
        if fault.where.startswith("data/responses/planted.yml"):
            found[fault.where.split()[-1]].add(fault.kind)
    return found


@pytest.mark.parametrize(
    "number", [n for n, fault in enumerate(FAULTS) if "say" in fault], ids=lambda n: FAULTS[n]["name"]
)
def test_a_planted_sentence_is_found(faults_of_sentences: dict[str, set[str]], number: int) -> None:
    """Each false sentence makes the audit fail and is named for what it is."""
    assert FAULTS[number]["kind"] in faults_of_sentences[f"planted_{number}"]


@pytest.mark.parametrize("fault", [f for f in FAULTS if "file" in f], ids=lambda fault: fault["name"])
def test_a_planted_change_is_found(tmp_path: Path, fault: dict[str, Any]) -> None:
    """Each changed file, alone, makes the audit fail and is named for what it is."""
    root = copied(tmp_path)
    change(root, fault)
    found = set(audit(root, fault.get("today", TODAY))) - set(faults_of_the_project())
    assert fault["kind"] in {one.kind for one in found}


@pytest.mark.parametrize("number", range(len(TRUE)), ids=lambda n: TRUE[n])
def test_true_sentences_pass(faults_of_sentences: dict[str, set[str]], number: int) -> None:
    """The audit does not cry wolf: what is true, or says that a thing is over, passes."""
    assert faults_of_sentences[f"true_{number}"] == set()


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
