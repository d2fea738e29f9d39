"""Normalisation: the same name, however it is typed, has one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.places.phonetics import heard_as
from directory.places.words import key, plain, split


@pytest.mark.parametrize(
    ("typed", "filed"),
    [
        ("Nœux-les-Mines", "noeux les mines"),
        ("Schœlcher", "schoelcher"),
        ("St Pol s/ Ternoise", "saint pol sur ternoise"),
        ("st-pol-sur-ternoise", "saint pol sur ternoise"),
        ("Ste Marie", "sainte marie"),
        ("Le Cateau-Cambrésis", "cateau cambresis"),
        ("L'Ajoupa-Bouillon", "ajoupa bouillon"),
        ("Beauvois en Cis", "beauvois en cambresis"),
        ("Saint-Hilaire-lez-Cambrai", "saint hilaire les cambrai"),
        ("neuilly s seine", "neuilly sur seine"),
        ("Y", "y"),
    ],
)
def test_a_name_has_one_key(typed: str, filed: str) -> None:
    """Accents, case, hyphens, abbreviations and the leading article do not count."""
    assert key(typed) == filed


@given(st.text(max_size=60))
def test_normalisation_is_idempotent(text: str) -> None:
    """What is plain stays plain."""
    assert plain(plain(text)) == plain(text)


@given(st.text(max_size=60))
def test_words_stand_where_they_say(text: str) -> None:
    """Each word gives the place of its own letters in the message: spans quote the person's own words."""
    for word in split(text):
        assert plain(text[word.start : word.end]).replace("/", "")[:1] == plain(word.heard)[:1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cateau", "kato"),
        ("caudry", "kodri"),
        ("calais", "kalé"),
        ("beauvois", "bovoi"),
        ("vitrolles", "vitrol"),
        ("bordeaux", "bordo"),
    ],
)
def test_the_same_sound_has_the_same_code(one: str, other: str) -> None:
    """Names written by ear meet their spelling."""
    assert heard_as(split(one)) == heard_as(split(other))
