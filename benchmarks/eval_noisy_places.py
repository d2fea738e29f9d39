"""Every commune of the founding territories, misspelt by a seeded generator.

Usage: `.venv/bin/python -m benchmarks.eval_noisy_places [SEED] [--errors]`.
Noise levels: 1 as in a text message (no accents, st, -en-Cis, short forms), 2 one slip (letter dropped, doubled, swapped,
neighbour key, or by ear), 3 two slips.
Each is the answer to "dans quelle commune ?". Rightly asked: the right one is among the choices.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable

from benchmarks.eval_places import resolvers
from directory.places.gazetteer import Gazetteer, Place
from directory.places.words import plain
from directory.settings import ROOT
from directory.territories import load_territories

KEYS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
BY_EAR = (
    ("eaux", "o"), ("eau", "o"), ("au", "o"), ("ai", "é"), ("et$", "é"), ("qu", "k"), ("c(?=[aou])", "k"),
    ("ch", "sh"), ("ph", "f"), ("[stdxz]$", ""), ("e$", ""), ("y", "i"), ("(.)\\1", "\\1"), ("en", "an"), ("in", "un"),
    ("h", ""), ("gn", "ni"), ("oi", "wa"), ("es$", ""), ("s(?=[aeiou])", "ss"), ("ill", "y"), ("m", "mm"),
    ("court$", "cour"), ("ain", "in"), ("ss", "c"),
)  # fmt: skip


def shorten(name: str, dice: random.Random) -> str:
    """As typed in a text message."""
    text = plain(name)
    text = re.sub(r"\bsaint\b", "st", text)
    text = re.sub(r"\bsainte\b", "ste", text)
    text = text.replace("en-cambresis", dice.choice(["en cis", "en cambresis"])).replace(
        "-sur-", dice.choice([" s/ ", "-sur-", " sur "])
    )
    text = re.sub(r"^(le|la|les|l')[ -]?", lambda match: match.group() if dice.random() < 0.5 else "", text)
    return re.sub(r"['-]", dice.choice([" ", " ", "-"]), text)


def slip(text: str, dice: random.Random) -> str:
    """One letter dropped, doubled, swapped, or hit beside; or one sound written otherwise."""
    heard = [change for change in BY_EAR if re.search(change[0], text)]
    kinds: list[Callable[[str, int, random.Random], str]] = [_drop, _double, _swap, _beside]
    if heard and dice.random() < 0.6:
        pattern, by = dice.choice(heard)
        return re.sub(pattern, by, text, count=1)
    places = [i for i, letter in enumerate(text) if letter.isalpha() and i]
    return dice.choice(kinds)(text, dice.choice(places), dice) if places else text


def _drop(text: str, i: int, dice: random.Random) -> str:
    return text[:i] + text[i + 1 :]


def _double(text: str, i: int, dice: random.Random) -> str:
    return text[:i] + text[i] + text[i:]


def _swap(text: str, i: int, dice: random.Random) -> str:
    return text[: i - 1] + text[i] + text[i - 1] + text[i + 1 :]


def _beside(text: str, i: int, dice: random.Random) -> str:
    row = next((row for row in KEYS if text[i] in row), text[i])
    at = row.find(text[i])
    return text[:i] + row[max(0, min(len(row) - 1, at + dice.choice([-1, 1])))] + text[i + 1 :]


def misspell(place: Place, level: int, dice: random.Random) -> str:
    """The name with the noise of a level, 1 to 3."""
    text = shorten(place.name, dice)
    for _ in range(level - 1):
        text = slip(text, dice)
    return text


def main() -> None:
    """Print right, rightly asked and wrong, per territory and level."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    ready, known = resolvers(), load_territories(ROOT / "data" / "territories")
    places = [place for place in Gazetteer.load().places if place.kind == "c"]
    print(f"{'territoire':<26}{'bruit':>6}{'cas':>6}{'bon %':>8}{'demandé':>9}{'faux':>6}{'manqué':>8}")
    for slug in [slug for slug in ready if slug]:
        ours = [place for place in places if known[slug].holds(place.insee, place.departement)]
        for level in (1, 2, 3):
            dice = random.Random(f"{seed} {slug} {level}")
            outcomes = []
            for place in ours:
                text = misspell(place, level, dice)
                got = ready[slug].resolve(text, expecting_place=True)
                codes = [one.insee for one in got.candidates]
                outcome = (
                    "missed"
                    if not codes
                    else "wrong"
                    if place.insee not in codes
                    else "asked"
                    if codes[1:]
                    else "right"
                )
                outcomes.append(outcome)
                if "--errors" in sys.argv and outcome in {"missed", "wrong"}:
                    print("   ", outcome, place.name, "|", text, "→", [one.label for one in got.candidates], got.why)
            good = 100 * (outcomes.count("right") + outcomes.count("asked")) / len(outcomes)
            counts = "".join(
                f"{outcomes.count(name):>{width}}" for name, width in (("asked", 9), ("wrong", 6), ("missed", 8))
            )
            print(f"{slug:<26}{level:>6}{len(outcomes):>6}{good:>8.1f}{counts}")


if __name__ == "__main__":
    main()
