"""What each part of the pipeline brings, on the development set: `.venv/bin/python -m benchmarks.understanding`.

Trains the intent model alone (no Rasa) with and without the sentence encoder, the signs and the hidden places, and prints
accuracy, log loss at several temperatures, seconds of training (CPU) and milliseconds a sentence, within one run.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.sparse import hstack

from bot.nlu.encoder import vectors
from bot.nlu.features import Ngrams
from bot.nlu.masking import masked
from bot.nlu.model import LinearModel, Rows
from bot.nlu.place_extractor import place_span
from bot.nlu.sentence_encoder import encodable
from bot.nlu.sign_featurizer import sign_rows
from directory.settings import ROOT

TEMPERATURES = (0.7, 1.0, 1.3, 1.6)
LETTERS, STRENGTH, ROUNDS = 6000, 30.0, 40


@dataclass(frozen=True)
class Variant:
    """One pipeline: its name, weight of the encoder (0: without), places hidden or not, families of words or not."""

    name: str
    dense: float
    hidden: bool = True
    signs: bool = True


VARIANTS = (
    Variant("as shipped", 1.0),
    Variant("without the encoder", 0.0),
    Variant("places not hidden", 1.0, hidden=False),
    Variant("without the signs", 1.0, signs=False),
)


def main() -> None:
    """Measure each variant."""
    examples, cases = list(_examples()), list(_cases())
    print(f"{len(examples)} examples, {len(cases)} development sentences")
    for variant in VARIANTS:
        print(_measure(variant, examples, cases))


def _measure(variant: Variant, examples: Sequence[tuple[str, str]], cases: Sequence[dict[str, Any]]) -> str:
    ngrams = Ngrams.fit([_plain(text, variant) for text, _ in examples], letters=LETTERS)
    rows = _rows(ngrams, [text for text, _ in examples], variant)
    start = time.process_time()
    model = LinearModel.fit(rows, [intent for _, intent in examples], strength=STRENGTH, rounds=ROUNDS, temperature=1.0)
    seconds = time.process_time() - start
    start = time.process_time()
    chances = np.vstack([model.probabilities(_rows(ngrams, [case["text"]], variant)) for case in cases])
    each = 1000 * (time.process_time() - start) / len(cases)
    groups = " ".join(f"{name} {share:.1%}" for name, share in _shares(model, chances, cases).items())
    return f"{variant.name}: {groups} · {_losses(model, chances, cases)} · training {seconds:.1f} s · {each:.1f} ms"


def _examples() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "data" / "nlu").rglob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            for line in entry["examples"].strip().splitlines():
                yield line.strip()[2:], entry["intent"]


def _cases() -> Iterator[dict[str, Any]]:
    folder: Path = ROOT / "tests" / "sentences" / "understanding_dev"
    for path in sorted(folder.glob("*.yml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            if "intent" in case:
                yield case | {"group": path.stem}


def _plain(text: str, variant: Variant) -> str:
    span = place_span(text) if variant.hidden else None
    return masked(text, [span] if span else [])


def _rows(ngrams: Ngrams, texts: Sequence[str], variant: Variant) -> Rows:
    dense = vectors([encodable(text) for text in texts]) if variant.dense else None
    sparse = ngrams.transform([_plain(text, variant) for text in texts])
    if variant.signs:
        sparse = hstack([sparse, sign_rows(texts, single=0.4, pair=0.3)], format="csr")
    return Rows(sparse, np.zeros((len(texts), 0), np.float32) if dense is None else dense * variant.dense)


def _wanted(case: dict[str, Any]) -> list[str]:
    return case["intent"] if isinstance(case["intent"], list) else [case["intent"]]


def _shares(model: LinearModel, chances: np.ndarray, cases: Sequence[dict[str, Any]]) -> dict[str, float]:
    right: dict[str, list[bool]] = {}
    for case, row in zip(cases, chances, strict=True):
        right.setdefault(case["group"], []).append(model.labels[int(row.argmax())] in _wanted(case))
    return {name: float(np.mean(values)) for name, values in right.items()}


def _losses(model: LinearModel, chances: np.ndarray, cases: Sequence[dict[str, Any]]) -> str:
    columns = [[model.labels.index(intent) for intent in _wanted(case)] for case in cases]
    losses = []
    for temperature in TEMPERATURES:
        cooled = chances ** (1 / temperature)
        cooled /= cooled.sum(axis=1, keepdims=True)
        loss = -np.mean([np.log(max(row[places].sum(), 1e-9)) for row, places in zip(cooled, columns, strict=True)])
        losses.append(f"{temperature}: {loss:.3f}")
    return "log loss " + " ".join(losses)


if __name__ == "__main__":
    main()
