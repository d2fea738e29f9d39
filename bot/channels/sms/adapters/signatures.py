"""Signatures that operators ask for, besides Twilio's and Android's."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable, Mapping
from hashlib import sha1, sha256, sha512
from typing import Any

from bot.channels.sms.adapters.base import fresh, same
from bot.channels.sms.model import Incoming
from directory.clock import Clock

_HASHES: Mapping[str, Callable[..., Any]] = {"sha1": sha1, "sha256": sha256, "sha512": sha512}


def check(rule: Mapping[str, Any], account: Mapping[str, Any], request: Incoming, clock: Clock) -> str | None:
    """None when the request bears the signature that `rule` describes (header, hash, encoding, over, timestamp, key)."""
    given = request.header(rule["header"]).removeprefix(rule.get("prefix", ""))
    stamp = request.header(rule["timestamp"]) if rule.get("timestamp") else ""
    if not given or (rule.get("timestamp") and not stamp):
        return "signature"
    over = str(rule.get("over", "{body}")).replace("{timestamp}", stamp).encode("utf-8", "replace")
    signed = over.replace(b"{body}", request.body)
    digest = hmac.new(str(account[rule["key"]]).encode(), signed, _HASHES[rule.get("hash", "sha256")]).digest()
    wanted = base64.b64encode(digest).decode() if rule.get("encoding") == "base64" else digest.hex()
    if not same(given, wanted):
        return "signature"
    return "timestamp" if stamp and not fresh(stamp, clock) else None


def ovh(account: Mapping[str, Any], method: str, url: str, body: bytes, now: float) -> dict[str, str]:
    """The headers of a signed call to OVHcloud's API: "$1$" and the SHA-1 of secret, consumer, call and time."""
    stamp = str(int(now))
    signed = "+".join(
        (str(account["app_secret"]), str(account["consumer_key"]), method, url, body.decode("utf-8"), stamp)
    )
    return {
        "X-Ovh-Application": str(account["app_key"]),
        "X-Ovh-Consumer": str(account["consumer_key"]),
        "X-Ovh-Timestamp": stamp,
        "X-Ovh-Signature": "$1$" + sha1(signed.encode()).hexdigest(),
    }
