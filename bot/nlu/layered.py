"""A small neural network over dense features: one hidden layer, learnt by scikit-learn, saved as numbers and names."""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.nlu.model import softmax


@dataclass(frozen=True)
class LayeredModel:
    """`labels`; `weights` and `biases` of the hidden layer, then of the labels."""

    labels: tuple[str, ...]
    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]

    @classmethod
    def fit(cls, rows: np.ndarray, labels: Sequence[str], *, width: int, rounds: int, decay: float) -> LayeredModel:
        """Learn from `rows` (texts × features, 32 bits). `width`: numbers in the hidden layer; `rounds`: passes over them."""
        # Only training needs them: not in the memory of the server.
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.neural_network import MLPClassifier

        network = MLPClassifier(
            (width,),
            alpha=decay,
            batch_size=min(512, len(labels)),
            learning_rate_init=0.0014,
            max_iter=rounds,
            random_state=0,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # the number of rounds is chosen
            network.fit(rows, labels)
        weights, biases = (list(tables) for tables in (network.coefs_, network.intercepts_))
        if len(network.classes_) == 2:  # scikit-learn then has one column only, the second label's
            weights[1], biases[1] = (np.hstack([np.zeros_like(table), table]) for table in (weights[1], biases[1]))
        return cls(tuple(map(str, network.classes_)), tuple(weights), tuple(biases))

    def probabilities(self, rows: np.ndarray) -> np.ndarray:
        """One row a text, one column a label, each row summing to 1."""
        hidden = np.maximum(rows @ self.weights[0] + self.biases[0], 0)
        return softmax(hidden @ self.weights[1] + self.biases[1])

    def save(self, folder: Path) -> None:
        """Write the labels (JSON) and the numbers (NumPy)."""
        (folder / "labels.json").write_text(json.dumps(self.labels, ensure_ascii=False), "utf-8")
        np.savez(folder / "weights.npz", w0=self.weights[0], b0=self.biases[0], w1=self.weights[1], b1=self.biases[1])

    @classmethod
    def load(cls, folder: Path) -> LayeredModel:
        """Read what `save` wrote."""
        labels = json.loads((folder / "labels.json").read_text("utf-8"))
        with np.load(folder / "weights.npz") as numbers:
            return cls(tuple(labels), (numbers["w0"], numbers["w1"]), (numbers["b0"], numbers["b1"]))
