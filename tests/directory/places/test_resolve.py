"""The resolver: what is understood, what is asked, what is refused. Sentences at large: tests/sentences/places*/."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.places.gazetteer import Gazetteer
from directory.places.resolve import Resolver
from directory.places.results import Resolution

Build = Callable[..., Resolver]


def codes(resolution: Resolution) -> list[str]:
    """INSEE codes of the candidates."""
    return [candidate.insee for candidate in resolution.candidates]


@pytest.mark.slow
def test_every_commune_resolves_by_its_name_and_departement(gazetteer: Gazetteer, resolver_of: Build) -> None:
    """« Nom (département) » finds each of the 34,969 communes."""
    resolver, lost = resolver_of(), []
    for place in gazetteer.places:
        if place.kind == "c":
            got = resolver.resolve(f"{place.name} ({place.departement})")
            if got.status not in {"found", "confirm"} or codes(got) != [place.insee]:
                lost.append((place.name, place.departement, got.status, codes(got)))
    assert not lost


@pytest.mark.slow
def test_every_unique_name_resolves_by_itself(gazetteer: Gazetteer, resolver_of: Build) -> None:
    """A name that only one commune bears finds it; where another name is almost the same, it is the first of the choices."""
    resolver, lost = resolver_of(), []
    communes = [place for place in gazetteer.places if place.kind == "c"]
    keys, names = Counter(place.glued for place in communes), Counter(place.name for place in communes)
    for place in communes:
        if names[place.name] == 1:
            got = resolver.resolve(place.name, expecting_place=True)
            alone = keys[place.glued] == 1 and not gazetteer.beginning_with(place.key)
            if codes(got)[:1] != [place.insee] or (alone and got.status not in {"found", "confirm"}):
                lost.append((place.name, place.departement, got.status, codes(got)))
    assert not lost


@pytest.mark.parametrize(
    ("answer", "insee"),
    [
        ("2", "93066"),
        ("le 1", "97411"),
        ("la deuxième", "93066"),
        ("93", "93066"),
        ("dans le 974", "97411"),
        ("Seine-Saint-Denis", "93066"),
        ("à la réunion", "97411"),
        ("Saint-Denis (11)", "11339"),
        ("celle de l'Aude", "11339"),
        ("93200", "93066"),
    ],
)
def test_a_question_is_answered_by_rank_departement_or_label(resolver_of: Build, answer: str, insee: str) -> None:
    """The choices of Saint-Denis are picked by number, département number or name, label or postal code."""
    choices = resolver_of().resolve("Saint-Denis", expecting_place=True).candidates
    got = resolver_of().resolve(answer, expecting_place=True, choices=choices)
    assert (got.status, codes(got)) == ("found", [insee])


def test_the_other_one_is_the_second_of_two(resolver_of: Build) -> None:
    """« L'autre » settles a choice of two, and leaves the rest of a longer one."""
    choices = resolver_of().resolve("Saint-Denis", expecting_place=True).candidates
    assert codes(resolver_of().resolve("l'autre", choices=choices[:2])) == ["93066"]
    assert codes(resolver_of().resolve("l'autre", choices=choices)) == codes_of(choices)[1:]


def codes_of(candidates: object) -> list[str]:
    """INSEE codes of some candidates."""
    return [candidate.insee for candidate in candidates]  # type: ignore[attr-defined]


def test_another_town_may_be_given_instead_of_a_choice(resolver_of: Build) -> None:
    """Asked which Saint-Denis, a person may say Lille."""
    choices = resolver_of().resolve("Saint-Denis", expecting_place=True).candidates
    assert codes(resolver_of().resolve("non, à Lille", choices=choices)) == ["59350"]


@pytest.mark.parametrize(
    "name", ["Saint-Pierre", "Sainte-Marie", "Saint-Paul", "Saint-Denis", "Port-Louis", "Sainte-Rose"]
)
def test_size_never_settles_across_an_ocean(resolver_of: Build, name: str) -> None:
    """Namesakes on two sides of an ocean are asked about, however big one of them is; four choices at most."""
    got = resolver_of().resolve(name, expecting_place=True)
    assert got.status == "ambiguous"
    assert 2 <= len(got.candidates) <= 4


def test_the_territory_settles_homonyms(resolver_of: Build) -> None:
    """Saint-Pierre is the one of Martinique for CAP Nord, and stays a question elsewhere."""
    assert codes(resolver_of("cap-nord-martinique").resolve("Saint-Pierre", expecting_place=True)) == ["97225"]


def test_the_conversation_settles_homonyms(resolver_of: Build) -> None:
    """After Fort-de-France, « et à Saint-Pierre ? » is the one beside it."""
    near = resolver_of().resolve("Fort-de-France", expecting_place=True).candidates[0]
    assert codes(resolver_of().resolve("et à Saint-Pierre ?", near=near)) == ["97225"]


def test_a_street_without_town_is_in_the_town_of_the_conversation(resolver_of: Build) -> None:
    """After Arras, « 12 rue pasteur » is there; with no conversation it is no place, but its street is kept."""
    near = resolver_of().resolve("Arras", expecting_place=True).candidates[0]
    got = resolver_of().resolve("12 rue pasteur", near=near)
    assert (codes(got), got.address) == (["62041"], "12 rue pasteur")
    assert resolver_of().resolve("12 rue pasteur").status == "none"


def test_an_arrondissement_needs_its_city(resolver_of: Build) -> None:
    """« Dans le 15e » is Marseille's in its territory, and nothing anywhere else; with « arrondissement », the city is asked."""
    assert codes(resolver_of("aix-marseille-provence").resolve("dans le 15e")) == ["13215"]
    assert resolver_of().resolve("dans le 15e").status == "none"
    assert codes(resolver_of().resolve("dans le 3e arrondissement")) == ["13203", "69383", "75103"]


@pytest.mark.parametrize("text", ["le premier", "le 2e", "le deuxième", "le 15"])
def test_a_choice_among_sites_is_no_arrondissement(resolver_of: Build, text: str) -> None:
    """Unasked, « le deuxième » picks a site, even in Marseille; as the answer to "where?", it is the arrondissement."""
    assert resolver_of("aix-marseille-provence").resolve(text).status == "none"
    assert resolver_of("aix-marseille-provence").resolve(text, expecting_place=True).status == "found"


@pytest.mark.parametrize("name", ["Bruay", "Noisy", "Boulogne"])
def test_a_short_form_of_several_towns_is_asked(resolver_of: Build, name: str) -> None:
    """Another language's list may give such a short form to one of them: it is still asked."""
    assert resolver_of().resolve(name, expecting_place=True).status == "ambiguous"


def test_a_postal_code_is_never_an_insee_code(resolver_of: Build) -> None:
    """97231 is Le Robert by post and Les Trois-Îlets by INSEE; only « insee: » makes it the latter."""
    assert codes(resolver_of().resolve("97231", expecting_place=True)) == ["97222"]
    assert codes(resolver_of().resolve("insee:97231")) == ["97231"]


@pytest.mark.parametrize(
    ("text", "insee", "address"),
    [
        ("12 rue pasteur arras", "62041", "12 rue pasteur"),
        ("rue de lille a arras", "62041", "rue de lille"),
        ("j'habite au 3 bis avenue de Paris, 62300 Lens", "62498", "3 bis avenue de Paris"),
        ("24 rue Paradis 13006 Marseille", "13206", "24 rue Paradis"),
        ("22 rue gambetta le cateau", "59136", "22 rue gambetta"),
    ],
)
def test_the_street_stands_apart_from_the_town(resolver_of: Build, text: str, insee: str, address: str) -> None:
    """The town is resolved, and only the street's words are kept for the geocoder."""
    got = resolver_of().resolve(text)
    assert (codes(got), got.address) == ([insee], address)


def test_a_near_miss_is_confirmed_not_assumed(resolver_of: Build) -> None:
    """A misspelt town comes back as « confirm », with its label to show."""
    got = resolver_of().resolve("j'habite a denin")
    assert (got.status, got.candidates[0].label) == ("confirm", "Denain (59)")


def test_a_telephone_number_is_no_postal_code(resolver_of: Build) -> None:
    """« 06 62 00 00 00 » holds 62000, and is not Arras."""
    assert resolver_of().resolve("mon numéro est le 06 62 00 00 00").status == "none"


def test_a_local_word_of_elsewhere_is_confirmed(resolver_of: Build) -> None:
    """« Ternois » is sure in Pas-de-Calais, to be confirmed in another deployment."""
    assert resolver_of("pas-de-calais").resolve("dans le Ternois").status == "found"
    assert resolver_of().resolve("dans le Ternois").status == "confirm"


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=300), asked=st.booleans())
def test_any_text_gets_a_resolution(gazetteer: Gazetteer, resolver_of: Build, text: str, asked: bool) -> None:
    """Whatever is typed, one of the five outcomes comes back, with the candidates it promises."""
    got = resolver_of().resolve(text, expecting_place=asked)
    expected = {"found": (1, 1), "confirm": (1, 1), "ambiguous": (2, 4), "unknown": (0, 0), "none": (0, 0)}[got.status]
    assert expected[0] <= len(got.candidates) <= expected[1]
    assert got.why


@pytest.mark.parametrize(
    ("text", "insee"),
    [
        ("ham somme", "80410"),
        ("a robert martinique", "97222"),
        ("le port reunion", "97407"),
        ("jabite o marin en martinique", "97217"),
    ],
)
def test_two_everyday_words_explain_each_other(text: str, insee: str, resolver_of: Build) -> None:
    """A town and a département that are both ordinary words are understood side by side."""
    assert codes(resolver_of().resolve(text)) == [insee]


@pytest.mark.parametrize("text", ["la somme de ham", "une grosse somme", "réunion bus", "mer nord est"])
def test_two_everyday_words_that_do_not_are_left(text: str, resolver_of: Build) -> None:
    """The town must stand in the département, and just before it."""
    assert codes(resolver_of().resolve(text)) == []
