"""The chat page without JavaScript: form, answer, resume, erase, quick exit, refusals."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from starlette.testclient import TestClient

from tools.cardboard import PAYLOADS, Cardboard, application, payload


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the page's form."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def post(client: TestClient, **fields: str) -> str:
    """Send the page's own form with `fields`, as a browser does; the page that follows."""
    form = hidden(client.get("/").text)
    return client.post("/chat", data={**form, **fields}, follow_redirects=True).text


def test_opening_stores_nothing(client: TestClient) -> None:
    """The page says that a machine answers, and sets no cookie before the first message."""
    for path in ("/", "/chat"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
        assert "Une machine vous répond" in answer.text


def test_whole_journey(client: TestClient) -> None:
    """From the question to the site's phone, by form alone: the town is asked, the sites come as cards."""
    assert "Dans quelle commune" in post(client, message="je cherche un conseiller numérique")
    page = post(client, message="Caudry")
    assert page.index("Dans quelle commune") < page.index("Médiathèque de la Dentelle")
    assert '<a href="tel:+33353010011">' in page
    assert "à 350 m à vol d&#39;oiseau" in page
    assert "Ouvert jusqu&#39;à 17 h" in page
    assert "mise à jour le 14 septembre 2026" in page
    assert 'name="choice" value="d&#39;autres lieux"' in page


def test_redirect_after_post(client: TestClient) -> None:
    """Once the browser has shown its cookie, a post is followed by a redirect to the newest answer."""
    post(client, message="bonjour")
    form = hidden(client.get("/").text)
    answer = client.post("/chat", data={**form, "message": "Caudry"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/chat#derniere"


def test_without_cookies(client: TestClient, house: Cardboard) -> None:
    """In a frame where cookies are blocked, the token in the form carries the whole conversation."""
    page = client.get("/chat").text
    for words in ("bonjour", "Caudry"):
        client.cookies.clear()
        page = client.post("/chat", data={**hidden(page), "message": words}).text
    assert len(house.said) == 1
    assert "Dans quelle commune" in page
    assert "Médiathèque de la Dentelle" in page


def test_cookie_is_fenced(client: TestClient) -> None:
    """The session cookie cannot be read by a script nor sent by another site."""
    cookie = client.post("/chat", data={"message": "bonjour"}).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_cookie_alone_sends_nothing(client: TestClient, house: Cardboard) -> None:
    """A forged form without the page's token never speaks in the victim's conversation."""
    post(client, message="bonjour")
    client.post("/chat", data={"message": "je suis un intrus"})
    assert len(house.said) == 2


@pytest.mark.parametrize(
    "headers", [{"origin": "https://ailleurs.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_other_sites_are_refused(client: TestClient, house: Cardboard, headers: dict[str, str]) -> None:
    """A post that a browser says comes from another site is refused, and nothing is said."""
    answer = client.post("/chat", data={"message": "bonjour"}, headers=headers)
    assert answer.status_code == 403
    assert "vient d&#39;un autre site" in answer.text
    assert not house.received


def test_same_form_sent_twice_is_one_message(client: TestClient, house: Cardboard) -> None:
    """Reloading the page of an answer sends the form again: nothing happens twice."""
    form = {**hidden(client.get("/").text), "message": "Caudry"}
    client.post("/chat", data=form)
    client.post("/chat", data=form)
    assert len(house.received) == 1


def test_back_then_another_choice_is_another_message(client: TestClient, house: Cardboard) -> None:
    """After Back, the old form with other words is a new message, not a retry."""
    form = hidden(client.get("/").text)
    client.post("/chat", data={**form, "choice": "bonjour"})
    client.post("/chat", data={**form, "choice": "Caudry"})
    assert [message.text for message in house.received] == ["bonjour", "Caudry"]


@pytest.mark.parametrize("kind", sorted(path.stem for path in PAYLOADS.glob("*.json")))
def test_every_kind_is_shown(client: TestClient, kind: str) -> None:
    """Whatever its kind, an answer's words, sites and choices are all on the page."""
    page = unescape(post(client, message=f"#{kind}"))
    answer = payload(kind)
    assert page.count('class="card"') == len(answer["places"])
    for choice in answer["choices"]:
        assert f">{choice['label']}</button>" in page
    assert f'lang="{answer["lang"]}"' in page


def test_data_is_never_markup(client: TestClient) -> None:
    """Names from the directory and words from the person are text, whatever they hold."""
    page = post(client, message="<script>alert(1)</script> #places")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "Espace &lt;b&gt;public&lt;/b&gt; &amp; numérique" in page


def test_safety_comes_first_and_can_be_dialled(client: TestClient) -> None:
    """A safety answer stands out and its numbers can be tapped."""
    page = post(client, message="#safety")
    assert 'class="answer urgent"' in page
    assert '<a href="tel:17">17</a>' in page
    assert '<a href="tel:+33805805817">0 805 805 817</a>' in page


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"message": "   "}, 422, "Écrivez votre question"),
        ({"message": "a" * 1001}, 413, "trop long"),
        ({"message": "a" * 20_000}, 413, "trop long"),
        ({"message": "bonjour", "lat": "nord", "lon": "3"}, 422, "pas pu être lu"),
        ({"message": "bonjour", "lat": "123", "lon": "3"}, 422, "pas pu être lu"),
        ({"message": "#panne"}, 503, "Une panne"),
    ],
)
def test_bad_input(client: TestClient, fields: dict[str, str], status: int, sentence: str) -> None:
    """What cannot be taken gives a status, a sentence, the same page, and no stack trace."""
    answer = client.post("/chat", data=fields)
    assert answer.status_code == status
    assert sentence in answer.text
    assert 'role="alert"' in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(("content", "kind"), [(b"{}", "application/json"), (b"x", "multipart/form-data"), (b"x", "")])
def test_wrong_content_type(client: TestClient, content: bytes, kind: str) -> None:
    """Only a form is a form."""
    assert client.post("/chat", content=content, headers={"content-type": kind}).status_code == 415


def test_bytes_that_are_no_text(client: TestClient) -> None:
    """A form that is not UTF-8 is refused with a sentence."""
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/chat", content=b"message=%ff%fe", headers=kind).status_code == 422


def test_a_fault_keeps_the_text_and_gives_a_phone(client: TestClient) -> None:
    """When the house is down, the words stay in the field and a phone number is there."""
    page = client.post("/chat", data={"message": "aide #panne à Arras"}).text
    assert "aide #panne à Arras</textarea>" in page
    assert "01 99 00 12 34" in page


def test_too_many_messages(client: TestClient, house: Cardboard) -> None:
    """Over the limit: an apology with the time to wait, the text kept, and Retry-After."""
    house.wait = 12
    answer = client.post("/chat", data={"message": "Caudry"})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "12")
    assert "Patientez 12 secondes" in answer.text
    assert "Caudry</textarea>" in answer.text


def test_erase(client: TestClient, house: Cardboard) -> None:
    """« Effacer » forgets the conversation at once, says so, and takes the cookie back."""
    post(client, message="Caudry")
    form = hidden(client.get("/").text)
    answer = client.post("/effacer", data=form)
    assert answer.headers["location"] == "/chat?efface=1"
    assert not house.said
    page = client.get("/chat?efface=1").text
    assert "La conversation est effacée." in page
    assert "Dentelle" not in page


def test_quick_exit_without_script(client: TestClient, house: Cardboard) -> None:
    """« Quitter vite » is a link: it erases the conversation and goes to the neutral site."""
    page = post(client, message="#safety")
    assert 'href="/quitter"' in page
    answer = client.get("/quitter", headers={"sec-fetch-site": "same-origin"})
    assert (answer.status_code, answer.headers["location"]) == (303, house.settings.exit_url)
    assert not house.said


def test_quick_exit_from_elsewhere_erases_nothing(client: TestClient, house: Cardboard) -> None:
    """Another site that leads to the exit cannot erase a conversation."""
    post(client, message="bonjour")
    client.get("/quitter", headers={"sec-fetch-site": "cross-site"})
    assert house.said


def test_restart_keeps_the_session(client: TestClient, house: Cardboard) -> None:
    """A token signed before a restart still names its conversation; one of another key starts a new one."""
    post(client, message="bonjour")
    form = hidden(client.get("/").text)
    with TestClient(application(Cardboard(house.settings)), cookies=client.cookies) as again:
        assert again.post("/chat", data={**form, "message": "Caudry"}).status_code == 200
    with TestClient(application(Cardboard(house.settings, secret="autre"))) as other:
        assert "Dentelle" in other.post("/chat", data={**form, "message": "Caudry"}).text


def test_language_and_direction(client: TestClient, house: Cardboard) -> None:
    """The language picked is the page's, stays with the form, and goes with the message."""
    page = client.get("/chat?lang=ar").text
    assert '<html lang="ar" dir="rtl">' in page
    client.post("/chat", data={**hidden(page), "message": "Caudry"})
    assert house.received[-1].lang == "ar"
    assert '<html lang="fr"' in client.get("/chat?lang=xx").text


def test_simpler(client: TestClient, house: Cardboard) -> None:
    """« Plus simple » asks the last answer again in simple words, and later answers stay simple."""
    page = post(client, message="#explain")
    page = client.post("/chat", data={**hidden(page), "rephrase": "1"}, follow_redirects=True).text
    assert house.received[-1].simpler
    client.post("/chat", data={**hidden(page), "message": "Caudry"})
    assert house.received[-1].simpler


def test_human_help_is_always_there(client: TestClient) -> None:
    """The way to a person stands in the same place on every page, before the conversation."""
    pages = [client.get("/").text, post(client, message="Caudry"), client.post("/chat", data={"message": " "}).text]
    for page in pages:
        assert page.index('href="tel:+33199001234"') < page.index('role="log"')


def test_json_for_the_script(client: TestClient) -> None:
    """The script gets the same turn, ready to be drawn, and the session's token."""
    answer = client.post("/chat", data={"message": "Caudry"}, headers={"accept": "application/json"}).json()
    assert next(card["name"] for card in answer["turn"]["answers"][0]["cards"]) == "Médiathèque de la Dentelle"
    client.cookies.clear()
    again = client.post("/chat/reprise", data={"session": answer["session"]}).json()
    assert again["turns"][0]["you"] == "Caudry"


def test_json_refusals(client: TestClient) -> None:
    """The script is told why in the contract's shape."""
    error = client.post("/chat", data={"message": ""}, headers={"accept": "application/json"}).json()["error"]
    assert (error["code"], bool(error["message"])) == ("empty", True)


@pytest.mark.parametrize(
    ("name", "title"), [("donnees", "Vos données"), ("accessibilite", "Accessibilité : non conforme")]
)
def test_notices(client: TestClient, name: str, title: str) -> None:
    """Data and accessibility notices are one press away, filled in with the deployment's own values."""
    assert f'href="/pages/{name}"' in client.get("/").text
    page = client.get(f"/pages/{name}").text
    assert f"<h1>{title}</h1>" in page
    assert "01 99 00 12 34" in page
    assert client.get("/pages/inconnue").status_code == 404


def test_behind_a_proxy_that_hides_our_name(house: Cardboard) -> None:
    """An old browser names the public address as the form's origin: it is ours when the settings say so."""
    house.settings = replace(house.settings, public_url="https://aide.valbrume.example")
    with TestClient(application(house)) as client:
        headers = {"origin": "https://aide.valbrume.example"}
        assert client.post("/chat", data={"message": "bonjour"}, headers=headers).status_code == 200
        assert client.post("/chat", data={"message": "x"}, headers={"origin": "https://x.example"}).status_code == 403
