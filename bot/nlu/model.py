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

CURVE = 0.2  # of the square of a feature: what a class that is likely, not certain, adds to the curve of the loss


@dataclass(frozen=True)
class Rows:
    """The features of some texts, one row each: n-grams (sparse) and the sentence encoder's (dense, maybe 0 columns)."""

    sparse: csr_matrix
    dense: np.ndarray

    def times(self, weights: np.ndarray) -> np.ndarray:
        """Scores: one row a text, one column for each column of `weights` (features × classes)."""
        cut = self.sparse.shape[1]
        if self.sparse.shape[0] == 1:  # a message: SciPy's checks take longer than its sum
            return np.asarray(self.sparse.data @ weights[self.sparse.indices] + self.dense @ weights[cut:])
        scores: np.ndarray = np.asarray(self.sparse @ weights[:cut]) + self.dense @ weights[cut:]
        return scores

    def pull(self, errors: np.ndarray) -> np.ndarray:
        """The gradient that `errors` (shaped as the scores) send back to the weights."""
        return np.vstack([self._across @ errors, self.dense.T @ errors])

    @cached_property
    def _across(self) -> csr_matrix:
        return self.sparse.T.tocsr()

    def only(self, columns: np.ndarray) -> Rows:
        """The same rows, of these columns only."""
        cut = self.sparse.shape[1]
        return Rows(self.sparse[:, columns[columns < cut]], self.dense[:, columns[columns >= cut] - cut])

    def scaled(self, scale: np.ndarray) -> Rows:
        """The same rows, each column multiplied by its number of `scale`."""
        cut = self.sparse.shape[1]
        return Rows(csr_matrix(self.sparse.multiply(scale[:cut])), self.dense * scale[cut:])

    def squares(self, importance: np.ndarray) -> np.ndarray:
        """For each column, the sum of its squares, each row counting as much as its `importance`."""
        sparse = np.asarray(self.sparse.multiply(self.sparse).T @ importance).ravel()
        return np.concatenate([sparse, (self.dense**2).T @ importance])

    @property
    def columns(self) -> int:
        """How many features a text has."""
        return int(self.sparse.shape[1] + self.dense.shape[1])


class Problem:
    """Multinomial logistic regression, rare classes weighing more than their number.

    Written here because scikit-learn's, which sees dense columns as sparse ones, takes five times as long.

    `scale` shrinks the columns that weigh much beside those that weigh little, so that one step suits them all: with it, half the
    rounds lead further (docs/adr/0013). The price of large weights is that of the columns as they came.
    """

    def __init__(
        self, rows: Rows, classes: np.ndarray, count: int, strength: float, weights: np.ndarray | float = 1.0
    ) -> None:
        self.classes, self.count, self.strength = classes, count, strength
        sizes = np.bincount(classes, minlength=count)
        self.importance = ((len(classes) / (count * sizes))[classes] ** 0.5 * weights).astype(np.float32)
        self.size = count * (rows.columns + 1)
        # The curve of the loss along each column, roughly; its fourth root levels without trusting it too far.
        curve = np.append(rows.squares(self.importance), self.importance.sum()) * CURVE + 1 / strength
        scale = curve**-0.25
        self.scale = (scale / np.median(scale)).astype(np.float32)
        self.rows = rows.scaled(self.scale[:-1])

    def split(self, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The weights (features × classes) and the bias held in one vector, both for scaled columns."""
        table = point.astype(np.float32).reshape(-1, self.count)
        return table[:-1], table[-1]

    def solution(self, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The weights and the bias of `point`, for columns as they came."""
        weights, bias = self.split(point)
        return weights * self.scale[:-1, None], bias * self.scale[-1]

    def loss(self, point: np.ndarray) -> tuple[float, np.ndarray]:
        """How wrong `point` is, and which way is downhill."""
        weights, bias = self.split(point)
        chances = softmax(self.rows.times(weights) + bias * self.scale[-1])
        here = np.arange(len(self.classes))
        wrong = -np.log(chances[here, self.classes] + 1e-12) @ self.importance
        chances[here, self.classes] -= 1.0
        errors = chances * self.importance[:, None]
        price = weights * (self.scale[:-1, None] ** 2 / self.strength)
        slope = self.rows.pull(errors) + price
        total = wrong + (weights * price).sum() / 2
        return float(total), np.vstack([slope, errors.sum(axis=0) * self.scale[-1]]).ravel().astype(np.float64)


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
        # Of a column that no text has, nothing is learnt: it would only be waited for.
        seen = np.append(np.unique(rows.sparse.indices), np.arange(rows.sparse.shape[1], rows.columns))
        problem = Problem(rows.only(seen), classes.astype(np.int64), len(names), strength, weights)
        start = np.zeros(problem.size)
        found = minimize(
            problem.loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "ftol": 1e-5, "maxcor": 5}
        )
        table = np.zeros((rows.columns, len(names)), dtype=np.float32)
        table[seen], bias = problem.solution(found.x)
        return cls(tuple(map(str, names)), table, bias.astype(np.float32), temperature)

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
