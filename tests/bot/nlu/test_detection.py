"""Languages of short messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu.detection import FOLDER, detect, reader, sentences
from directory.places.gazetteer import Gazetteer

CASES = [
    (
        "fr",
        [
            "je cherche un conseiller à Caudry",
            "Caudry",
            "62400 sr sam pmr",
            "jveu 1 rdv",
            "Le Robert",
            "mi j' parle chti",
            "ok",
            "",
            "Schiltigheim",
            "Chéry-lès-Rozoy",
            "La Trinité",
            "Porto-Vecchio samedi",
            "whatsapp",
            "sr sam pmr",
            "la carte é bloké é je sé pa ki apelé",
            "jveu un rdv a la caf ki peu maidé",
            "g perdu mon mdp ameli",
        ],
    ),
    (
        "en",
        [
            "i need help with my computer",
            "someone who speaks english?",
            "where can I print",
            "my landlord keeps shouting",
        ],
    ),
    ("es", ["necesito ayuda", "¿dónde puedo imprimir?", "mi vecino no para de insultarme por el móvil"]),
    ("pt", ["onde posso imprimir", "preciso de ajuda com o computador", "a impressora da minha avó não funciona"]),
    ("it", ["ho bisogno di aiuto", "dove posso imparare a usare il computer", "la stampante di mia nonna non va più"]),
    ("de", ["Brauche Hilfe beim Drucken", "ich suche einen Kurs", "der Drucker meiner Oma streikt schon wieder"]),
    ("pl", ["szukam pomocy z komputerem", "gdzie mogę wydrukować", "drukarka mojej babci znowu się zacięła"]),
    (
        "tr",
        [
            "bilgisayar kursu arıyorum",
            "yardıma ihtiyacım var",
            "Eşimden şiddet görüyorum, yardım edin",
            "anneannemin yazıcısı yine bozuldu",
            "anneannemin yazicisi yine bozuldu",
            "şifremi unuttum",
        ],
    ),
    ("ru", ["где можно распечатать документ"]),
    ("ar", ["مرحبا", "أحتاج مساعدة"]),
    (
        "gcf",
        ["ki koté ni moun ka palé kréyol", "gen an moun ka bat mwen", "enprimant gran-manman mwen pa ka maché ankò"],
    ),
]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in CASES for text in texts])
def test_short_messages(code: str, text: str) -> None:
    """Each language is recognised in a few words; a town's name stays French."""
    assert detect(text)[0] == code


@pytest.mark.parametrize("pattern", ["{}", "je suis à {}", "{} samedi"])
def test_a_town_is_not_a_language(pattern: str) -> None:
    """The names of communes, alone or in a few French words, are French: "Sana" may be Turkish, one in two hundred at most."""
    names = sorted({place.name for place in Gazetteer.load().places})[::40]
    foreign = [name for name in names if detect(pattern.format(name))[0] != "fr"]
    assert len(names) > 500
    assert len(foreign) * 200 <= len(names), foreign


def test_no_sentence_is_in_two_languages() -> None:
    """A sentence of `data/languages` stands once, in one file."""
    files = {path.stem: sentences(path) for path in FOLDER.glob("*.yml")}
    every = [sentence for found in files.values() for sentence in found]
    assert set(files) == set(reader().tongues)
    assert all(len(found) >= 60 for found in files.values())
    assert len(set(every)) == len(every)


def test_whatever_line_is_added_is_a_sentence(tmp_path: Path) -> None:
    """ "- oui", "- 15" and "- merci: bonsoir" mean something to YAML: here they are sentences like the others."""
    (tmp_path / "sentences").mkdir()
    (tmp_path / "fr.yml").write_text("words: oui merci\n", "utf-8")
    (tmp_path / "sentences" / "fr.yml").write_text("- yes\n- 15\n- merci: bonsoir\n", "utf-8")
    assert sentences(tmp_path / "fr.yml")[:2] == ["yes", "15"]
    assert "bonsoir" in reader(tmp_path).words.rows
