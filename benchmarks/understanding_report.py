"""The page of confusion pictures: which intent is taken for which, and how sure the model was. No sentence is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

from benchmarks.understanding_scores import Judged

PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Compréhension</title>
<h1>Compréhension : confusions et calibration</h1>
<p>{count} phrases. En ligne l'intention attendue, en colonne celle comprise ; seules les confusions sont comptées.</p>
<img src="confusions.png" alt="Intentions confondues"><img src="calibration.png" alt="Confiance et justesse">
<h2>Les confusions les plus fréquentes</h2><table>{rows}</table></html>
"""


def write_page(judged: Sequence[Judged], folder: Path) -> Path:
    """Write the page and its pictures in `folder`; the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    wrong = Counter((one.wanted, one.got) for one in judged if one.right_intent is False)
    _confusions(wrong, folder / "confusions.png")
    _calibration(judged, folder / "calibration.png")
    rows = "".join(f"<tr><td>{a}<td>{b}<td>{count}" for (a, b), count in wrong.most_common(40))
    page = folder / "understanding.html"
    page.write_text(PAGE.format(count=len(judged), rows=rows), "utf-8")
    return page


def _confusions(wrong: Counter[tuple[str, str]], path: Path) -> None:
    names = sorted({name for pair in wrong for name in pair})
    matrix = np.zeros((len(names), len(names)))
    for (wanted, got), count in wrong.items():
        matrix[names.index(wanted), names.index(got)] = count
    figure, axes = plt.subplots(figsize=(12, 11))
    axes.imshow(matrix, cmap="Blues")
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    figure.tight_layout()
    figure.savefig(path, dpi=80)
    plt.close(figure)


def _calibration(judged: Sequence[Judged], path: Path) -> None:
    asked = [one for one in judged if one.right_intent is not None]
    figure, axes = plt.subplots(figsize=(6, 4))
    axes.hist([one.confidence for one in asked if one.right_intent], bins=20, range=(0, 1), alpha=0.7, label="juste")
    axes.hist([one.confidence for one in asked if not one.right_intent], bins=20, range=(0, 1), alpha=0.7, label="faux")
    axes.set_xlabel("confiance")
    axes.legend()
    figure.tight_layout()
    figure.savefig(path, dpi=80)
    plt.close(figure)
