"""The register: complete, consistent with its sources file, and honest when it is damaged."""

import hashlib
from pathlib import Path

import pytest
import yaml

from directory.places.errors import GazetteerError
from directory.places.gazetteer import FOLDER, Gazetteer
from directory.places.phonetics import heard_as
from directory.places.words import glue, key, split


def test_every_commune_and_arrondissement_is_there(gazetteer: Gazetteer) -> None:
    """34,969 communes of the 2026 register and the 45 arrondissements, each once."""
    kinds = [place.kind for place in gazetteer.places]
    assert (kinds.count("c"), kinds.count("a")) == (34_969, 45)
    assert len({place.insee for place in gazetteer.places if place.kind == "c"}) == 34_969


def test_every_commune_has_a_point_in_a_french_sea_or_land(gazetteer: Gazetteer) -> None:
    """No commune stands at latitude 0, longitude 0, where missing points usually end."""
    assert not [place.name for place in gazetteer.places if abs(place.lat) + abs(place.lon) < 0.1]


def test_keys_are_those_of_the_code_that_reads_messages(gazetteer: Gazetteer) -> None:
    """The keys were written at build time: names and messages must still be filed the same way."""
    for place in gazetteer.places[::97]:
        words = split(place.name)
        assert (place.key, place.glued) == (key(place.name), glue(key(place.name)))
        assert place.heard == heard_as(words[len(words) - len(place.key.split()) :])


def test_the_files_are_those_of_the_sources_file() -> None:
    """SOURCES.yml gives the licence of each source and the checksum of each file."""
    sources = yaml.safe_load((FOLDER / "SOURCES.yml").read_text(encoding="utf-8"))
    assert all(source["licence"] and source["version"] for source in sources["sources"])
    for path in FOLDER.glob("*.gz"):
        assert sources["checksums"][path.name] == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("lat", "lon", "name"),
    [(50.125, 3.412, "Caudry"), (14.827, -61.051, "Le Lorrain"), (43.3720, 5.3540, "Marseille 15e Arrondissement")],
)
def test_a_position_is_labelled_by_the_nearest_commune(gazetteer: Gazetteer, lat: float, lon: float, name: str) -> None:
    """A browser's position needs no service: the nearest commune, or arrondissement, names it."""
    place = gazetteer.nearest_commune(lat, lon)
    assert place is not None
    assert place.name == name


def test_a_postal_code_of_marseille_is_its_arrondissement(gazetteer: Gazetteer) -> None:
    """13015 is the fifteenth, not the whole city."""
    assert [place.insee for place in gazetteer.at_postcode("13015")] == ["13215"]


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    """A truncated register is refused with its name and what to do."""
    for path in FOLDER.glob("*.gz"):
        (tmp_path / path.name).write_bytes(path.read_bytes()[: 200 if path.name == "communes.tsv.gz" else None])
    with pytest.raises(GazetteerError, match=r"communes\.tsv\.gz.*make gazetteer"):
        Gazetteer.load(tmp_path)
