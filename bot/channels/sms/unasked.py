"""Messages that nobody asked for (a test of sending): by day only, within the day's budget, never to who wrote STOP."""

from __future__ import annotations

import secrets
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.channels.sms import limits
from bot.channels.sms.alphabet import coding_of, parts
from bot.channels.sms.errors import NotSendable
from bot.channels.sms.keys import Keys
from bot.channels.sms.numbers import PERSON, kind_of
from bot.channels.sms.store import Store
from bot.channels.sms.tables import READY, Outbox
from directory.settings import Settings

_FIRST_HOUR, _LAST_HOUR, _SUNDAY = 8, 20, 6
_CLOCK = ZoneInfo("Europe/Paris")


def start(store: Store, keys: Keys, settings: Settings, provider: str, number: str, text: str) -> str:
    """Put one message in the outbox; its reference. Raises `NotSendable` with the reason.

    From 8 to 20 h, Monday to Saturday; a hard stop once the day's parts cost more than the budget.
    """
    kind, e164 = kind_of(number, settings.sms_countries)
    if kind != PERSON or e164 is None:
        raise NotSendable("ce numéro n'est pas de ceux à qui l'on répond")
    _check_hour(store.now())
    now, cost = store.now(), parts(text, coding_of(text))
    with store.write() as session:
        if limits.stopped(session, keys.stop(e164)):
            raise NotSendable("cette personne a envoyé STOP")
        _check_budget(store, settings, cost)
        ref = secrets.token_hex(16)
        session.add(
            Outbox(
                ref=ref,
                provider=provider,
                person=keys.person(e164, now),
                number=keys.seal(e164),
                text=text,
                coding=coding_of(text),
                parts=cost,
                state=READY,
                attempts=0,
                next_at=now,
                created_at=now,
            )
        )
        store.count(session, "unasked")
        store.count(session, "unasked_parts", cost)
    return ref


def _check_hour(now: datetime) -> None:
    local = now.astimezone(_CLOCK)
    if local.weekday() == _SUNDAY or not _FIRST_HOUR <= local.hour < _LAST_HOUR:
        raise NotSendable("un message non demandé part de 8 h à 20 h, du lundi au samedi")


def _check_budget(store: Store, settings: Settings, cost: int) -> None:
    spent = (store.counted("parts") + store.counted("unasked_parts") + cost) * settings.sms_part_price
    if spent > settings.sms_daily_budget:
        raise NotSendable(f"le budget du jour ({settings.sms_daily_budget:g} €) est atteint")
