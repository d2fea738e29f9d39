"""A calibrated linear classifier over sparse and dense features: pure, saved as numbers and names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression


@dataclass(frozen=True)
class LinearModel:
    """`labels`, and for each a row of weights; `temperature` above 1 makes it less sure of itself."""

    labels: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray
    temperature: float = 1.0

    @classmethod
    def fit(
        cls, rows: csr_matrix, labels: Sequence[str], *, strength: float, rounds: int, temperature: float
    ) -> LinearModel:
        """Learn from `rows` (one a label). `strength`: how closely to follow the examples; `rounds`: most steps taken."""
        learner = LogisticRegression(
            C=strength, max_iter=rounds, tol=1e-3, class_weight="balanced", multi_class="multinomial"
        )
        learner.fit(rows, labels)
        weights, bias = learner.coef_.astype(np.float32), learner.intercept_.astype(np.float32)
        if len(learner.classes_) == 2:  # scikit-learn keeps one row for two labels
            weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
        return cls(tuple(map(str, learner.classes_)), weights, bias, temperature)

    def probabilities(self, rows: csr_matrix) -> np.ndarray:
        """One row a text, one column a label, each row summing to 1."""
        scores = (np.asarray(rows @ self.weights.T) + self.bias) / self.temperature
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores / scores.sum(axis=1, keepdims=True)

    def save(self, folder: Path) -> None:
        """Write the labels (JSON) and the numbers (NumPy)."""
        (folder / "labels.json").write_text(json.dumps([self.labels, self.temperature], ensure_ascii=False), "utf-8")
        np.savez(folder / "weights.npz", weights=self.weights, bias=self.bias)

    @classmethod
    def load(cls, folder: Path) -> LinearModel:
        """Read what `save` wrote."""
        labels, temperature = json.loads((folder / "labels.json").read_text("utf-8"))
        with np.load(folder / "weights.npz") as numbers:
            return cls(tuple(labels), numbers["weights"], numbers["bias"], temperature)
