"""A calibrated linear classifier over sparse and dense features: pure, saved as numbers and names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix


@dataclass(frozen=True)
class Rows:
    """The features of some texts, one row each: n-grams (sparse) and the sentence encoder's (dense, maybe 0 columns)."""

    sparse: csr_matrix
    dense: np.ndarray

    def times(self, weights: np.ndarray) -> np.ndarray:
        """Scores: one row a text, one column for each column of `weights` (features × classes)."""
        cut = self.sparse.shape[1]
        scores: np.ndarray = np.asarray(self.sparse @ weights[:cut]) + self.dense @ weights[cut:]
        return scores

    def pull(self, errors: np.ndarray) -> np.ndarray:
        """The gradient that `errors` (shaped as the scores) send back to the weights."""
        return np.vstack([self._across @ errors, self.dense.T @ errors])

    @cached_property
    def _across(self) -> csr_matrix:
        return self.sparse.T.tocsr()

    @property
    def columns(self) -> int:
        """How many features a text has."""
        return int(self.sparse.shape[1] + self.dense.shape[1])


class Problem:
    """Multinomial logistic regression, rare classes weighing more than their number.

    Written here because scikit-learn's, which sees dense columns as sparse ones, takes five times as long.
    """

    def __init__(
        self, rows: Rows, classes: np.ndarray, count: int, strength: float, weights: np.ndarray | float = 1.0
    ) -> None:
        self.rows, self.classes, self.count, self.strength = rows, classes, count, strength
        sizes = np.bincount(classes, minlength=count)
        self.importance = ((len(classes) / (count * sizes))[classes] ** 0.5 * weights).astype(np.float32)
        self.size = count * (rows.columns + 1)

    def split(self, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The weights (features × classes) and the bias held in one vector."""
        table = point.astype(np.float32).reshape(-1, self.count)
        return table[:-1], table[-1]

    def loss(self, point: np.ndarray) -> tuple[float, np.ndarray]:
        """How wrong `point` is, and which way is downhill."""
        weights, bias = self.split(point)
        chances = softmax(self.rows.times(weights) + bias)
        here = np.arange(len(self.classes))
        wrong = -np.log(chances[here, self.classes] + 1e-12) @ self.importance
        chances[here, self.classes] -= 1.0
        errors = chances * self.importance[:, None]
        slope = self.rows.pull(errors) + weights / self.strength
        total = wrong + (weights**2).sum() / (2 * self.strength)
        return float(total), np.vstack([slope, errors.sum(axis=0)]).ravel().astype(np.float64)


def softmax(scores: np.ndarray) -> np.ndarray:
    """Each row of scores as chances that sum to 1."""
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(scores / scores.sum(axis=1, keepdims=True))


@dataclass(frozen=True)
class LinearModel:
    """`labels`, and for each a column of weights; `temperature` above 1 makes it less sure of itself."""

    labels: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray
    temperature: float = 1.0

    @classmethod
    def fit(
        cls,
        rows: Rows,
        labels: Sequence[str],
        *,
        strength: float,
        rounds: int,
        temperature: float,
        weights: np.ndarray | float = 1.0,
    ) -> LinearModel:
        """Learn from `rows` (one a label). `strength`: how closely to follow the examples; `rounds`: most steps taken;
        `weights`: how much each example counts."""
        names, classes = np.unique(np.asarray(labels), return_inverse=True)
        problem = Problem(rows, classes.astype(np.int64), len(names), strength, weights)
        start = np.zeros(problem.size)
        found = minimize(
            problem.loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "ftol": 1e-5, "maxcor": 5}
        )
        weights, bias = problem.split(found.x)
        return cls(tuple(map(str, names)), weights.astype(np.float32), bias.astype(np.float32), temperature)

    def probabilities(self, rows: Rows) -> np.ndarray:
        """One row a text, one column a label, each row summing to 1."""
        return softmax((rows.times(self.weights) + self.bias) / self.temperature)

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
