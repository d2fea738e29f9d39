"""Every response and every real site, as a phone gets them: in their limit, pure GSM-7, numbers whole."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sms_rig import NOW, ROOT, plain, recorded

from bot.channels.sms.alphabet import is_gsm, parts, segments, size
from bot.channels.sms.form.compose import Composed, Composer
from bot.channels.sms.form.pages import pages
from bot.channels.sms.form.phones import PHONE, is_whole
from bot.channels.sms.model import GSM7, UCS2
from directory.clock import Clock
from directory.facts.cards import Cards
from directory.settings import Settings
from directory.texts import Texts

SHARED = ROOT.parent / "shared" / "data"
TEXTS = Texts.load(ROOT / "data" / "responses")
COMPOSER = Composer(TEXTS)
NOTICE = TEXTS.say("machine_notice", channel="sms", service="AideNum").text
PLACE = {"insee": "59139", "label": "Caudry (59)", "precision": "commune", "lat": 50.12, "lon": 3.41}
HEADS = (
    ["Près de Caudry (59) :"],
    [NOTICE, TEXTS.say("examples_notice", channel="sms").text, "Près de Saint-Étienne-au-Mont (62) :"],
    [
        "J'ai compris Montigny-en-Cambrésis (59). Sinon, envoyez votre code postal.",
        "Je n'ai rien à moins de 5 km. J'ai cherché jusqu'à 25 km.",
        "Près de Montigny :",
    ],
)


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Every site of the real files, as the contract shows it, from the importer and the finder themselves."""
    if not SHARED.exists():
        pytest.skip("../shared/data is missing")
    from sqlalchemy.orm import Session

    from directory.importer.run import import_file
    from directory.sites.search import Found
    from directory.sites.tables import Site
    from directory.view import place_view
    from directory.wiring import Directory

    settings = Settings.from_env({"AIDENUM_VAR": str(tmp_path_factory.mktemp("sites")), "AIDENUM_OFFLINE": "1"})
    house = Directory.open(settings, Clock(NOW))
    for name in ("conseillers-numeriques-2022-12.v0.json", "france-services-2022-12.csv"):
        import_file(house.engine, SHARED / name)
    with Session(house.engine) as session:
        sites = session.query(Site).order_by(Site.id).all()
        session.expunge_all()
    drawn = random.Random(20261121)
    describe = house.finder._describe  # the reports, counted one site at a time, are not the subject
    return [place_view(describe(Found(site, drawn.uniform(10, 49_000)), None, 0)) for site in sites]


def listing(views: list[dict[str, Any]], head: list[str]) -> dict[str, Any]:
    """A `places` answer for these sites."""
    lines = [
        f"{number}. {view['name']}, loin. Tel {view['phone_display']}" for number, view in enumerate(views, start=1)
    ]
    choices = [{"label": "D'autres lieux", "message": "d'autres lieux"}]
    text = "\n".join([*head, *lines])
    return plain(text, "places", places=views, choices=choices, understood={"place": PLACE})


def check(composed: Composed, most: int = 2) -> None:
    """What holds for every reply."""
    for page in composed.pages:
        assert is_gsm(page), page
        assert composed.coding == GSM7
        assert 0 < parts(page, GSM7) <= most, page
        assert is_whole(page, GSM7), page
        assert all(size(part, GSM7) <= 160 for part in segments(page, GSM7))


@pytest.mark.shared
@pytest.mark.slow
def test_three_sites_fit_in_two_messages(views: list[dict[str, Any]]) -> None:
    """Every real site, three by three, under three beginnings: in one reply of two parts, each number whole and shown."""
    for start in range(0, len(views) - 2, 3):
        three = views[start : start + 3]
        composed = COMPOSER.compose([listing(three, HEADS[start % len(HEADS)])], NOW)
        check(composed)
        assert len(composed.pages) == 1 and composed.sites == tuple(view["id"] for view in three)
        for view in three:
            assert (view["phone_display"] or "pas de tel") in composed.pages[0], (view["name"], composed.pages[0])


def fillings(view: dict[str, Any]) -> dict[str, str]:
    """What a sentence's holes are filled with for one site."""
    phone = view["phone_display"] or "03 27 70 01 02"
    address = ", ".join(filter(None, (view["address"], view["postcode"], view["commune"])))
    values = {"name": view["name"], "commune": view["commune"] or "?", "phone": phone, "place": view["commune"] or "?"}
    return values | {
        "week": view["hours_today"] or "du lundi au vendredi, de 9 h à midi",
        "mail": view["email"] or "?",
        "what": address,
    }


def sentences() -> Iterator[tuple[str, str, set[str]]]:
    """(name, text, holes) of every French sentence that an SMS may say."""
    for name in TEXTS.names():
        text = TEXTS._choose(name, "sms", "fr").text
        yield name, text, {hole for _, hole, _, _ in string.Formatter().parse(text) if hole}


@pytest.mark.shared
@pytest.mark.slow
def test_every_sentence_about_a_site_fits_for_every_site(views: list[dict[str, Any]]) -> None:
    """Each response that names a site, filled with each real site: within two parts a page, its number whole."""
    about = [text for _, text, holes in sentences() if holes & {"name", "phone"}]
    assert len(about) >= 5
    for view in views:
        values = fillings(view)
        for text in about:
            filled = text.format_map(_Holes(values))
            composed = COMPOSER.compose([plain(filled, "place")], NOW)
            check(composed)
            if "{phone}" in text:
                assert any(values["phone"] in page for page in composed.pages)


@pytest.mark.shared
@pytest.mark.slow
def test_every_site_in_full_fits(views: list[dict[str, Any]]) -> None:
    """A whole record with a long beginning: cut in pages if it must be, each within two parts, the number never cut."""
    for view in views:
        text = "\n".join(
            str(part)
            for part in (
                NOTICE,
                view["name"],
                view["address"],
                view["hours_today"],
                view["phone_display"],
                view["website"],
            )
            if part
        )
        composed = COMPOSER.compose([plain(text, "place", places=[view])], NOW)
        check(composed)
        joined = " ".join(composed.pages)
        assert not view["phone_display"] or view["phone_display"] in joined
        assert "http" not in joined and "www." not in joined


def test_every_response_fits() -> None:
    """Each sentence of data/responses, its holes filled with long values: GSM-7, two parts a page at most."""
    values = {
        "place": "Saint-Germain-de-Tallevende-la-Lande-Vaumont (14)",
        "name": "Médiathèque intercommunale « L'Œil écoute »",
    }
    for _name, text, _ in sentences():
        check(COMPOSER.compose([plain(text.format_map(_Holes(values)))], NOW, notice=NOTICE))


def test_every_card_fits() -> None:
    """Each fact card: two parts a page; safety is never cut, and stays within four parts."""
    for card in Cards.load(ROOT / "data" / "facts"):
        kind = "safety" if card.kind == "safety" else "explain"
        composed = COMPOSER.compose([plain(card.text("sms"), kind, topic=card.slug)], NOW, notice=NOTICE)
        check(composed, most=4 if kind == "safety" else 2)
        if kind == "safety":
            assert len(composed.pages) == 1
            assert not composed.pages[0].startswith("Ici AideNum"), "the first line is an action"


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests" / "payloads" / "answers").glob("*.json")), ids=lambda path: path.stem
)
def test_every_kind_of_the_contract_fits(path: Path) -> None:
    """Each recorded answer of the contract becomes a reply within its limit."""
    answer = recorded(path.stem)
    composed = COMPOSER.compose([answer], NOW)
    if answer["lang"] == "ar":
        assert composed.coding == UCS2
        assert all(parts(page, UCS2) <= 4 for page in composed.pages)
    else:
        check(composed, most=4 if path.stem == "safety" else 2)


@given(st.text(st.characters(codec=None), min_size=1, max_size=900), st.sampled_from([1, 2, 3, 4]))
def test_any_text_is_paged(text: str, most: int) -> None:
    """Whatever is said, in any script: pages within their parts."""
    composed = Composer(TEXTS, most=most).compose([plain(text or "?")], NOW)
    limit = most if composed.coding == GSM7 else 4
    assert all(parts(page, composed.coding) <= limit for page in composed.pages)
    assert composed.coding == UCS2 or all(is_gsm(page) for page in composed.pages)


_GROUPS = st.lists(st.integers(0, 99).map("{:02}".format), min_size=5, max_size=5).map(" ".join)


@given(st.lists(st.text("abc éà€[.", max_size=60) | _GROUPS.map("Tel {}.".format), min_size=1, max_size=30))
def test_numbers_are_never_cut(pieces: list[str]) -> None:
    """Numbers anywhere in a long text: each is whole, in one page and in one part."""
    text = " ".join(" ".join(pieces).split()) or "?"
    cut = pages(text, GSM7, 2, lambda page, count: f"({page}/{count}) SUITE")
    assert all(is_whole(page, GSM7) and parts(page, GSM7) <= 2 for page in cut)
    bodies = [re.sub(r"\n *\(\d+/\d+\) SUITE$", "", page) for page in cut]
    assert "".join("".join(bodies).split()) == "".join(text.split())
    found = [match[0] for body in bodies for match in PHONE.finditer(body)]
    assert found == [match[0] for match in PHONE.finditer(text)]


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("Vous pouvez prendre rendez-vous sur https://exemple.fr/a", "Vide."),
        ("Appelez. Site : www.exemple.fr", "Appelez.\nVide."),
        ("Le site https://exemple.fr aide.", "Le site aide.\nVide."),
        ("Tel 03 88 00 61 03, site www.exemple.fr", "Tel 03 88 00 61 03, site\nVide."),
    ],
)
def test_a_sentence_that_only_led_to_a_link_goes_with_it(said: str, sent: str) -> None:
    """Nothing is left hanging."""
    assert COMPOSER.compose([plain(f"{said}\nVide.")], NOW).pages[0] == sent


def test_links_are_not_sent() -> None:
    """No address by default: it is dropped, or spoken when it is a name; an account may allow them."""
    text = (
        "Voyez https://exemple.fr/x?y=1\nFiche d'accessibilité : https://exemple.fr/a\nJour et nuit : 17cyber.gouv.fr."
    )
    page = COMPOSER.compose([plain(text)], NOW).pages[0]
    assert "http" not in page and "accessibilité" not in page and "17cyber point gouv point fr" in page
    assert "17cyber.gouv.fr" in Composer(TEXTS, links=True).compose([plain(text)], NOW).pages[0]


def test_arabic_is_answered_in_arabic() -> None:
    """An Arabic answer goes in UCS-2, its sites too, in at most four parts."""
    views = recorded("places")["places"]
    said = plain(
        "إليك 3 أماكن قرب Caudry:\n1. a\n2. b\n3. c", "places", lang="ar", places=views, understood={"place": PLACE}
    )
    composed = COMPOSER.compose([said], NOW)
    assert composed.coding == UCS2
    assert all(parts(page, UCS2) <= 4 and is_whole(page, UCS2) for page in composed.pages)
    assert "03 53 01 00 11" in composed.pages[0]


def test_a_question_shows_its_choices_with_digits() -> None:
    """Several towns: one digit each, and the words to answer."""
    composed = COMPOSER.compose([recorded("clarify_place")], NOW)
    choices = recorded("clarify_place")["choices"]
    assert composed.messages == tuple(choice["message"] for choice in choices)
    assert all(f"\n{number} " in composed.pages[0] for number in range(1, len(choices) + 1))
    assert composed.pages[0].endswith("Répondez 1, 2, 3 ou 4.")


def test_free_choices_only() -> None:
    """After an answer that is no question, choices are shown only when they cost no part more."""
    choices = [{"label": "Trouver un conseiller", "message": "je cherche un conseiller"}]
    short, long = plain("Oui.", "explain", choices=choices), plain("Oui. " * 30, "explain", choices=choices)
    assert "1 Trouver" in COMPOSER.compose([short], NOW).pages[0]
    assert "1 Trouver" not in COMPOSER.compose([long], NOW).pages[0]
    assert COMPOSER.compose([long], NOW).messages == ()


class _Holes(dict[str, str]):
    """A long value for every hole that has none."""

    def __missing__(self, hole: str) -> str:
        return {"digits": "1, 2 ou 3", "digit": "3", "page": "1", "pages": "2", "km": "12,5"}.get(
            hole, f"valeur de {hole}"
        )
