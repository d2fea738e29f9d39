"""Languages of short messages."""

from __future__ import annotations

import pytest

from bot.nlu.detection import detect

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
        ],
    ),
    ("en", ["i need help with my computer", "someone who speaks english?", "where can I print"]),
    ("es", ["necesito ayuda", "¿dónde puedo imprimir?"]),
    ("pt", ["onde posso imprimir", "preciso de ajuda com o computador"]),
    ("it", ["ho bisogno di aiuto", "dove posso imparare a usare il computer"]),
    ("de", ["Brauche Hilfe beim Drucken", "ich suche einen Kurs"]),
    ("pl", ["szukam pomocy z komputerem", "gdzie mogę wydrukować"]),
    ("tr", ["bilgisayar kursu arıyorum", "yardıma ihtiyacım var"]),
    ("ru", ["где можно распечатать документ"]),
    ("ar", ["مرحبا", "أحتاج مساعدة"]),
    ("gcf", ["ki koté ni moun ka palé kréyol", "gen an moun ka bat mwen"]),
]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in CASES for text in texts])
def test_short_messages(code: str, text: str) -> None:
    """Each language is recognised in a few words; a town's name stays French."""
    assert detect(text)[0] == code
