"""The words of texted French, read once from `data/writing/texted.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from directory.settings import ROOT
from directory.writing.fold import plain

FILE = ROOT / "data" / "writing" / "texted.yml"


@dataclass(frozen=True)
class Lexicon:
    """`tokens`: written → meant; `accented`: the same, accents kept; `before_question`: only a first word before a question mark;
    `pronouns` + `verbs`: glued words.
    """

    tokens: Mapping[str, str]
    accented: Mapping[str, str]
    before_question: Mapping[str, str]
    pronouns: Mapping[str, str]
    verbs: frozenset[str]


@cache
def lexicon(path: Path = FILE) -> Lexicon:
    """Read the lexicon (once for each file)."""
    content = yaml.safe_load(path.read_text("utf-8"))
    return Lexicon(
        tokens=_written(content["tokens"]),
        accented={token: plain(meant) for meant, tokens in content["accented"].items() for token in tokens.split()},
        before_question=_written(content["before_question"]),
        pronouns={plain(glued): plain(full) for glued, full in content["pronouns"].items()},
        verbs=frozenset(plain(verb) for verb in content["verbs"].split()),
    )


def _written(meanings: Mapping[str, str]) -> dict[str, str]:
    """`meant: written written …` turned round."""
    return {plain(token): plain(meant) for meant, tokens in meanings.items() for token in str(tokens).split()}
