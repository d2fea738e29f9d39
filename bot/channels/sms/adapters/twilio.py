"""Twilio: signed webhooks, REST sending. No library: a signature and two calls."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable, Mapping
from hashlib import sha1, sha256
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from bot.channels.sms.adapters.base import Adapter, same
from bot.channels.sms.model import (
    Accepted,
    Acknowledgement,
    Caps,
    Event,
    InboundSms,
    Incoming,
    OptOut,
    OutboundSms,
    Outcome,
    Permanent,
    Receipt,
    Temporary,
)

_STATES = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "delivered",
    "undelivered": "failed",
    "failed": "failed",
}
# 21610: this person wrote STOP to Twilio itself.
_OPTED_OUT = 21610
_HASHES: Mapping[str, Callable[..., Any]] = {"HMAC_SHA1": sha1, "HMAC_SHA256": sha256}


class Twilio(Adapter):
    """One Twilio account."""

    caps = Caps(receipts=True, links=True)
    needs: ClassVar[Mapping[str, str]] = {
        "account_sid": "l'identifiant du compte (AC…)",
        "auth_token": "le jeton du compte, qui signe aussi les messages reçus",
        "sender": "le numéro du service, ou un Messaging Service (MG…)",
    }

    def verify(self, request: Incoming) -> str | None:
        """`X-Twilio-Signature`, over the public address and the form."""
        given = request.header("x-twilio-signature")
        algorithm = _algorithm(request.header("x-twilio-webhooks-signature-settings"))
        if not given or algorithm is None or request.method != "POST":
            return "signature"
        try:
            fields = _form(request)
        except ValueError:
            return "signature"
        # Behind a proxy the port may be written or not: Twilio's own library tries both.
        wanted = [signature(self._key(algorithm), url, fields, algorithm) for url in self._addresses(request)]
        return None if any(same(given, one) for one in wanted) else "signature"

    def parse(self, request: Incoming) -> list[Event]:
        """A message, STOP or START told by Twilio, or a receipt."""
        fields = dict(_form(request))
        if request.tail == "receipt":
            return self._receipt(request, fields)
        if "From" not in fields or not (fields.get("MessageSid") or fields.get("SmsMessageSid")):
            raise ValueError("no sender or no id")
        identity = fields.get("MessageSid") or fields["SmsMessageSid"]
        kind = fields.get("OptOutType", "").upper()
        if kind in ("STOP", "START"):
            return [OptOut(fields["From"], identity, back=kind == "START")]
        media = fields.get("NumMedia", "0") not in ("", "0")
        return [InboundSms(fields["From"], fields.get("To", ""), fields.get("Body", ""), identity, media=media)]

    def acknowledge(self, request: Incoming) -> Acknowledgement:
        """An empty answer: nothing is sent by TwiML."""
        if request.tail == "receipt":
            return Acknowledgement(204)
        return Acknowledgement(200, "<Response></Response>", "text/xml")

    async def send(self, sms: OutboundSms) -> Outcome:
        """`POST Messages.json`."""
        sid = str(self.account["account_sid"])
        reply = await self.context.client.call(
            "POST",
            f"{self._api()}/2010-04-01/Accounts/{sid}/Messages.json",
            data=self._parameters(sms),
            auth=(sid, str(self.account["auth_token"])),
        )
        body = reply.json() or {}
        if reply.status in (200, 201):
            return Accepted(body.get("sid"))
        code = f"twilio {body.get('code') or reply.status}"
        if body.get("code") == _OPTED_OUT:
            return Permanent(code, opted_out=True)
        waits = reply.temporary or reply.status in (401, 403, 404)
        return Temporary(code, reply.retry_after or (30 if reply.status < 429 else None)) if waits else Permanent(code)

    def _api(self) -> str:
        return str(self.account.get("url") or "https://api.twilio.com").rstrip("/")

    def _parameters(self, sms: OutboundSms) -> dict[str, str]:
        name = "MessagingServiceSid" if self.sender.startswith("MG") else "From"
        parameters = {"To": sms.to, name: self.sender, "Body": sms.text}
        receipt = self.receipt_url(sms.ref)
        return parameters | ({"StatusCallback": receipt} if receipt else {})

    def _receipt(self, request: Incoming, fields: Mapping[str, str]) -> list[Event]:
        state = _STATES.get(fields.get("MessageStatus") or fields.get("SmsStatus") or "")
        ref = dict(parse_qsl(request.query)).get("ref")
        if not state:
            return []
        return [Receipt(state, ref, fields.get("MessageSid"), fields.get("ErrorCode"))]

    def _key(self, algorithm: str) -> str:
        shared = self.account.get("signing_key") if algorithm == "HMAC_SHA256" else None
        return str(shared or self.account["auth_token"])

    def _addresses(self, request: Incoming) -> list[str]:
        base = str(self.account.get("callback") or self.context.public_url).rstrip("/")
        if not base:
            base = f"https://{request.header('host')}"
        query = f"?{request.query}" if request.query else ""
        parts = urlsplit(f"{base}{request.path}{query}")
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        return [urlunsplit(parts._replace(netloc=netloc)) for netloc in (host, f"{host}:{port}")]


def signature(token: str, url: str, fields: list[tuple[str, str]], algorithm: str = "HMAC_SHA1") -> str:
    """Twilio's signature: the address, then each name and value in order, keyed and in base64."""
    signed = url + "".join(name + value for name, value in sorted(set(fields)))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), _HASHES[algorithm]).digest()).decode()


def _algorithm(settings: str) -> str | None:
    for part in settings.split(","):
        name, _, value = part.partition("=")
        if name.strip() == "algorithm" and value.strip():
            return value.strip().upper() if value.strip().upper() in _HASHES else None
    return "HMAC_SHA1"


def _form(request: Incoming) -> list[tuple[str, str]]:
    return parse_qsl(request.body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=200)
