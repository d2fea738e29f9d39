"""The adapter `http`: any operator that data/sms/presets/ describes, without a line of code."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlencode

from bot.channels.sms.adapters import signatures
from bot.channels.sms.adapters.base import Adapter, Context, moment
from bot.channels.sms.adapters.fields import at, lookup, records
from bot.channels.sms.adapters.http import HttpReply
from bot.channels.sms.adapters.preset_file import Preset, Reading
from bot.channels.sms.model import (
    UCS2,
    Accepted,
    Acknowledgement,
    Event,
    InboundSms,
    Incoming,
    OptOut,
    OutboundSms,
    Outcome,
    Part,
    Permanent,
    Receipt,
    Temporary,
)

_HOLE = re.compile(r"\{(\w+)\}")


class Described(Adapter):
    """One operator described by a preset. Its requests are trusted by the secret in the address, and by a signature if any."""

    def __init__(self, context: Context, preset: Preset) -> None:
        super().__init__(context)
        self.preset = preset
        self.caps = preset.caps

    # --- in ----------------------------------------------------------------------------------------------------------

    def verify(self, request: Incoming) -> str | None:
        """The secret of the address, the method, the signature."""
        reading = self._reading(request)
        if reading is None or request.method not in reading.methods:
            return "method"
        wrong = self.secret_in_path(request)
        if wrong is None and reading.signature:
            wrong = signatures.check(reading.signature, self.account, request, self.context.clock)
        return wrong

    def parse(self, request: Incoming) -> list[Event]:
        """All the messages, STOPs or receipts of the request."""
        reading = self._reading(request)
        if reading is None:
            raise ValueError("nothing is expected here")
        found = records(request, reading.format, reading.charset, reading.items)
        kept = [record for record in found if _fits(record, reading.only)]
        if reading is self.preset.receipt:
            return [event for record in kept if (event := self._receipt(record, reading, request))]
        return [self._message(record, reading) for record in kept]

    def acknowledge(self, request: Incoming) -> Acknowledgement:
        """What the description says; by default an empty 200."""
        reading = self._reading(request)
        reply = reading.reply if reading else {}
        return Acknowledgement(
            int(reply.get("status", 200)), str(reply.get("body", "")), str(reply.get("type", "text/plain"))
        )

    def _reading(self, request: Incoming) -> Reading | None:
        return self.preset.receipt if request.tail == "receipt" else self.preset.inbound

    def _message(self, record: Mapping[str, Any], reading: Reading) -> Event:
        names = reading.fields
        sender = lookup(record, names["sender"])
        if not sender:
            raise ValueError("no sender")
        identity = lookup(record, names.get("id")) or None
        if reading.stop and _fits(record, reading.stop):
            return OptOut(sender, identity)
        return InboundSms(
            sender=sender,
            to=lookup(record, names.get("to")),
            text=lookup(record, names["text"]),
            provider_id=identity,
            sent_at=moment(lookup(record, names.get("date")), reading.date_format, reading.date_zone),
            part=_part(record, reading.part),
        )

    def _receipt(self, record: Mapping[str, Any], reading: Reading, request: Incoming) -> Receipt | None:
        told = lookup(record, reading.fields["state"]).lower()
        state = next((name for name, values in reading.states.items() if told in _lower(values)), None)
        if state is None:
            return None
        asked = records(Incoming(request.method, request.path, request.query), "query")[0]
        ref = lookup(record, reading.fields.get("ref")) or lookup(asked, "ref") or None
        return Receipt(state, ref, lookup(record, reading.fields.get("id")) or None, told[:60])

    # --- out ---------------------------------------------------------------------------------------------------------

    async def send(self, sms: OutboundSms) -> Outcome:
        """One call, as the description says."""
        out = self.preset.outbound
        values = self._values(sms)
        fields = _fill(self._body(sms), values)
        url = str(_fill(str(self.account.get("url") or out.url), values))
        body, headers = self._encoded(fields)
        headers |= {name: str(value) for name, value in _fill(dict(out.headers), values).items()}
        if out.format == "query":
            url, body = f"{url}{'&' if '?' in url else '?'}{body.decode()}", b""
        headers |= self._signed(out.method, url, body)
        auth = (_fill(out.auth[0], values), _fill(out.auth[1], values)) if len(out.auth) == 2 else None
        reply = await self.context.client.call(out.method, url, data=body, headers=headers, auth=auth)
        return self._outcome(reply)

    def _values(self, sms: OutboundSms) -> dict[str, str]:
        to = {"digits": sms.to.lstrip("+"), "double_zero": "00" + sms.to.lstrip("+")}.get(
            self.preset.outbound.number, sms.to
        )
        account = {name: str(value) for name, value in self.account.items()}
        receipt = self.receipt_url(sms.ref)
        return account | {"to": to, "text": sms.text, "ref": sms.ref, "sender": self.sender, "receipt_url": receipt}

    def _body(self, sms: OutboundSms) -> dict[str, Any]:
        out = self.preset.outbound
        extra = out.unicode if sms.coding == UCS2 else out.gsm
        receipt = out.with_receipt if self.receipt_url(sms.ref) else {}
        return {**out.body, **extra, **receipt}

    def _encoded(self, fields: Mapping[str, Any]) -> tuple[bytes, dict[str, str]]:
        out = self.preset.outbound
        if out.format == "json":
            return json.dumps(fields).encode(), {"Content-Type": "application/json; charset=utf-8"}
        encoded = urlencode(fields, doseq=True, encoding=out.charset, errors="replace").encode()
        return encoded, {"Content-Type": "application/x-www-form-urlencoded"} if out.format == "form" else {}

    def _signed(self, method: str, url: str, body: bytes) -> dict[str, str]:
        if self.preset.outbound.sign != "ovh":
            return {}
        return signatures.ovh(self.account, method, url, body, self.context.clock.now().timestamp())

    def _outcome(self, reply: HttpReply) -> Outcome:
        out = self.preset.outbound
        read = reply.json()
        code = str(at(read, out.code)) if out.code and read is not None else ""
        if reply.status in out.accepted.get("statuses", (200, 201, 202)) and self._says_yes(read):
            identity = at(read, out.id) if out.id and read is not None else None
            return Accepted(str(identity) if identity is not None else None)
        told = f"{self.name} {code or reply.status}"
        if code and code in out.opted_out:
            return Permanent(told, opted_out=True)
        # A wrong password is ours to repair: the message waits.
        waits = reply.temporary or reply.status in (401, 402, 403, 404)
        return Temporary(told, reply.retry_after or (30 if reply.status < 429 else None)) if waits else Permanent(told)

    def _says_yes(self, read: Any) -> bool:
        where = self.preset.outbound.accepted.get("where")
        return not where or str(at(read, where)) in [str(one) for one in self.preset.outbound.accepted["values"]]

    # --- polling -----------------------------------------------------------------------------------------------------

    async def poll(self) -> AsyncIterator[list[Event]]:
        """For operators that do not call us: fetch what waits there, again and again."""
        rule = self.preset.poll
        while rule:
            identities = (await self._fetch(str(rule["list"]))) or []
            for identity in identities[-100:]:
                record = await self._fetch(str(rule["one"]).replace("{id}", str(identity)))
                if isinstance(record, Mapping) and self.preset.inbound:
                    yield [self._message(record, self.preset.inbound)]
            await asyncio.sleep(float(self.account.get("poll_seconds") or rule.get("seconds", 10)))

    async def forget(self, identity: str) -> None:
        """Once stored here, a fetched message is deleted at the operator."""
        rule = self.preset.poll
        if rule.get("forget"):
            await self._fetch(str(rule["forget"]).replace("{id}", identity), "DELETE")

    async def _fetch(self, url: str, method: str = "GET") -> Any:
        full = str(_fill(url, {name: str(value) for name, value in self.account.items()}))
        reply = await self.context.client.call(method, full, headers=self._signed(method, full, b""))
        return reply.json() if reply.status < 300 else None


def _fits(record: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(lookup(record, name).lower() in _lower(values) for name, values in wanted.items())


def _lower(values: Any) -> list[str]:
    return [str(value).lower() for value in (values if isinstance(values, list) else [values])]


def _part(record: Mapping[str, Any], rule: Mapping[str, Any]) -> Part | None:
    if not rule:
        return None
    ref, index, total = (lookup(record, rule[name]) for name in ("ref", "index", "total"))
    if not (ref and index.isdigit() and total.isdigit()) or int(total) < 2:
        return None
    return Part(ref, int(index) - int(rule.get("first", 1)) + 1, min(int(total), 20))


def _fill(shape: Any, values: Mapping[str, str]) -> Any:
    """`shape` with every `{name}` filled in, at any depth; a hole without a value is left empty."""
    if isinstance(shape, str):
        return _HOLE.sub(lambda hole: values.get(hole[1], ""), shape)
    if isinstance(shape, Mapping):
        return {name: _fill(value, values) for name, value in shape.items()}
    if isinstance(shape, list):
        return [_fill(value, values) for value in shape]
    return shape
