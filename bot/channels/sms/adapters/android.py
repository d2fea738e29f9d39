"""A telephone as a gateway (SMS Gateway for Android, capcom6): pilots and demonstrations only, see docs/sms.md."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, ClassVar

from bot.channels.sms.adapters.base import Adapter, fresh, moment, same
from bot.channels.sms.model import (
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

_STATES = {"sms:sent": "sent", "sms:delivered": "delivered", "sms:failed": "failed"}


class Android(Adapter):
    """One telephone."""

    # The same id sent twice is one message for the application.
    caps = Caps(idempotent=True, receipts=True)
    needs: ClassVar[Mapping[str, str]] = {
        "signing_key": "la clé de signature de l'application",
        "username": "l'identifiant de l'application",
        "password": "son mot de passe",
        "url": "l'adresse de l'application, par exemple http://192.168.1.20:8080",
        "sender": "le numéro du téléphone",
    }

    def verify(self, request: Incoming) -> str | None:
        """`X-Signature`: HMAC-SHA256 of the body and of `X-Timestamp`, which must be of the last five minutes."""
        stamp, given = request.header("x-timestamp"), request.header("x-signature")
        if not stamp or not given or request.method != "POST":
            return "signature"
        wanted = signature(str(self.account["signing_key"]), request.body, stamp)
        if not same(given.lower(), wanted):
            return "signature"
        return None if fresh(stamp, self.context.clock) else "timestamp"

    def parse(self, request: Incoming) -> list[Event]:
        """`sms:received`, or what became of a message. Older versions name the sender `phoneNumber` and give no id."""
        read = json.loads(request.body)
        payload = read.get("payload") if isinstance(read, dict) else None
        if not isinstance(payload, dict):
            raise ValueError("no payload")
        if read.get("event") in _STATES:
            return [Receipt(_STATES[read["event"]], ref=str(payload.get("messageId") or ""), code=_reason(payload))]
        if read.get("event") != "sms:received":
            return []
        sender = payload.get("sender") or payload.get("phoneNumber")
        if not sender:
            raise ValueError("no sender")
        identity = payload.get("messageId") or read.get("id")
        return [
            InboundSms(
                str(sender),
                str(payload.get("recipient") or ""),
                str(payload.get("message") or ""),
                str(identity) if identity else None,
                moment(payload.get("receivedAt")),
            )
        ]

    def acknowledge(self, request: Incoming) -> Acknowledgement:
        """Anything but 2xx is tried again."""
        return Acknowledgement(204)

    async def send(self, sms: OutboundSms) -> Outcome:
        """`POST /message`; our reference is the message's id."""
        body = {
            "id": sms.ref,
            "textMessage": {"text": sms.text},
            "phoneNumbers": [sms.to],
            "withDeliveryReport": True,
        }
        reply = await self.context.client.call(
            "POST",
            f"{str(self.account['url']).rstrip('/')}/message",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
            auth=(str(self.account["username"]), str(self.account["password"])),
        )
        if reply.status in (200, 201, 202):
            return Accepted(sms.ref)
        # 409: this id is there already, so the message is on its way.
        if reply.status == 409:
            return Accepted(sms.ref)
        waits = reply.temporary or reply.status in (401, 403, 404)
        code = f"android {reply.status}"
        return Temporary(code, reply.retry_after) if waits else Permanent(code)


def signature(key: str, body: bytes, stamp: str) -> str:
    """The application's signature, in hexadecimal."""
    return hmac.new(key.encode(), body + stamp.encode("utf-8", "replace"), sha256).hexdigest()


def _reason(payload: Mapping[str, Any]) -> str | None:
    return str(payload["reason"])[:60] if payload.get("reason") else None
