"""The alphabet of SMS: exact, meaning-safe, and never a pair cut in two."""

from __future__ import annotations

import gsm0338
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.sms.alphabet import capacity, gsm, is_gsm, parts, segments, size, tidy, wants_ucs2
from bot.channels.sms.model import GSM7, UCS2

CODEC = gsm0338.Codec()
ANY_TEXT = st.text(st.characters(codec=None), max_size=700)


def septets(text: str) -> int:
    """The length by an independent codec."""
    return len(CODEC.encode(text)[0])


@given(ANY_TEXT)
def test_everything_becomes_gsm7(text: str) -> None:
    """Whatever Unicode holds, lone surrogates included, what is left is GSM-7 and the independent codec takes it."""
    written = gsm(text)
    assert is_gsm(written)
    assert septets(written) == size(written, GSM7)
    assert gsm(written) == written


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("Médiathèque de Nîmes… l’Hôtel-Dieu : ça ouvre", "Médiathèque de Nimes... l'Hotel-Dieu : ca ouvre"),
        ("« Où ? » — à 1ᵉʳ étage, n° 5, ½ m², œuf", '" Où ? " - à 1er étage, no 5, 1/2 m2, oeuf'),
        ("ÉCOLE À CÔTÉ, Ÿ, Œ", "ÉCOLE A COTÉ, Y, Oe"),
        ("10 € [ok] {a} ~ ^ | \\", "10 € [ok] {a} ~ ^ | \\"),
        ("Łódź, Ağrı, São Tomé, ſ, ﬁ", "Lodz, Agri, Sao Tomé, s, fi"),
        ("e\u0301te\u0301", "été"),
        ("nbsp\u00a0fine\u202fpas\u200bzéro", "nbsp fine paszéro"),
        ("bravo 🎉👍🏽 !", "bravo  !"),
    ],
)
def test_french_stays_readable(written: str, sent: str) -> None:
    """é è à ù are kept; what GSM-7 lacks becomes the nearest plain character."""
    assert gsm(written) == sent


@pytest.mark.parametrize(
    ("text", "count"),
    [("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("€" * 80, 1), ("€" * 81, 2), ("", 1)],
)
def test_gsm7_parts(text: str, count: int) -> None:
    """160 in one, 153 in each of several; an extension character counts two."""
    assert parts(text, GSM7) == count


def test_an_escape_pair_is_never_cut() -> None:
    """152 letters then €: the pair goes whole to the second part."""
    cut = segments("a" * 152 + "€" + "b" * 20, GSM7)
    assert [part[-1] for part in cut] == ["a", "b"]
    assert cut[1].startswith("€")


@pytest.mark.parametrize(
    ("text", "count"), [("م" * 70, 1), ("م" * 71, 2), ("م" * 134, 2), ("😀" * 35, 1), ("😀" * 36, 2)]
)
def test_ucs2_parts(text: str, count: int) -> None:
    """70 in one, 67 in each of several; an emoji counts two."""
    assert parts(text, UCS2) == count


@given(ANY_TEXT, st.sampled_from([GSM7, UCS2]))
def test_segments_lose_nothing_and_fit(text: str, coding: str) -> None:
    """Parts joined are the text; each fits; neither an escape nor a surrogate pair is shared."""
    ready = gsm(text) if coding == GSM7 else tidy(text)
    cut = segments(ready, coding)
    assert "".join(cut) == ready
    room = capacity(1, coding) if len(cut) == 1 else capacity(2, coding) // 2
    assert all(size(part, coding) <= room for part in cut)
    if coding == UCS2:
        assert all(len(part.encode("utf-16-le")) // 2 == size(part, UCS2) for part in cut)


def test_another_script_is_known_by_its_letters() -> None:
    """Arabic and Cyrillic want UCS-2; French with a foreign name does not."""
    assert wants_ucs2("في أي مدينة أنت؟")
    assert wants_ucs2("Где вы?")
    assert not wants_ucs2("Dans quelle ville êtes-vous ? (مرحبا)")
    assert not wants_ucs2("59540")
