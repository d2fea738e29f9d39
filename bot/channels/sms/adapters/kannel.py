"""Kannel 1.4.5: every SMPP operator, OVHcloud's included, behind one gateway on the same machine.

Kannel signs nothing: it is trusted by a secret in the address, over loopback. `%I`, the id of a message, is the same when
Kannel tries again. A message in arrives as a GET (data/sms/kannel.conf), a receipt as `…/receipt?ref=…&state=%d`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import parse_qsl

from bot.channels.sms.adapters.base import Adapter, moment
from bot.channels.sms.model import (
    UCS2,
    Accepted,
    Acknowledgement,
    Caps,
    Event,
    InboundSms,
    Incoming,
    OutboundSms,
    Outcome,
    Permanent,
    Receipt,
    Temporary,
)

# What `%d` says: 1 delivered, 2 undelivered, 4 queued, 8 taken by the operator, 16 refused by it, 32 between two.
_STATES = {"1": "delivered", "2": "failed", "4": "sent", "8": "sent", "16": "failed"}


class Kannel(Adapter):
    """One smsbox."""

    caps = Caps(receipts=True)
    needs: ClassVar[Mapping[str, str]] = {
        "secret": "un mot secret, dans l'adresse que Kannel appelle",
        "username": "le sendsms-user de kannel.conf",
        "password": "son mot de passe",
        "sender": "le numéro du service",
    }

    def verify(self, request: Incoming) -> str | None:
        """The secret step of the address."""
        return self.secret_in_path(request)

    def parse(self, request: Incoming) -> list[Event]:
        """A message or a receipt."""
        # Values are bytes in the character set that Kannel names: Latin-1 keeps them one for one.
        fields = dict(parse_qsl(request.query, keep_blank_values=True, encoding="latin-1"))
        if request.tail == "receipt":
            return self._receipt(fields)
        if "from" not in fields:
            raise ValueError("no sender")
        text = _decode(fields.get("text", ""), fields.get("charset") or "UTF-8")
        sent = (
            moment(fields.get("ts"), "%Y-%m-%d %H:%M:%S") if " " in fields.get("ts", "") else moment(fields.get("ts"))
        )
        return [
            InboundSms(
                fields["from"],
                fields.get("to", ""),
                text,
                provider_id=fields.get("id") or None,
                sent_at=sent,
            )
        ]

    def acknowledge(self, request: Incoming) -> Acknowledgement:
        """An empty 202: Kannel sends nothing by itself, the answer comes later."""
        return Acknowledgement(202)

    async def send(self, sms: OutboundSms) -> Outcome:
        """`GET /cgi-bin/sendsms`, with a receipt asked for."""
        reply = await self.context.client.call("GET", self._url(), params=self._parameters(sms))
        if reply.status in (200, 202):
            return Accepted()
        # 403 is a wrong password and 404 a wrong address of ours: an administrator repairs it, the message waits.
        if reply.temporary or reply.status in (401, 403, 404):
            return Temporary(f"kannel {reply.status}", reply.retry_after or (30 if reply.status < 500 else None))
        return Permanent(f"kannel {reply.status}")

    def _url(self) -> str:
        return str(self.account.get("url") or "http://127.0.0.1:13013/cgi-bin/sendsms")

    def _parameters(self, sms: OutboundSms) -> dict[str, str]:
        parameters = {
            "username": str(self.account["username"]),
            "password": str(self.account["password"]),
            "from": self.sender,
            "to": sms.to,
            "text": sms.text,
            "charset": "UTF-8",
            "coding": "2" if sms.coding == UCS2 else "0",
        }
        receipt = self.receipt_url(sms.ref)
        if receipt:
            parameters |= {"dlr-mask": "31", "dlr-url": f"{receipt}&state=%d"}
        if self.account.get("smsc"):
            parameters["smsc"] = str(self.account["smsc"])
        return parameters

    def _receipt(self, fields: Mapping[str, str]) -> list[Event]:
        state = _STATES.get(fields.get("state", ""))
        return [Receipt(state, ref=fields.get("ref"), code=f"dlr {fields['state']}")] if state else []


def _decode(latin: str, charset: str) -> str:
    raw = latin.encode("latin-1")
    try:
        return raw.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return raw.decode("utf-8", "replace")
