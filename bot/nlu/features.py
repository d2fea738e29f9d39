"""Word and character n-grams, weighed by rarity (tf-idf): pure, saved as data and not as code."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from bot.nlu.spread import SHARE, spread
from directory.writing.sound import sound

WORDS: dict[str, Any] = {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"[^\W_]+", "lowercase": False}
LETTERS: dict[str, Any] = {"analyzer": "char_wb", "ngram_range": (4, 4), "lowercase": False}
SOUNDS: dict[str, Any] = {"analyzer": "char_wb", "ngram_range": (3, 3), "lowercase": False, "preprocessor": sound}
KINDS = (WORDS, LETTERS, SOUNDS)


@dataclass(frozen=True)
class Table:
    """The n-grams of one kind: their columns and weights."""

    vectorizer: CountVectorizer
    idf: np.ndarray

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """One row a text: log counts times rarity, of length 1."""
        return self.weighed(self.vectorizer.transform(texts))

    def row(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """What `transform` gives of one text: the columns, and the number in each. Scikit-learn's way is made for thousands."""
        columns = self.vectorizer.vocabulary_
        found = Counter(columns[gram] for gram in self.cut(text) if gram in columns)
        here = np.array(sorted(found), dtype=np.int32)
        counts = np.array([found[column] for column in here.tolist()], dtype=np.float32)
        numbers = (1.0 + np.log(counts)) * self.idf[here]
        return here, numbers / max(float(np.sqrt(numbers @ numbers)), np.finfo(np.float32).tiny)

    @cached_property
    def cut(self) -> Callable[[str], list[str]]:
        """What cuts a text in n-grams."""
        analyzer: Callable[[str], list[str]] = self.vectorizer.build_analyzer()
        return analyzer

    def weighed(self, counts: csr_matrix) -> csr_matrix:
        """What `transform` gives, from the counts of the n-grams."""
        counts = counts.astype(np.float32)
        counts.data = 1.0 + np.log(counts.data)
        return normalize(counts.multiply(self.idf).tocsr(), copy=False)


@dataclass(frozen=True)
class Ngrams:
    """Words (1-2), letters (4) and sounds (3) of plain texts."""

    tables: tuple[Table, ...]

    @classmethod
    def fit(cls, texts: Sequence[str], *, letters: int) -> Ngrams:
        """Learn the n-grams of `texts`; at most `letters` columns for letters, as many for sounds."""
        return cls.learn(texts, letters=letters)[0]

    @classmethod
    def learn(cls, texts: Sequence[str], *, letters: int) -> tuple[Ngrams, csr_matrix]:
        """The n-grams of `texts`, and the features of `texts` that were counted on the way."""
        limits = {"min_df": 2, "max_features": letters}
        kinds = ({**WORDS, "max_features": letters}, {**LETTERS, **limits}, {**SOUNDS, **limits})
        work = partial(_tables, texts)
        learnt = work(kinds) if len(texts) < SHARE else list(chain.from_iterable(spread(work, kinds, share=1)))
        return cls(tuple(table for table, _ in learnt)), hstack([rows for _, rows in learnt], format="csr")

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """One row of features a text."""
        return hstack([table.transform(texts) for table in self.tables], format="csr")

    def row(self, text: str) -> csr_matrix:
        """What `transform` gives of one text."""
        parts = [table.row(text) for table in self.tables]
        starts = np.cumsum([0, *(len(table.idf) for table in self.tables)])
        columns = np.concatenate([here + start for (here, _), start in zip(parts, starts, strict=False)])
        numbers = np.concatenate([numbers for _, numbers in parts], dtype=np.float32)
        return csr_matrix((numbers, columns, [0, len(columns)]), shape=(1, int(starts[-1])))

    def coverage(self, text: str) -> float:
        """The share of the text that training has seen, in words or groups of letters: near 0 for gibberish, 0 without a word."""
        words = re.findall(WORDS["token_pattern"], text)
        seen = sum(len(word) for word in words if word in self.tables[0].vectorizer.vocabulary_)
        return max(seen / sum(map(len, words)), self._letters_known(text)) if words else 0.0

    def _letters_known(self, text: str) -> float:
        letters = self.tables[1]
        grams = [gram for gram in letters.cut(text) if len(gram.strip()) >= 3]
        known = sum(gram in letters.vectorizer.vocabulary_ for gram in grams)
        return known / len(grams) if grams else 0.0

    def save(self, folder: Path) -> None:
        """Write the columns (JSON) and weights (NumPy)."""
        for number, table in enumerate(self.tables):
            columns = sorted(table.vectorizer.vocabulary_, key=table.vectorizer.vocabulary_.__getitem__)
            (folder / f"ngrams{number}.json").write_text(json.dumps(columns, ensure_ascii=False), "utf-8")
            np.save(folder / f"ngrams{number}.npy", table.idf)

    @classmethod
    def load(cls, folder: Path) -> Ngrams:
        """Read what `save` wrote."""
        return cls(tuple(_load_table(folder, number, kind) for number, kind in enumerate(KINDS)))


def _tables(texts: Sequence[str], kinds: Sequence[dict[str, Any]]) -> list[tuple[Table, csr_matrix]]:
    return [_table(texts, kind) for kind in kinds]


def _table(texts: Sequence[str], kind: dict[str, Any]) -> tuple[Table, csr_matrix]:
    vectorizer = CountVectorizer(**kind)
    counts = vectorizer.fit_transform(texts)
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    table = Table(vectorizer, (np.log((1 + len(texts)) / (1 + frequency)) + 1).astype(np.float32))
    return table, table.weighed(counts)


def _load_table(folder: Path, number: int, kind: dict[str, Any]) -> Table:
    columns = json.loads((folder / f"ngrams{number}.json").read_text("utf-8"))
    vectorizer = CountVectorizer(**{**kind, "vocabulary": {gram: column for column, gram in enumerate(columns)}})
    vectorizer._validate_vocabulary()
    return Table(vectorizer, np.load(folder / f"ngrams{number}.npy"))
