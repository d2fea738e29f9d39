"""The words of the page: complete, plain, the same values to fill in every language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.channels.web.page import SCRIPT_WORDS
from bot.channels.web.words import Interface

FOLDER = Path(__file__).parents[4] / "data" / "interface"
FILES: dict[str, dict[str, Any]] = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in FOLDER.glob("*.yml")}
FRENCH = FILES["fr"]


def sentences(strings: dict[str, Any]) -> list[tuple[str, str]]:
    """(key, text) of every string, lists and starters included."""
    flat = [(key, text) for key, text in strings.items() if isinstance(text, str)]
    return flat + [("starters", part) for starter in strings.get("starters", ()) for part in starter.values()]


@pytest.mark.parametrize(("key", "text"), sentences(FRENCH))
def test_french_is_plain(key: str, text: str) -> None:
    """At most 15 words a sentence, no « veuillez », no acronym of our own."""
    for sentence in re.split(r"[.!?]", text):
        assert len(sentence.split()) <= 15, key
    assert "veuillez" not in text.lower()


@pytest.mark.parametrize("lang", sorted(FILES))
def test_languages_say_what_french_says(lang: str) -> None:
    """No key that French lacks, and the same values to fill in."""
    for key, text in FILES[lang].items():
        assert key in FRENCH, key
        if isinstance(text, str):
            assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", FRENCH[key])), key


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_whole_languages(lang: str) -> None:
    """English and Arabic lack nothing that is shown (the pattern of a date may stay)."""
    assert set(FRENCH) - set(FILES[lang]) <= {"date"}


def test_the_script_lacks_no_word() -> None:
    """Each word that the script says exists, in each language."""
    interface = Interface.load(FOLDER)
    for code, _, _ in interface.choices():
        for key in SCRIPT_WORDS:
            assert getattr(interface.words(code), key)


def test_unknown_language_is_french() -> None:
    """A language we do not speak gets French, never an error."""
    assert Interface.load(FOLDER).words("xx").lang == "fr"


@pytest.mark.parametrize("path", sorted((FOLDER / "pages").glob("*.yml")), ids=lambda path: path.stem)
def test_notices_are_plain(path: Path) -> None:
    """The notices too: at most 15 words a sentence."""
    for paragraph in yaml.safe_load(path.read_text("utf-8"))["paragraphs"]:
        for sentence in re.split(r"[.!?]\s", paragraph):
            words = [word for word in sentence.split() if re.search(r"\w", word)]
            assert len(words) <= 15, sentence
