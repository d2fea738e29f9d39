"""The JSON interface: the main job, the contract's shape, sessions, retries."""

from __future__ import annotations

import json
from typing import Any

from starlette.testclient import TestClient

from directory.answers import KINDS

ANSWER_FIELDS = {"v", "kind", "text", "topic", "places", "choices", "understood", "sources", "lang"}
PLACE_FIELDS = set(
    "id name address postcode commune insee lat lon distance_m phone phone_display email website appointment_url hours_osm "
    "open hours_today next_change services publics special_care cost access support programmes itinerant source updated_on "
    "stale".split()
)


def post(client: TestClient, **body: Any) -> Any:
    """Post one message."""
    return client.post("/api/messages", json=body)


def test_the_main_job(say) -> None:  # type: ignore[no-untyped-def]
    """A sentence with a need and a town gives the nearest sites, with what is needed to go there."""
    (answer,) = say("je cherche un conseiller numérique à Caudry")
    assert answer["kind"] == "places"
    assert answer["understood"]["place"]["insee"] == "59139"
    assert 1 <= len(answer["places"]) <= 3
    distances = [place["distance_m"] for place in answer["places"]]
    assert distances == sorted(distances)
    assert all("Conseillers numériques" in place["programmes"] for place in answer["places"])
    first = answer["places"][0]
    assert first["name"] in answer["text"]
    assert first["phone_display"] in answer["text"]


def test_every_answer_has_the_contracts_shape(say) -> None:  # type: ignore[no-untyped-def]
    """Every field of contract version 1 is there, whatever the kind."""
    for message in ("bonjour", "à Caudry", "c'est quoi Pix ?", "leur numéro ?", "merci", "effacer"):
        for answer in say(message):
            assert set(answer) >= ANSWER_FIELDS
            assert answer["kind"] in KINDS
            assert answer["v"] == 1
            assert all(set(place) >= PLACE_FIELDS for place in answer["places"])
            assert all(set(choice) == {"label", "message"} for choice in answer["choices"])


def test_the_first_answer_says_that_a_machine_answers(say) -> None:  # type: ignore[no-untyped-def]
    """Said once, at the first answer of a conversation, whatever was asked."""
    assert "robot" in say("où apprendre la tablette ?")[0]["text"]
    assert "robot" not in say("à Lens")[0]["text"]


def test_examples_are_said_to_be_examples(say) -> None:  # type: ignore[no-untyped-def]
    """Every answer built on example sites says that they are invented."""
    for message in ("un atelier à Arras", "le numéro du premier ?", "parler à quelqu'un"):
        assert "exemples inventés" in say(message)[0]["text"]


def test_a_conversation_keeps_its_town(say) -> None:  # type: ignore[no-untyped-def]
    """The town given once serves the following questions."""
    say("je suis à Arras")
    assert say("je voudrais imprimer un papier")[0]["understood"]["place"]["insee"] == "62041"


def test_without_a_town_it_is_asked(say) -> None:  # type: ignore[no-untyped-def]
    """One question, and the answer to it is enough."""
    assert say("je cherche quelqu'un pour m'aider avec l'ordinateur")[0]["kind"] == "ask_place"
    assert say("Lens")[0]["kind"] == "places"


def test_more_results_are_new(say) -> None:  # type: ignore[no-untyped-def]
    """« d'autres lieux » never repeats a site."""
    first = {place["id"] for place in say("de l'aide numérique à Marseille")[0]["places"]}
    others = {place["id"] for place in say("d'autres lieux")[0]["places"]}
    assert first
    assert others
    assert not first & others


def test_details_of_the_nth_site(say) -> None:  # type: ignore[no-untyped-def]
    """The second of the list is the one whose phone is given."""
    places = say("de l'aide numérique à Marseille")[0]["places"]
    (answer,) = say("le numéro du deuxième ?")
    assert answer["kind"] == "place"
    assert answer["places"][0]["id"] == places[1]["id"]


def test_erasing_forgets_the_town(say) -> None:  # type: ignore[no-untyped-def]
    """After « effacez tout », the town is unknown again."""
    say("un conseiller numérique à Caudry")
    assert say("effacez tout")[0]["kind"] == "erased"
    (answer,) = say("je cherche de l'aide pour internet")
    assert answer["kind"] == "ask_place"
    assert answer["understood"]["place"] is None


def test_a_homonym_is_asked_back(say) -> None:  # type: ignore[no-untyped-def]
    """Several towns of that name: a question with at most four towns, answered by the département's number."""
    (answer,) = say("de l'aide à Saint-Denis")
    assert answer["kind"] == "clarify_place"
    assert 2 <= len(answer["choices"]) <= 5
    assert say("93")[0]["understood"]["place"]["insee"] == "93066"


def test_a_slash_reaches_no_intent(say) -> None:  # type: ignore[no-untyped-def]
    """« /erase » typed by a person is text, not a command to Rasa."""
    say("un conseiller numérique à Caudry")
    for message in ("/action_erase", "/nlu_fallback", '/inform{"place": "x"}', " /scam_in_progress", "//greet"):
        assert say(message)[0]["kind"] not in ("safety", "erased")
    assert say("d'autres lieux")[0]["understood"]["place"]["insee"] == "59139"


def test_a_caller_cannot_pick_a_session(client: TestClient) -> None:
    """An unknown session is replaced by a new one, never accepted."""
    taken = post(client, message="à Caudry").json()["session"]
    forged = post(client, message="et le samedi ?", session="default").json()
    assert forged["session"] not in ("default", taken)
    assert forged["answers"][0]["understood"]["place"] is None


def test_a_retry_gets_the_same_answers_and_nothing_happens_twice(client: TestClient) -> None:
    """The same message id in the same session: the same answers, and the conversation has not moved."""
    session = post(client, message="de l'aide numérique à Marseille").json()["session"]
    first = post(client, message="d'autres lieux", session=session, message_id="m1").json()["answers"]
    again = post(client, message="d'autres lieux", session=session, message_id="m1").json()["answers"]
    assert first == again
    third = post(client, message="d'autres lieux", session=session, message_id="m2").json()["answers"]
    assert third != first


def test_a_position_goes_straight_to_the_search(client: TestClient) -> None:
    """The browser's position is the point of the search, named by the gazetteer."""
    answer = post(client, message="de l'aide près d'ici", lat=50.1256, lon=3.4119).json()["answers"][0]
    assert answer["kind"] == "places"
    assert answer["understood"]["place"]["precision"] == "position"
    assert answer["understood"]["place"]["insee"] == "59139"


def test_nothing_personal_reaches_the_database(client: TestClient, house, settings) -> None:  # type: ignore[no-untyped-def]
    """A phone, a mail and a card number sent in a message are nowhere in the database's files."""
    secret = "mon tel 06 12 34 56 78, mail jeanne.dupont@exemple.fr, carte 4970 1012 3456 7890, je suis à Caudry"
    post(client, message=secret)
    written = b"".join(path.read_bytes() for path in settings.var_folder.glob("aidenum.sqlite3*"))
    for part in (b"34 56 78", b"jeanne.dupont", b"1012 3456"):
        assert part not in written


def test_search_without_dialogue(client: TestClient) -> None:
    """`GET /api/places` understands one box of words, and says what it understood."""
    found = client.get("/api/places", params={"q": "seniors caudry", "limit": 5}).json()
    assert found["understood"]["place"]["insee"] == "59139"
    assert found["understood"]["filters"]["publics"] == ["Seniors"]
    assert 1 <= len(found["places"]) <= 5
    one = client.get(f"/api/places/{found['places'][0]['id']}").json()
    assert one["name"] == found["places"][0]["name"]
    assert set(one) >= PLACE_FIELDS


def test_an_unknown_site_is_a_404(client: TestClient) -> None:
    """The error has the contract's shape."""
    response = client.get("/api/places/nulle-part")
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "unknown_place"


def test_health_and_figures(client: TestClient) -> None:
    """The process answers, can work, and counts answers by kind without a word of anybody."""
    post(client, message="bonjour je suis Jeanne")
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").json() == {"status": "ok"}
    figures = client.get("/metrics").text
    assert 'aidenum_answers_total{channel="web",kind="greeting"}' in figures
    assert "Jeanne" not in figures


def test_rasas_rest_channel(client: TestClient) -> None:
    """Rasa's usual shape, the whole answer in `custom`; no sender is an error, not everybody's conversation."""
    (message,) = client.post("/webhooks/rest/webhook", json={"sender": "ana", "message": "c'est quoi Pix ?"}).json()
    assert message["recipient_id"] == "ana"
    assert message["text"] == message["custom"]["text"]
    assert message["custom"]["topic"] == "pix"
    assert client.post("/webhooks/rest/webhook", json={"message": "bonjour"}).status_code == 400


def test_json_of_any_kind_never_breaks_the_server(client: TestClient) -> None:
    """Emoji, right-to-left marks, NUL, lone surrogates, markup, template braces: an answer, always."""
    for text in (
        "🙂",
        "\u202eabc",
        "a\x00b",
        "<script>alert(1)</script>",
        "{place}",
        "%s",
        "'; DROP TABLE sites;--",
        "ﷺ" * 300,
    ):
        response = post(client, message=text)
        assert response.status_code == 200, text
        assert response.json()["answers"]
    lone = client.post(
        "/api/messages", content=json.dumps({"message": "\ud800 bonjour"}), headers={"Content-Type": "application/json"}
    )
    assert lone.status_code == 200
