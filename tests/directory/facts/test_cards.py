"""The cards: all there, well formed, in the service's voice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from directory.facts import CardError, Cards, UnknownCardError, Words
from directory.facts.gsm import foreign, segments
from directory.settings import ROOT

TOPICS = (
    "pass-numerique aptic conseiller-numerique mediateur-numerique france-services aidants-connect pix la-base la-coop "
    "solidarite-numerique france-numerique-ensemble fabrique-inclusive-numerique emmaus-connect materiel-reconditionne "
    "connexion-solidaire qualiopi label-numerique-inclusif cartographie-nationale hub-numerique devenir-conseiller "
    "accueillir-conseiller donner-materiel reseaux-2g-3g fin-windows-10 fermeture-cuivre franceconnect mot-de-passe "
    "documents-a-apporter conseiller-ou-france-services"
)
SAFETY = "arnaque-en-cours arnaque-doute cyberharcelement danger detresse enfant-en-danger violences"


@pytest.fixture(scope="module")
def cards() -> Cards:
    """The project's own cards."""
    return Cards.load(ROOT / "data" / "facts")


def all_words(cards: Cards) -> Iterator[tuple[str, Words]]:
    """Every text of every card, with a name to find it again."""
    for card in cards:
        yield card.slug, card.words
        yield from ((f"{card.slug}/{answer.ask}", answer.words) for answer in card.answers)
        yield from ((f"{card.slug}/{note.territory}", note.words) for note in card.local.values())
        yield from ((f"{card.slug}/{lang}", words) for lang, words in card.translations.items())


def sentences(text: str) -> list[str]:
    """The sentences of `text`; a phone number written in groups counts as one word."""
    joined = re.sub(r"(?<=\d)[ .](?=\d)", "", text)
    return [part for part in re.split(r"[.!?]+(?:\s|$)|\n", joined) if part.strip()]


@pytest.mark.parametrize("slug", [*TOPICS.split(), *SAFETY.split()])
def test_every_topic_of_the_contract_has_a_card(cards: Cards, slug: str) -> None:
    """The answer contract names topics: each has its card, with every variant."""
    card = cards.get(slug)
    assert card.plain
    assert card.words.simpler
    assert card.words.sms
    assert card.words.agent
    assert card.sources


def test_every_card_has_an_easier_variant(cards: Cards) -> None:
    """ "Plus simple" is the same content in easier words, never the same text again."""
    assert all(card.words.simpler and card.words.simpler != card.plain for card in cards)


@pytest.mark.parametrize("slug", SAFETY.split())
def test_safety_cards_start_with_an_action_and_speak_every_answer_language(cards: Cards, slug: str) -> None:
    """A frightened person reads the first line only: an order, then a number to reach somebody."""
    card = cards.get(slug)
    first = card.plain.splitlines()[0]
    assert re.search(r"\b(Appelez|Raccrochez|Ne cliquez pas|Ne répondez pas)\b", first)
    assert re.search(r"\d", "\n".join(card.plain.splitlines()[:2]) + card.plain)
    assert set(card.translations) >= {"en", "ar", "gcf"}
    assert len(card.plain.splitlines()) <= 6


def test_sentences_are_short(cards: Cards) -> None:
    """At most 15 words a sentence, for the texts that people read."""
    for name, words in all_words(cards):
        for text in (words.plain, words.simpler, words.sms):
            for sentence in sentences(text):
                assert len(re.findall(r"[\w'’.-]+", sentence)) <= 15, f"{name}: {sentence}"


def test_sms_texts_are_gsm_7_and_two_segments_at_most(cards: Cards) -> None:
    """One character outside GSM-7 doubles the price; Arabic has no GSM-7 and is sent as it is."""
    for name, words in all_words(cards):
        assert segments(words.sms) <= 2, name
        if not name.endswith("/ar"):
            assert not foreign(words.sms), f"{name}: {foreign(words.sms)}"


def test_low_confidence_is_said(cards: Cards) -> None:
    """A fact that nobody could verify is said to be so, in the very sentence that people read."""
    for card in cards:
        if card.confidence == "low":
            assert re.search(r"pas pu (le |la )?vérifier|à vérifier", card.plain), card.slug


def test_follow_ups_are_three_at_most(cards: Cards) -> None:
    """At most three choices."""
    assert all(len(card.follow_ups) <= 3 for card in cards)


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("ou utiliser mes cheques APTIC ?", "pass-numerique"),
        ("pass num 62 tjs valable", "pass-numerique"),
        ("C’est quoi France Service", "france-services"),
        ("france services ou conseiller ?", "conseiller-ou-france-services"),
        ("il peut le faire à ma place", "aidants-connect"),
        ("c'est quoi le 39 19", "numero-3919"),
        ("le 3919 ?", "numero-3919"),
        ("windows 10 c'est fini ?", "fin-windows-10"),
        ("DEF FNE", "france-numerique-ensemble"),
        ("france connecte marche pas", "franceconnect"),
        ("c koi le reconditioné", "materiel-reconditionne"),
        ("conseillé numerik", "conseiller-numerique"),
        ("aidant conects", "aidants-connect"),
        ("le 01.70.77.23.72 marche ?", "solidarite-numerique"),
    ],
)
def test_cards_are_found_by_the_words_people_use(cards: Cards, said: str, slug: str) -> None:
    """Accents, capitals, apostrophes and the spaces of a number do not matter; the longest alias wins."""
    assert cards.find(said)[0].slug == slug


def test_no_card_is_found_without_its_words(cards: Cards) -> None:
    """A part of a word is not an alias, and another word is not a misspelling."""
    for said in ("je passe prendre le passage à niveau", "je cherche un dentiste à Caudry", "la météo à Lens demain"):
        assert cards.find(said) == []


def test_aliases_are_words(cards: Cards) -> None:
    """An alias of one letter would be found everywhere ("A+" reads "a")."""
    assert all(len(" ".join(re.findall(r"\w+", alias))) >= 2 for card in cards for alias in (*card.aliases, card.title))


def test_channels_and_languages_choose_their_variant(cards: Cards) -> None:
    """SMS has its own text, the console a dense one, an absent language falls back to French and says so."""
    card = cards.get("danger")
    assert card.text("sms") == card.sms
    assert card.text("console") == card.agent
    assert card.text(simpler=True) == card.words.simpler
    assert card.text(lang="en").startswith("Call 17")
    assert (card.speaks("en"), card.speaks("tr")) == ("en", "fr")
    assert card.text(lang="tr") == card.plain


def test_an_unknown_slug_is_a_sentence(cards: Cards) -> None:
    """Asking for a card that does not exist says so in French."""
    with pytest.raises(UnknownCardError, match="Aucune fiche"):
        cards.get("pass-fantome")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("status: perhaps", "status vaut"),
        ("sources: []", "au moins une source"),
        ("review_by: 2020-01-01", "review_by doit venir après"),
        ("checked_on: hier", "doit être une date"),
        ("aliases: pass", "doit être une liste"),
        ("colour: red", "clé inconnue"),
    ],
)
def test_a_broken_card_is_refused_with_its_name(tmp_path: Path, change: str, reason: str) -> None:
    """An editor's slip names the file and what to change."""
    lines = (ROOT / "data/facts/schemes/qualiopi.yml").read_text(encoding="utf-8")
    (tmp_path / "qualiopi.yml").write_text(f"{lines}\n{change}\n", encoding="utf-8")
    with pytest.raises(CardError, match=f"qualiopi.yml.*{reason}"):
        Cards.load(tmp_path)


def test_two_cards_may_not_share_a_slug(tmp_path: Path) -> None:
    """One of them would silently hide the other."""
    lines = (ROOT / "data/facts/schemes/qualiopi.yml").read_text(encoding="utf-8")
    for name in ("a", "b"):
        (tmp_path / f"{name}.yml").write_text(lines, encoding="utf-8")
    with pytest.raises(CardError, match="déjà"):
        Cards.load(tmp_path)


def test_expiry(cards: Cards) -> None:
    """A card may be said until its review day, included."""
    card = cards.get("pix")
    assert not card.expired(card.review_by)
    assert card.expired(date(2099, 1, 1))
