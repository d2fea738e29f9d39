"""What a person gets: who answers, digits tied to their menu, SUITE, late messages, machines and excess."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sms_rig import NOW, Rig, plain, recorded

from bot.channels.sms.alphabet import is_gsm
from bot.channels.sms.tables import APOLOGY


def run(rig: Rig, *messages: str, **more: Any) -> list[str]:
    """Talk in a loop of its own."""
    return asyncio.run(rig.talk(*messages, **more))


def test_the_first_message_says_who_answers(rig: Rig) -> None:
    """The first reply says that a machine answers, and its name; the second does not say it again."""
    first, second = run(rig, "bonjour", "encore")
    assert first.startswith("Ici AideNum, un robot.")
    assert "robot" not in second


def test_whatever_the_first_reply_is_it_says_who_answers(rig: Rig) -> None:
    """Even a reply of the channel itself."""
    assert "Ici AideNum, un robot" in run(rig, "CONTACT")[0]


def test_danger_begins_with_an_action(rig: Rig) -> None:
    """The notice comes after the first line to act upon."""
    rig.house.script = lambda text: [recorded("safety")]
    text = run(rig, "on me demande mon code carte bleue")[0]
    assert not text.startswith("Ici AideNum")
    assert "Ici AideNum, un robot" in text


def test_after_a_day_the_person_is_greeted_again(rig: Rig) -> None:
    """A session lasts as long as the retention."""
    run(rig, "bonjour")
    rig.clock.move(hours=25)
    assert "Ici AideNum, un robot" in run(rig, "bonjour")[0]


def test_a_digit_sends_what_the_menu_says(rig: Rig) -> None:
    """The choice's own message reaches the assistant."""
    rig.house.script = lambda text: [recorded("clarify_place")] if "saint" in text else None
    choices = recorded("clarify_place")["choices"]
    run(rig, "saint", "2")
    assert rig.house.asked[-1].text == choices[1]["message"]


def test_a_digit_of_a_list_is_the_site(rig: Rig) -> None:
    """On the last list, the assistant is asked for that site."""
    rig.house.script = lambda text: [recorded("places")] if "caudry" in text else None
    run(rig, "caudry", "2")
    assert rig.house.asked[-1].text == "2"


def test_a_digit_without_menu_is_told(rig: Rig) -> None:
    """No menu, a digit too high, or a menu of more than two hours ago: told, and never taken for something else."""
    rig.house.script = lambda text: [recorded("places")] if "caudry" in text else None
    assert "pas de choix 4" in run(rig, "4")[0]
    run(rig, "caudry")
    assert "pas de choix 7" in run(rig, "7")[0]
    rig.clock.move(hours=3)
    assert "pas de choix 1" in run(rig, "1")[0]
    assert [message.text for message in rig.house.asked] == ["caudry"]


def test_a_late_digit_belongs_to_the_menu_it_answers(rig: Rig) -> None:
    """A digit sent before the second menu was shown means the first menu, although it arrives after."""
    lists = {"un": recorded("places"), "deux": recorded("clarify_place")}
    rig.house.script = lambda text: [lists[text]] if text in lists else None

    async def story() -> str:
        async with rig.gateway.running():
            await rig.sms("un")
            await rig.settle()
            rig.clock.move(minutes=1)
            sent_at = rig.clock.now()
            rig.clock.move(minutes=1)
            await rig.sms("deux")
            await rig.settle()
            rig.clock.move(minutes=1)
            await rig.sms("3", at=sent_at)
            await rig.settle()
        return rig.sink.sent[-1].text

    asyncio.run(story())
    assert rig.house.asked[-1].text == "3"  # the list of sites, not the third town


def test_an_old_list_still_answers_for_its_own_sites(rig: Rig) -> None:
    """A digit sent while an older list was shown gets that list's site, from its record."""
    other = recorded("places") | {"places": recorded("places")["places"][1:]}
    lists = {"un": recorded("places"), "deux": other}
    rig.house.script = lambda text: [lists[text]] if text in lists else None

    async def story() -> None:
        async with rig.gateway.running():
            await rig.sms("un")
            await rig.settle()
            rig.clock.move(minutes=1)
            sent_at = rig.clock.now()
            rig.clock.move(minutes=1)
            await rig.sms("deux")
            await rig.settle()
            await rig.sms("1", at=sent_at)
            await rig.settle()

    asyncio.run(story())
    assert "Médiathèque de la Dentelle" in rig.sink.sent[-1].text
    assert "03 53 01 00 11" in rig.sink.sent[-1].text


def test_suite_brings_the_rest(rig: Rig) -> None:
    """A long answer says how to go on; SUITE brings every page, then the assistant is asked."""
    long = " ".join(f"Phrase numéro {number} de la fiche." for number in range(30))
    rig.house.script = lambda text: [plain(long, "explain")] if text == "fiche" else None
    pages = run(rig, "fiche", "SUITE", "+", "suite", "suite")
    assert all("Envoyez SUITE." in page for page in pages[:3])
    shown = " ".join(page.split("\n(")[0] for page in pages[:4])
    assert all(f"numéro {number} de" in shown for number in range(30))
    assert rig.house.asked[-1].text == "suite"


def test_a_postal_code_reaches_the_assistant(rig: Rig) -> None:
    """Five digits, and two or three, are places: never a choice of a menu."""
    rig.house.script = lambda text: [recorded("clarify_place")] if text == "saint" else None
    run(rig, "saint", "59540", "59", "974")
    assert [message.text for message in rig.house.asked] == ["saint", "59540", "59", "974"]


@pytest.mark.parametrize(("age", "start"), [(20, "Votre message d'il y a 20 min"), (180, "Votre message d'il y a 3 h")])
def test_a_late_message_is_answered_with_its_subject(rig: Rig, age: int, start: str) -> None:
    """Over 15 minutes: the reply recalls the question, without what is personal in it."""

    async def story() -> None:
        async with rig.gateway.running():
            await rig.sms("imprimer à Caudry, mon tel 06 12 34 56 78", at=NOW - timedelta(minutes=age))
            await rig.settle()

    asyncio.run(story())
    text = rig.sink.sent[-1].text
    assert start in text and "imprimer à Caudry" in text
    assert "06 12 34" not in text.split("\n")[1]


def test_a_message_of_yesterday_is_only_asked_about(rig: Rig) -> None:
    """Over a day: the assistant is not asked, the person is."""

    async def story() -> None:
        async with rig.gateway.running():
            await rig.sms("imprimer à Caudry", at=NOW - timedelta(hours=30))
            await rig.settle()

    asyncio.run(story())
    assert "encore besoin d'aide" in rig.sink.sent[-1].text
    assert rig.house.asked == []


def test_messages_are_answered_in_the_order_they_were_sent(rig: Rig) -> None:
    """Out of order on arrival, in order for the assistant."""

    async def story() -> None:
        await rig.sms("deux", at=NOW - timedelta(seconds=10))
        await rig.sms("un", at=NOW - timedelta(seconds=20))
        async with rig.gateway.running():
            await rig.settle()

    asyncio.run(story())
    assert [message.text for message in rig.house.asked] == ["un", "deux"]


def test_the_assistant_never_learns_the_number(rig: Rig) -> None:
    """Its session is a pseudonym; the message id makes a second try safe."""
    run(rig, "bonjour")
    message = rig.house.asked[0]
    assert message.session.startswith("sms:") and len(message.session) == 20
    assert message.channel == "sms" and message.message_id


@pytest.mark.parametrize("broken", ["raises", "empty", "blank"])
def test_whatever_breaks_there_is_an_apology(rig: Rig, broken: str) -> None:
    """The assistant raises, or says nothing: an apology with another way, and the ledger knows."""

    def script(text: str) -> list[dict[str, Any]]:
        if broken == "raises":
            raise RuntimeError("down")
        return [] if broken == "empty" else [plain("  ")]

    rig.house.script = script
    text = run(rig, "bonjour")[0]
    assert "en panne" in text and "mairie" in text and is_gsm(text)
    assert [row.outcome for row in rig.inbox()] == [APOLOGY]
    assert rig.ledger().faults == []


def test_an_assistant_that_hangs_is_not_waited_for(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond its time, the apology goes out."""
    monkeypatch.setattr("bot.channels.sms.reply._GRACE_SECONDS", 0.05)
    object.__setattr__(rig.house.settings, "turn_seconds", 0.05)

    async def hang(message: object) -> list[dict[str, Any]]:
        await asyncio.sleep(60)
        return []

    rig.house.answer = hang  # type: ignore[method-assign,assignment]
    assert "en panne" in run(rig, "bonjour")[0]


def test_too_many_messages_are_told_once(rig: Rig) -> None:
    """Ten in ten minutes are answered, the eleventh is told to wait, the next get silence; danger is always answered."""
    rig.house.script = lambda text: [recorded("safety")] if "carte bleue" in text else None
    texts = run(rig, *(f"question {number}" for number in range(13)))
    assert len(texts) == 11 and "Trop de messages" in texts[-1]
    assert len(run(rig, "il me demande mon code de carte bleue au téléphone")) == 1
    rig.clock.move(minutes=11)
    assert "Vous dites" in run(rig, "et maintenant")[0]
    assert rig.ledger().silences == {"too_many": 2}
    assert rig.ledger().faults == []


def test_two_machines_do_not_talk_for_ever(rig: Rig) -> None:
    """The same text three times: told; four times: silence. Automatic answers: silence at once."""
    texts = run(rig, *["Bienvenue chez nous"] * 6, "Réponse automatique : je suis absent.")
    assert len(texts) == 3 and "trois fois" in texts[2]
    assert rig.ledger().silences == {"repeated": 3, "auto_reply": 1}


def test_a_day_has_its_limit_too(rig: Rig) -> None:
    """Forty a day for one person; somebody else is answered all the while."""

    async def story() -> None:
        async with rig.gateway.running():
            for number in range(45):
                await rig.sms(f"question {number}")
                await rig.settle()
                rig.clock.move(minutes=3)
            await rig.sms("bonjour", sender="+33612340000")
            await rig.settle()

    asyncio.run(story())
    assert rig.ledger().silences == {"too_many": 4}
    assert "bonjour" in rig.sink.sent[-1].text


def test_everybody_together_has_a_limit(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A flood from many numbers is not answered, and said so in the ledger."""
    rig = Rig(tmp_path, env={"AIDENUM_SMS_EVERYBODY_HOUR": "5"})

    async def story() -> None:
        async with rig.gateway.running():
            for number in range(8):
                await rig.sms("bonjour", sender=f"+3361234000{number}")
                await rig.settle()

    asyncio.run(story())
    assert len(rig.sink.sent) == 5
    assert rig.ledger().silences == {"flood": 3}


def test_erase_forgets_at_once(rig: Rig) -> None:
    """EFFACER: menus, pages and texts are gone; the confirmation goes out."""
    rig.house.script = lambda text: [recorded("erased")] if text == "EFFACER" else [recorded("places")]
    run(rig, "caudry", "EFFACER")
    assert rig.house.erased and all(row.text is None for row in rig.inbox())
    assert "pas de choix 1" in run(rig, "1")[0]


def test_asking_for_stop_in_a_sentence_is_told_how(rig: Rig) -> None:
    """Only STOP stops: a sentence is told so, instead of a promise that would not be kept."""
    assert "envoyez STOP" in run(rig, "arrêtez de m'envoyer des sms")[0]
    assert run(rig, "bonjour") != []


def test_a_photo_is_told_that_only_text_is_read(rig: Rig) -> None:
    """An MMS without words."""
    from bot.channels.sms.model import InboundSms

    async def story() -> None:
        rig.gateway.take("sink", [InboundSms("+33612345678", "", "", "mms-1", media=True)])
        async with rig.gateway.running():
            await rig.settle()

    asyncio.run(story())
    assert "que les textes" in rig.sink.sent[-1].text


@pytest.mark.parametrize(
    "text",
    ["\u202e\u200f", "\x00\x00", "\ud800", "🎉" * 40, "/restart", '/x{"a":1}', "{name}", "%s%s", "'; DROP TABLE"],
)
def test_strange_messages_are_answered(rig: Rig, text: str) -> None:
    """Controls, NUL, lone surrogates, braces: a normal reply, in GSM-7."""
    replies = run(rig, text)
    assert len(replies) == 1 and is_gsm(replies[0])
    assert rig.ledger().faults == []
