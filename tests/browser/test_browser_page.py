"""The chat page in a browser: keyboard, announcements, failures that lose nothing, privacy, equality with the plain page."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tools.browser import LocalServer
from tools.cardboard import Cardboard

Ask = Callable[[str], None]
KINDS = ("places", "place", "clarify_place", "explain", "safety", "language", "error")  # every element there is
COUNT_LOG = """() => {
  window.grown = 0;
  new MutationObserver((changes) => { if (changes.some((change) => change.addedNodes.length)) window.grown += 1; })
    .observe(document.getElementById("log"), {childList: true, subtree: true});
}"""


def focused(page: Page) -> str:
    """The id of the element that has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def test_whole_journey_by_keyboard(page: Page) -> None:
    """Tab reaches the skip link first, then the field; Enter sends; the focus stays in the field."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "message"
    page.keyboard.type("aide à Caudry")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(3)
    assert focused(page) == "message"
    assert page.input_value("#message") == ""


def test_every_control_is_reached_by_tab(page: Page, ask: Ask) -> None:
    """Nothing that can be pressed is out of the keyboard's reach, and nothing traps it."""
    ask("Caudry")
    pressable = "document.querySelectorAll('a[href], button:not([hidden]), textarea, summary')"
    visible = f"Array.from({pressable}).filter((element) => element.checkVisibility())"
    page.evaluate(f"{visible}.forEach((element, index) => element.dataset.n = index); document.activeElement.blur()")
    count = page.evaluate(f"{visible}.length")
    seen = set()
    for _ in range(count + 5):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.dataset.n"))
    assert {str(number) for number in range(count)} <= seen


def test_an_answer_is_told_once(page: Page) -> None:
    """The live region grows once for an answer, whose start comes on screen; the focus is not moved."""
    page.evaluate(COUNT_LOG)
    page.fill("#message", "Caudry")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(3)
    assert page.evaluate("window.grown") == 1
    expect(page.locator(".answer").last).to_be_in_viewport()
    assert page.locator(".answer").last.bounding_box()["y"] >= 0  # type: ignore[index]


def test_waiting_is_said(page: Page) -> None:
    """While the answer is sought, the status says so, the button says it is busy, and the text stays."""
    page.fill("#message", "#lent Caudry")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Je cherche. Un instant.", timeout=500)
    assert page.get_attribute(".send", "aria-disabled") == "true"
    assert page.input_value("#message") == "#lent Caudry"
    expect(page.locator(".card")).to_have_count(3)
    expect(page.locator("#status")).to_be_empty()


def test_server_killed_in_the_middle_keeps_the_text(page: Page, server: LocalServer, house: Cardboard) -> None:
    """The server dies while it answers: an alert, the text kept; once it is back, « Réessayer » gives the answer."""
    page.fill("#message", "#lent Caudry")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).not_to_be_empty()
    server.stop()
    expect(page.locator("#alert")).to_contain_text("Votre message est gardé.")
    assert page.input_value("#message") == "#lent Caudry"
    server.start()
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator(".card")).to_have_count(3)
    expect(page.locator("#alert")).to_be_empty()
    assert page.locator(".you").count() == 1


def test_a_fault_is_told_with_a_phone(page: Page) -> None:
    """When the house is down, the alert says so, gives a number, and keeps the text."""
    page.fill("#message", "#panne")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("01 99 00 12 34")
    assert page.input_value("#message") == "#panne"


def test_too_many_messages_keep_the_text(page: Page, house: Cardboard) -> None:
    """Over the limit: how long to wait, and the text is still there to be sent again."""
    house.wait = 9
    page.fill("#message", "Caudry")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Patientez 9 secondes")
    house.wait = 0
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator(".card")).to_have_count(3)


def test_offline_is_said_and_loses_nothing(page: Page) -> None:
    """Without network the page says so; when it is back, the kept text can be sent."""
    page.fill("#message", "Caudry")
    page.context.set_offline(True)
    expect(page.get_by_role("alert")).to_contain_text("plus connecté")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("gardé")
    assert page.input_value("#message") == "Caudry"
    page.context.set_offline(False)
    expect(page.locator("#status")).to_have_text("La connexion est revenue.")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(3)


def test_nothing_typed(page: Page) -> None:
    """An empty message is not sent: the alert says what to do and the field has the focus."""
    page.click(".send")
    expect(page.get_by_role("alert")).to_have_text("Écrivez votre question, puis touchez « Envoyer ».")
    assert focused(page) == "message"


def test_counter(page: Page) -> None:
    """The field takes 500 characters, says how many are left, and speaks up near the end only."""
    page.fill("#message", "a" * 399)
    expect(page.locator("#hint")).to_contain_text("Il reste 101 caractères.")
    expect(page.locator("#status")).to_be_empty()
    page.locator("#message").press_sequentially("b" * 1)
    expect(page.locator("#status")).to_have_text("Il reste 100 caractères.")
    page.locator("#message").press_sequentially("c" * 120)
    assert len(page.input_value("#message")) == 500


def test_reload_and_restart_resume(page: Page, ask: Ask, server: LocalServer) -> None:
    """After a reload, even with a restart of the server in between, the conversation is there and goes on."""
    ask("bonjour")
    server.stop()
    server.start()
    page.reload()
    expect(page.locator(".you")).to_have_count(1)
    ask("Caudry")
    expect(page.locator(".you")).to_have_count(2)


def test_choices_stay_and_send_their_words(page: Page, ask: Ask, house: Cardboard) -> None:
    """A choice sends its words; it keeps the focus and stays pressable although an answer follows."""
    ask("#clarify_place")
    choice = page.get_by_role("button", name="Saint-Denis (93)").first
    choice.click()
    expect(page.locator(".you").last).to_contain_text("Saint-Denis 93")
    expect(choice).to_be_focused()
    assert house.received[-1].text == "Saint-Denis 93"


def test_only_our_own_server_is_spoken_to(page: Page, ask: Ask, server: LocalServer) -> None:
    """From opening to cards, map included, no request leaves for another origin, and the policy refuses nothing."""
    asked: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.reload()
    ask("Caudry")
    page.get_by_role("button", name="Voir sur une carte").click()
    expect(page.locator(".plan .pin")).to_have_count(3)
    assert not [address for address in asked if not address.startswith((server.address, "data:"))]
    assert not refused


def test_nothing_is_stored_before_the_first_message(page: Page, ask: Ask) -> None:
    """Opening stores nothing; the first message brings one cookie, which no script can read."""
    stored = "[document.cookie, localStorage.length, sessionStorage.length]"
    assert page.context.cookies() == []
    assert page.evaluate(stored) == ["", 0, 0]
    ask("bonjour")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["aidenum"]
    assert page.evaluate(stored) == ["", 0, 0]


def test_script_and_plain_page_say_the_same(browser: Browser, server: LocalServer) -> None:
    """Without JavaScript a turn of any kind says word for word what the script's turn says."""
    with_script, plain = _spoken(browser, server, script=True), _spoken(browser, server, script=False)
    for kind, said in with_script.items():
        assert said == plain[kind], kind


def _spoken(browser: Browser, server: LocalServer, *, script: bool) -> dict[str, str]:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(server.address)
    said = {}
    for number, kind in enumerate(KINDS, start=1):
        page.fill("#message", f"#{kind}")
        page.click(".send")
        page.locator(".turn").nth(number).wait_for()
        said[kind] = _without_script_buttons(page.locator(".turn").nth(number).aria_snapshot())
    context.close()
    return said


def _without_script_buttons(snapshot: str) -> str:
    needs_script = ("Écouter", "Voir sur une carte", "Copier")
    return "\n".join(
        line for line in snapshot.splitlines() if not any(f'button "{name}' in line for name in needs_script)
    )


def test_without_javascript(browser: Browser, server: LocalServer) -> None:
    """JavaScript off: ask, be asked where, choose, get the sites, read the phone, open the sheet, erase."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(server.address)
    page.get_by_role("button", name="Trouver un lieu près de chez moi").click()
    expect(page.locator(".answer").last).to_contain_text("Dans quelle commune")
    page.fill("#message", "Caudry")
    page.click(".send")
    expect(page.locator(".card")).to_have_count(3)
    expect(page.locator(".card").first).to_be_in_viewport()
    expect(page.get_by_role("link", name="03 53 01 00 11")).to_have_attribute("href", "tel:+33353010011")
    page.get_by_role("button", name="Plus près").click()
    expect(page.locator(".you").last).to_contain_text("plus près")
    page.get_by_role("button", name="Effacer la conversation").click()
    expect(page.locator(".card")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("La conversation est effacée.")
    context.close()


def test_hostile_names_stay_text(page: Page, ask: Ask) -> None:
    """Markup in a site's name is shown as it is written, by the script too."""
    ask("Caudry")
    expect(page.get_by_role("heading", name="Espace <b>public</b> & numérique")).to_be_visible()
    assert page.locator(".card b").count() == 0
