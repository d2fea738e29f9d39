"""What one message is answered with: the channel's own orders first, then the assistant. A silence always has a reason."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.channels.sms import limits
from bot.channels.sms.alphabet import coding_of
from bot.channels.sms.form.compose import Composed, Composer
from bot.channels.sms.keys import Keys
from bot.channels.sms.memory import Memory, Menu
from bot.channels.sms.ports import SmsHouse
from bot.channels.sms.sheet import sheet
from bot.channels.sms.tables import ANSWERED, APOLOGY
from bot.channels.sms.words import CONTACT, ERASE, MORE, RESUME, STOP, words
from bot.message import Message
from bot.nlu.commands import command
from bot.storage.redact import redact
from directory.facts.phones import display

log = structlog.get_logger(__name__)
LATE, TOO_LATE = timedelta(minutes=15), timedelta(hours=24)
_SUBJECT = 30
# The assistant keeps its own time limit; this one is for what no limit of its own caught.
_GRACE_SECONDS = 3.0
Answers = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Job:
    """One message to answer, with what was known when it was taken up. `order` comes from the operator."""

    id: int
    person: str
    text: str
    order: str | None
    sent_at: datetime
    memory: Memory
    stopped: bool = False
    over: int = 0
    flooded: bool = False


@dataclass(frozen=True)
class Verdict:
    """What to do: send `text`, or stay silent for the reason `outcome`. `stop`: put on (True) or off (False) the list."""

    outcome: str
    memory: Memory
    text: str | None = None
    coding: str = ""
    stop: bool | None = None
    erase: bool = False


class Responder:
    """Answers jobs. `urgent(text)` tells that someone may be in danger: then no limit silences."""

    def __init__(self, house: SmsHouse, keys: Keys, composer: Composer, urgent: Callable[[str], bool]) -> None:
        self._house = house
        self._keys = keys
        self._composer = composer
        self._urgent = urgent

    async def respond(self, job: Job) -> Verdict:
        """The verdict on `job`. Never raises: whatever breaks, an apology with another way goes out."""
        try:
            return self._order(job) or self._silence(job) or await self._answer(job)
        except Exception as error:
            log.error("sms.reply_failed", error=type(error).__name__)
            return Verdict(APOLOGY, job.memory, self._apology(), "gsm7")

    # --- orders and silences ---------------------------------------------------------------------------------------

    def _order(self, job: Job) -> Verdict | None:
        order = job.order if job.order in (STOP, RESUME) else words().order(job.text)
        if order == RESUME:
            return replace(self._say(job, "resume"), stop=False)
        if order == STOP and not job.stopped:
            return replace(self._say(job, "stop"), stop=True)
        if job.stopped:
            return Verdict(limits.STOPPED, job.memory, erase=order == ERASE)
        return None

    def _silence(self, job: Job) -> Verdict | None:
        """Limits, machines, loops: one sentence the first time, then nothing."""
        if self._urgent(job.text) or words().order(job.text) == ERASE:
            return None
        if job.flooded:
            return Verdict(limits.FLOOD, job.memory)
        if job.over:
            return self._say(job, "sms_too_many") if job.over == 1 else Verdict(limits.TOO_MANY, job.memory)
        if words().is_auto_reply(job.text):
            return Verdict(limits.AUTO_REPLY, job.memory)
        return self._repeated(job)

    def _repeated(self, job: Job) -> Verdict | None:
        if not job.text or words().order(job.text) or words().digit(job.text):
            return None
        now = self._house.clock.now()
        digest = self._keys.digest(job.text.strip().lower())[:12]
        times = job.memory.repeats(digest, now - limits.BURST) + 1
        noted = replace(job, memory=job.memory.saying(digest, now))
        if times == limits.REPEAT_WARNING:
            return self._say(noted, "sms_repeated")
        return Verdict(limits.REPEATED, noted.memory) if times > limits.REPEAT_WARNING else None

    # --- answers -----------------------------------------------------------------------------------------------------

    async def _answer(self, job: Job) -> Verdict:
        age = self._house.clock.now() - job.sent_at
        job = replace(job, memory=self._noting(job))
        if age > TOO_LATE:
            return self._say(job, "sms_still_needed")
        if job.order == "media":
            return self._say(job, "sms_text_only")
        order = words().order(job.text)
        if order == MORE and job.memory.pages:
            return self._next_page(job)
        if order == CONTACT:
            return self._say(job, "sms_contact")
        digit = words().digit(job.text)
        if digit is not None:
            return await self._pick(job, digit)
        return await self._ask(job, job.text, erase=order == ERASE, late=age if age > LATE else None)

    def _noting(self, job: Job) -> Memory:
        digest = self._keys.digest(job.text.strip().lower())[:12]
        return job.memory.saying(digest, self._house.clock.now())

    def _next_page(self, job: Job) -> Verdict:
        page, *rest = job.memory.pages
        return Verdict(ANSWERED, replace(job.memory, pages=tuple(rest)), page, coding_of(page))

    async def _pick(self, job: Job, digit: int) -> Verdict:
        """A digit means what it meant on the menu that the person had before them."""
        menu = job.memory.menu_at(job.sent_at)
        if menu is None or digit > len(menu):
            return self._say(job, "sms_no_menu", digit=digit)
        if menu.messages:
            return await self._ask(job, menu.messages[digit - 1])
        if menu is job.memory.last_list:
            return await self._ask(job, str(digit))
        view = await self._house.site(menu.sites[digit - 1])
        if view is None:
            return self._say(job, "sms_no_menu", digit=digit)
        return self._compose(job, [sheet(self._house.directory.texts, view)])

    async def _ask(self, job: Job, text: str, *, erase: bool = False, late: timedelta | None = None) -> Verdict:
        if _asks_for_stop(text):
            return self._say(job, "sms_how_to_stop")
        message = Message(text or "?", job.person, "sms", f"sms-{job.id}")
        async with asyncio.timeout(self._house.settings.turn_seconds + _GRACE_SECONDS):
            answers = await self._house.answer(message)
        told = [answer for answer in answers if answer["text"].strip()]
        if not told:
            return Verdict(APOLOGY, job.memory, self._apology(), "gsm7")
        verdict = self._compose(job, told, prefix=self._late(job, late) if late else "")
        failed = all(answer["kind"] == "error" for answer in told)
        erased = erase or any(answer["kind"] == "erased" for answer in told)
        return replace(verdict, outcome=APOLOGY if failed else ANSWERED, erase=erased)

    def _compose(self, job: Job, answers: Answers, *, prefix: str = "") -> Verdict:
        now = self._house.clock.now()
        notice = "" if job.memory.greeted else self._notice(answers[-1]["lang"])
        composed = self._composer.compose(answers, now, notice=notice, prefix=prefix)
        return self._sent(job, composed, now)

    def _sent(self, job: Job, composed: Composed, now: datetime) -> Verdict:
        first, *rest = composed.pages
        memory = replace(job.memory, greeted=True, pages=tuple(rest))
        if composed.messages or composed.sites:
            memory = memory.with_menu(Menu(now.isoformat(), composed.messages, composed.sites))
        return Verdict(ANSWERED, memory, first, composed.coding)

    def _say(self, job: Job, name: str, **values: Any) -> Verdict:
        """One of the channel's own sentences. It opens no menu, and leaves the one that is open."""
        settings = self._house.settings
        text = self._text(name, service=settings.service_name, way_out=self._way_out(), **values)
        notice = "" if job.memory.greeted else self._notice("fr")
        composed = self._composer.sentence(text, notice=notice)
        return Verdict(ANSWERED, replace(job.memory, greeted=True), composed.pages[0], composed.coding)

    def _late(self, job: Job, age: timedelta) -> str:
        minutes = int(age.total_seconds() // 60)
        ago = f"{minutes} min" if minutes < 90 else f"{round(minutes / 60)} h"
        written = " ".join(redact(job.text).split())
        subject = written if len(written) <= _SUBJECT else written[:_SUBJECT].rsplit(" ", 1)[0] + "..."
        return self._text("sms_late", ago=ago, subject=subject)

    def _notice(self, lang: str) -> str:
        texts, name = self._house.directory.texts, self._house.settings.service_name
        return texts.say("machine_notice", channel="sms", lang=lang, service=name).text

    def _apology(self) -> str:
        composed = self._composer.sentence(self._text("error", way_out=self._way_out()))
        return composed.pages[0]

    def _way_out(self) -> str:
        settings = self._house.settings
        if not settings.human_phone:
            return self._text("way_out")
        name = settings.human_name or self._text("human_default_name")
        return self._text("human_own", name=name, phone=display(settings.human_phone))

    def _text(self, sentence: str, /, **values: Any) -> str:
        return self._house.directory.texts.say(sentence, channel="sms", **values).text


def _asks_for_stop(text: str) -> bool:
    """Whether the assistant would say "I stop writing": only STOP itself stops, so that is what must be said."""
    return command(text) == "stop_messages"
