"""How much faster training encodes than the package does: `python -m benchmarks.encoding [--texts 3000]`.

Both encode the same examples of `data/nlu` on one processor, one after the other, twice; NumPy's products too are kept to one
thread, as training keeps them. Prints the seconds of each and their
ratio: the time that `bot.nlu.encoder_bulk` costs to keep must be worth it (docs/adr/0017).
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from rasa.shared.nlu.training_data.loading import load_data

from bot.nlu import encoder
from bot.nlu.encoder_bulk import Bulk
from bot.nlu.sentence_encoder import encodable
from directory.settings import ROOT

SEED = 20261122


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=10_000, help="how many examples")
    texts = examples(parser.parse_args().texts)
    ways = {"package": encoder._encoded, "bulk": bulk}
    spent: dict[str, list[float]] = {name: [] for name in ways}
    model: Any = encoder._model()._model
    with model._threadpool(limits=1, user_api="blas"):  # as the package keeps its own products
        for _ in range(2):
            rows = {name: timed(spent[name], way, texts) for name, way in ways.items()}
    for name, seconds in spent.items():
        print(f"  {name:8} {min(seconds):6.2f} s for {len(texts)} examples")
    gap = float(np.abs(rows["package"] - rows["bulk"]).max())
    print(
        f"  bulk takes {min(spent['bulk']) / min(spent['package']):.0%} of the package's time; largest difference {gap:.1e}"
    )


def examples(wanted: int) -> list[str]:
    """So many examples, as the encoder reads them, always the same ones."""
    written = [example.get("text") for example in load_data(str(ROOT / "data" / "nlu")).intent_examples]
    drawn = random.Random(SEED).sample(written, min(wanted, len(written)))
    return [encodable(text) for text in drawn]


def bulk(texts: Sequence[str]) -> np.ndarray:
    """As training does, without sharing the work between processors: the tables are counted."""
    model: Any = encoder._model()._model
    pieces = [model.sp.encode(text, out_type=int, add_bos=True, add_eos=True) for text in texts]
    encoder._bulk.append(Bulk(model, pieces))
    try:
        return encoder._bulk_rows(pieces)
    finally:
        encoder._bulk.pop()


def timed(spent: list[float], encode: Callable[[Sequence[str]], np.ndarray], texts: Sequence[str]) -> np.ndarray:
    """The rows of `texts`, and in `spent` the seconds that they took."""
    start = time.perf_counter()
    rows = encode(texts)
    spent.append(time.perf_counter() - start)
    return rows


if __name__ == "__main__":
    main()
