"""Territories: read from files that town staff write."""

from pathlib import Path

import pytest

from directory.territories import TerritoryError, UnknownTerritoryError, choose_territories, load_territories

FOLDER = Path(__file__).parents[2] / "data" / "territories"
FOUNDING = {
    "cap-nord-martinique": ("972", 18),
    "pas-de-calais": ("62", 0),
    "aix-marseille-provence": ("13", 92),
    "caudresis-catesis": ("59", 46),
}


@pytest.mark.parametrize("slug", FOUNDING)
def test_the_four_founding_territories_are_there(slug: str) -> None:
    """Each founding territory has its département and its full list of communes (empty: the whole département)."""
    departement, communes = FOUNDING[slug]
    territory = load_territories(FOLDER)[slug]
    assert territory.departements == (departement,)
    assert len(territory.communes) == communes


def test_a_territory_without_list_holds_its_departement() -> None:
    """Pas-de-Calais lists no commune: any of département 62 is in, any other out."""
    territory = load_territories(FOLDER)["pas-de-calais"]
    assert territory.holds("62041", "62")
    assert not territory.holds("59139", "59")


def test_a_territory_with_a_list_holds_only_it() -> None:
    """Lille is in the Nord but not in the Caudrésis-Catésis."""
    territory = load_territories(FOLDER)["caudresis-catesis"]
    assert territory.holds("59139", "59")
    assert not territory.holds("59350", "59")


def test_an_unknown_territory_is_named_with_the_known_ones() -> None:
    """A typing error in AIDENUM_TERRITORIES says what was typed and what exists."""
    with pytest.raises(UnknownTerritoryError, match=r"pas-de-caly.*pas-de-calais"):
        choose_territories(FOLDER, ["pas-de-caly"])


@pytest.mark.parametrize("text", ["name: x\n", "slug: [", "- 1\n", ""])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    """A file that cannot be used is refused by its name, with what to do."""
    (tmp_path / "abime.yml").write_text(text, encoding="utf-8")
    with pytest.raises(TerritoryError, match=r"abime\.yml"):
        load_territories(tmp_path)


def test_unknown_keys_are_left_alone(tmp_path: Path) -> None:
    """Other rooms may add keys of their own to a territory's file."""
    (tmp_path / "a.yml").write_text("slug: a\nname: A\nhoraires: 3\n", encoding="utf-8")
    assert load_territories(tmp_path)["a"].name == "A"
