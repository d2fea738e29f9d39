"""The contract's answers become what a phone shows: at most two parts a reply, digits for what can be picked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.channels.sms.alphabet import capacity, size, wants_ucs2
from bot.channels.sms.form.clean import lines
from bot.channels.sms.form.pages import pages
from bot.channels.sms.form.phones import whole
from bot.channels.sms.form.sites import LEVELS, Level, Teller
from bot.channels.sms.form.week import date_once, shorten_week
from bot.channels.sms.model import GSM7, UCS2
from directory.texts import Texts

PAGE_PARTS, HARD_PARTS = 2, 4
# Languages that GSM-7 cannot write. All others are read without their accents.
_OTHER_SCRIPTS = frozenset(["ar", "ru", "uk", "bg", "el", "he", "fa", "ur", "zh", "ja", "ko", "hi", "ta", "ka", "hy"])
# A question is nothing without its choices; elsewhere they are shown when they cost nothing.
_QUESTIONS = frozenset({"clarify_place", "ask_need", "help", "fallback", "language"})
# The first line of these is an action to take: who answers is said last.
_NOTICE_LAST = frozenset({"safety", "human"})
# Up to this level, a shorter line loses little: the name is still known.
_LITTLE_LOST = 6
_NUMBERED = re.compile(r"\s*(\d)\. ")

View = Mapping[str, Any]


@dataclass(frozen=True)
class Composed:
    """A reply: its pages (the first one is sent, SUITE brings the next), and what each digit means."""

    pages: tuple[str, ...]
    coding: str
    messages: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Composer:
    """Composes replies. `links`: the operator lets addresses pass. `most`: parts a reply."""

    texts: Texts
    links: bool = False
    most: int = PAGE_PARTS

    def compose(self, answers: Sequence[View], now: datetime, *, notice: str = "", prefix: str = "") -> Composed:
        """The reply for `answers`. `notice` says who answers, when it was never said; `prefix` recalls an old question."""
        lang = answers[-1]["lang"]
        coding = UCS2 if lang in _OTHER_SCRIPTS or wants_ucs2(answers[-1]["text"]) else GSM7
        before = tuple(self._before(answers, notice, prefix, coding))
        job = _Job(self, answers, now, lang, coding, before, tuple(self._after(answers, notice, coding)))
        return job.listing() or job.text()

    def sentence(self, text: str, *, notice: str = "") -> Composed:
        """One sentence of ours as a reply."""
        plain = {"kind": "help", "text": text, "lang": "fr", "choices": (), "places": ()}
        return self.compose([plain], datetime.min, notice=notice)

    def _before(self, answers: Sequence[View], notice: str, prefix: str, coding: str) -> Iterator[str]:
        already = any(notice in answer["text"] for answer in answers)
        if notice and not already and answers[0]["kind"] not in _NOTICE_LAST:
            yield from lines(notice, coding, links=self.links)
        if prefix:
            yield from lines(prefix, coding, links=self.links)

    def _after(self, answers: Sequence[View], notice: str, coding: str) -> list[str]:
        """What is said last: who answers, when the first line had to be an action."""
        needed = notice and answers[0]["kind"] in _NOTICE_LAST and notice not in answers[0]["text"]
        return lines(notice, coding) if needed else []


@dataclass(frozen=True)
class _Job:
    composer: Composer
    answers: Sequence[View]
    now: datetime
    lang: str
    coding: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    # --- a list of sites -----------------------------------------------------------------------------------------

    def listing(self) -> Composed | None:
        """The reply when the last answer lists sites, else None."""
        answer = self.answers[-1]
        head, tail = _around_list(answer)
        if answer["kind"] != "places" or not answer["places"] or head is None:
            return None
        said = [*self.before, *self._lines(answer["text"] for answer in self.answers[:-1]), *self._lines(head)]
        views = list(answer["places"])[:9]
        teller = Teller(self.composer.texts, self.lang, self.now, (answer.get("understood") or {}).get("place"))
        return self._fit(said, views, self._lines(tail), teller, bool(answer["choices"]))

    def _fit(self, head: list[str], views: Sequence[View], tail: list[str], teller: Teller, more: bool) -> Composed:
        """As many sites as go in one page, told as fully as they can be; the others wait for SUITE."""
        sites = tuple(str(view["id"]) for view in views)
        one_part = self._in_one_part(head, views, tail, teller, more)
        if one_part:
            return Composed((one_part,), self.coding, sites=sites)
        for shown in range(len(views), 0, -1):
            for text in self._candidates(head, views[:shown], tail, teller, more or shown < len(views)):
                if size(text, self.coding) <= capacity(self._most(), self.coding):
                    rest = self._rest(views[shown:], shown, teller)
                    return Composed((text, *rest), self.coding, sites=sites)
        return self._long(head, views, teller, sites)

    def _in_one_part(
        self, head: list[str], views: Sequence[View], tail: list[str], teller: Teller, more: bool
    ) -> str | None:
        """The list in one part, when little is lost by it."""
        hint = [self._hint("sms_hint_sites", len(views))] if more else []
        for level in LEVELS[:_LITTLE_LOST]:
            sites = [self._site(teller, number, view, level) for number, view in enumerate(views, start=1)]
            for end in (hint, []):
                text = whole("\n".join([*head, *sites, *tail, *end]), self.coding)
                if size(text, self.coding) <= capacity(1, self.coding):
                    return text
        return None

    def _long(self, head: list[str], views: Sequence[View], teller: Teller, sites: tuple[str, ...]) -> Composed:
        """Even one site does not fit under such a long beginning: plain pages."""
        told = [self._site(teller, number, view, LEVELS[-3]) for number, view in enumerate(views, start=1)]
        return Composed(tuple(self._pages([*head, *told])), self.coding, sites=sites)

    def _candidates(
        self, head: list[str], views: Sequence[View], tail: list[str], teller: Teller, more: bool
    ) -> Iterator[str]:
        hint = [self._hint("sms_hint_sites", len(views))] if more else []
        for level in LEVELS:
            sites = [self._site(teller, number, view, level) for number, view in enumerate(views, start=1)]
            yield whole("\n".join([*head, *sites, *tail, *hint]), self.coding)
        yield whole("\n".join([*head, *sites, *tail]), self.coding)
        yield whole("\n".join([*head, *sites]), self.coding)

    def _rest(self, views: Sequence[View], shown: int, teller: Teller) -> list[str]:
        told = [self._site(teller, shown + number, view, LEVELS[1]) for number, view in enumerate(views, start=1)]
        return self._pages(told) if told else []

    def _site(self, teller: Teller, number: int, view: View, level: Level) -> str:
        return " ".join(lines(teller.line(number, view, level), self.coding, links=self.composer.links))

    # --- anything else -------------------------------------------------------------------------------------------

    def text(self) -> Composed:
        """The reply as plain text, with its choices where they are needed or free."""
        answer = self.answers[-1]
        told = (date_once(shorten_week(one["text"], one, self.composer.texts, self.now)) for one in self.answers)
        said = [*self.before, *self._lines(told), *self.after]
        choices = [choice for choice in answer["choices"] if choice["label"] and choice["message"]][:9]
        menu = self._menu(choices)
        if menu and (answer["kind"] in _QUESTIONS or self._is_free(said, menu)):
            messages = tuple(choice["message"] for choice in choices)
            return Composed(tuple(self._pages([*said, *menu])), self.coding, messages)
        return Composed(tuple(self._pages(said)), self.coding)

    def _menu(self, choices: Sequence[View]) -> list[str]:
        if not choices:
            return []
        labels = self._lines(f"{number} {choice['label']}" for number, choice in enumerate(choices, start=1))
        return [*labels, self._hint("sms_hint_choices", len(choices))]

    def _is_free(self, said: list[str], menu: list[str]) -> bool:
        """Whether the menu costs no part more."""
        bare, full = "\n".join(said), "\n".join([*said, *menu])
        for count in (1, self._most()):
            if size(whole(bare, self.coding), self.coding) <= capacity(count, self.coding):
                return size(whole(full, self.coding), self.coding) <= capacity(count, self.coding)
        return False

    # --- shared --------------------------------------------------------------------------------------------------

    def _pages(self, said: list[str]) -> list[str]:
        return pages("\n".join(said), self.coding, self._most(), self._more)

    def _most(self) -> int:
        # What protects is never cut; another script needs twice the parts.
        urgent = any(answer["kind"] == "safety" for answer in self.answers)
        return HARD_PARTS if urgent or self.coding == UCS2 else self.composer.most

    def _more(self, page: int, count: int) -> str:
        return " ".join(self._lines([self._say("sms_page_more", page=page, pages=count)]))

    def _hint(self, name: str, count: int) -> str:
        digits = [str(number) for number in range(1, count + 1)]
        listed = digits[0] if count == 1 else f"{', '.join(digits[:-1])} {self._say('sms_or')} {digits[-1]}"
        return " ".join(self._lines([self._say(name, digits=listed)]))

    def _say(self, name: str, **values: Any) -> str:
        return self.composer.texts.say(name, channel="sms", lang=self.lang, **values).text

    def _lines(self, texts: Any) -> list[str]:
        return [line for text in texts for line in lines(text, self.coding, links=self.composer.links)]


def _around_list(answer: View) -> tuple[list[str] | None, list[str]]:
    """What an answer says before and after its numbered sites; (None, []) when its text numbers none."""
    written = answer["text"].split("\n")
    numbered = [at for at, line in enumerate(written) if _NUMBERED.match(line)]
    if not numbered:
        return None, []
    return written[: numbered[0]], written[numbered[-1] + 1 :]
