"""The written sentences: chosen by channel and language, complete, and free of traps."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from directory.errors import DoubledText, UnknownText
from directory.texts import Texts, contract

RESPONSES = Path(__file__).parents[2] / "data" / "responses"
CORE_LANGUAGES = ("en", "ar", "gcf")
# The core flows (find, phone, hours, human, help, erase) are written in every answer language.
CORE = (
    "machine_notice ask_place clarify_place unknown_place confirm_place places_intro places_intro_one places_more no_more "
    "no_places widened call_first examples_notice site_open_until site_open site_closed_today site_closed_now site_hours_unknown "
    "site_phone site_no_phone site_named hours_unknown human_intro human_site human_ask_place way_out fallback fallback_again "
    "error greet thank goodbye help erased choice_more choice_human choice_other_town choice_find"
).split()


@pytest.fixture(scope="module")
def texts() -> Texts:
    """The sentences of the project."""
    return Texts.load(RESPONSES)


def write(folder: Path, name: str, content: str) -> None:
    """Write one file of sentences."""
    (folder / name).write_text(content, encoding="utf-8")


def test_the_most_particular_variant_wins(tmp_path: Path) -> None:
    """Language and channel, then language, then channel, then the French default."""
    write(
        tmp_path,
        "a.yml",
        "sentences:\n  hi:\n  - text: défaut\n  - {channel: sms, text: texto}\n  - {lang: en, text: english}\n"
        "  - {lang: en, channel: sms, text: short}\n",
    )
    texts = Texts.load(tmp_path)
    assert texts.say("hi").text == "défaut"
    assert texts.say("hi", channel="sms").text == "texto"
    assert texts.say("hi", lang="en").text == "english"
    assert texts.say("hi", channel="sms", lang="en").text == "short"


def test_a_missing_translation_is_said_in_french_and_says_so(tmp_path: Path) -> None:
    """No translation: the French text, labelled French."""
    write(tmp_path, "a.yml", "sentences:\n  hi:\n  - text: bonjour\n")
    said = Texts.load(tmp_path).say("hi", lang="tr")
    assert (said.text, said.lang) == ("bonjour", "fr")


def test_the_same_name_in_two_files_is_an_error(tmp_path: Path) -> None:
    """One of them would silently hide the other."""
    for name in ("a.yml", "b.yml"):
        write(tmp_path, name, "sentences:\n  hi:\n  - text: bonjour\n")
    with pytest.raises(DoubledText, match=r"b\.yml"):
        Texts.load(tmp_path)


def test_an_unknown_sentence_is_an_error(texts: Texts) -> None:
    """A misspelt name is named."""
    with pytest.raises(UnknownText, match="grete"):
        texts.say("grete")


def test_every_sentence_has_a_default(texts: Texts) -> None:
    """Without channel and language there is always something to say."""
    for name in texts.names():
        assert any(variant.channel is None and variant.lang is None for variant in texts.variants(name)), name


def test_all_variants_of_a_sentence_use_known_values(texts: Texts) -> None:
    """A variant never asks for a value that the default does not have: it would fail only in that language."""
    for name in texts.names():
        default, *others = (_values(variant.text) for variant in texts.variants(name))
        for values in others:
            assert values <= default, name


@pytest.mark.parametrize("lang", CORE_LANGUAGES)
def test_core_sentences_are_translated(texts: Texts, lang: str) -> None:
    """The core flows never fall back to French in the answer languages."""
    assert [name for name in CORE if all(variant.lang != lang for variant in texts.variants(name))] == []


def _values(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("près de Le Lorrain (972)", "près du Lorrain (972)"),
        ("autour du centre de Les Abymes", "autour du centre des Abymes"),
        ("la médiathèque, à Le Cateau-Cambrésis", "la médiathèque, au Cateau-Cambrésis"),
        ("près de Arras (62)", "près d'Arras (62)"),
        ("près de Étaples", "près d'Étaples"),
        ("près de Lens (62)", "près de Lens (62)"),
        ("de l'aide à Caudry", "de l'aide à Caudry"),
    ],
)
def test_names_are_contracted_as_in_french(written: str, said: str) -> None:
    """« de Le » is « du », « à Les » is « aux », « de A » is « d'A »."""
    assert contract(written) == said
