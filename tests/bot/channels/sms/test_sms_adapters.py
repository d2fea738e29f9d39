"""Each operator's real shapes: what is read, what is answered, what is sent; forged requests leave no trace."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from sms_rig import NOW, PAYLOADS, SECRET, MovingClock, Rig
from sqlalchemy import func, select

from bot.channels.sms.accounts import build, kinds, needs
from bot.channels.sms.adapters import android, twilio
from bot.channels.sms.adapters.base import Adapter
from bot.channels.sms.adapters.http import HttpClient, HttpReply
from bot.channels.sms.model import UCS2, Accepted, Incoming, OutboundSms, Permanent, Temporary
from bot.channels.sms.tables import Base
from directory.settings import ROOT

RECORDED = yaml.safe_load((PAYLOADS / "sms" / "recorded.yml").read_text("utf-8"))


class Recorder(HttpClient):
    """Keeps the calls, and says what it is told to say."""

    def __init__(self, *replies: HttpReply) -> None:
        super().__init__(offline=True)
        self.calls: list[dict[str, Any]] = []
        self.replies = list(replies)

    async def call(self, method: str, url: str, **more: Any) -> HttpReply:
        """The next reply."""
        self.calls.append({"method": method, "url": url, **more})
        return self.replies.pop(0)


def adapter(kind: str, client: HttpClient | None = None) -> Adapter:
    """An adapter with an account where every field is filled."""
    account = {field: f"le-{field}-du-compte" for field in needs(kind)} | {"secret": SECRET, "sender": "+33937000000"}
    clock: Any = MovingClock(NOW)
    return build(kind, account, client or HttpClient(offline=True), clock, "https://aide.exemple.fr", ROOT)


def request(kind: str, case: Mapping[str, Any]) -> Incoming:
    """The request, signed as the operator signs."""
    body = json.dumps(case["json"]).encode() if "json" in case else case.get("form", "").encode()
    tail = f"/{case['tail']}" if case.get("tail") else ""
    secret = "" if kind in ("twilio", "android") else f"/{SECRET}"
    path, query = f"/sms/{kind}{secret}{tail}", case.get("query", "")
    unsigned = Incoming(case.get("method", "POST"), path, query, {}, body)
    return Incoming(unsigned.method, path, query, signed(kind, unsigned), body)


def signed(kind: str, unsigned: Incoming) -> dict[str, str]:
    """The headers of a good signature."""
    if kind == "android":
        stamp = str(int(NOW.timestamp()))
        return {
            "x-timestamp": stamp,
            "x-signature": android.signature("le-signing_key-du-compte", unsigned.body, stamp),
        }
    if kind == "twilio":
        url = f"https://aide.exemple.fr{unsigned.path}{'?' if unsigned.query else ''}{unsigned.query}"
        return {"x-twilio-signature": twilio.signature("le-auth_token-du-compte", url, twilio._form(unsigned))}
    return {}


@pytest.mark.parametrize("case", RECORDED, ids=lambda case: f"{case['adapter']}-{case['name']}")
def test_recorded_requests(case: Mapping[str, Any]) -> None:
    """Believed, read into the expected events, acknowledged as the operator wants."""
    one, incoming = adapter(case["adapter"]), request(case["adapter"], case)
    assert one.verify(incoming) is None
    events = [_shown(asdict(event), wanted) for event, wanted in zip(one.parse(incoming), case["events"], strict=True)]
    assert events == case["events"]
    assert one.acknowledge(incoming).status == case["ack"]


def _shown(event: dict[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in event.items()}
    return {name: known[name] for name in wanted}


def test_twilio_known_signature() -> None:
    """The vector that Twilio publishes."""
    fields = [
        ("CallSid", "CA1234567890ABCDE"),
        ("Caller", "+14158675309"),
        ("Digits", "1234"),
        ("From", "+14158675309"),
        ("To", "+18005551212"),
    ]
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert twilio.signature("12345", url, fields) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_twilio_sha256_signature() -> None:
    """The newer header: its algorithm is followed, an unknown one refused."""
    case = next(case for case in RECORDED if case["adapter"] == "twilio")
    good = request("twilio", case)
    url = f"https://aide.exemple.fr{good.path}"
    newer = twilio.signature("le-auth_token-du-compte", url, twilio._form(good), "HMAC_SHA256")
    for settings_header, believed in (
        ("key=k,algorithm=HMAC_SHA256", True),
        ("key=k,algorithm=MD5", False),
        ("", False),
    ):
        headers = {"x-twilio-signature": newer, "x-twilio-webhooks-signature-settings": settings_header}
        assert (adapter("twilio").verify(Incoming("POST", good.path, "", headers, good.body)) is None) is believed


def rows(rig: Rig) -> int:
    """Everything that the channel stores."""
    with rig.gateway.store.read() as session:
        return sum(
            session.scalar(select(func.count()).select_from(table)) or 0 for table in Base.metadata.sorted_tables
        )


def forged(kind: str) -> list[Incoming]:
    """A good request, each thing that proves it spoiled in turn."""
    case = (
        next(case for case in RECORDED if case["adapter"] == kind and not case.get("tail"))
        if kind != "ovhcloud"
        else RECORDED[0]
    )
    good = request(kind, case)
    wrong = [Incoming(good.method, good.path.replace(SECRET, "mauvais-secret"), good.query, {}, good.body)]
    if good.headers:
        old = str(int(NOW.timestamp()) - 400)
        wrong += [
            Incoming(good.method, good.path, good.query, good.headers, good.body + b"&x=1"),
            Incoming("GET", good.path, good.query, good.headers, good.body),
            Incoming(
                good.method,
                good.path,
                good.query,
                {name: "x" + value for name, value in good.headers.items()},
                good.body,
            ),
        ]
        if kind == "android":
            late = {"x-timestamp": old, "x-signature": android.signature("le-signing_key-du-compte", good.body, old)}
            wrong.append(Incoming(good.method, good.path, good.query, late, good.body))
    return wrong


@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind != "ovhcloud"])
def test_forged_requests_are_refused_and_leave_nothing(rig: Rig, kind: str) -> None:
    """403 without a body, and not one row."""
    gateway = rig.with_adapter(adapter(kind))
    for incoming in forged(kind):
        answer = asyncio.run(gateway.receive(kind, incoming))
        assert (answer.status, answer.body) == (403, "")
    assert rows(rig) == 0


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(kinds()),
    st.sampled_from(["GET", "POST"]),
    st.text(max_size=40),
    st.binary(max_size=200),
    st.dictionaries(st.sampled_from(["x-signature", "x-timestamp", "x-twilio-signature"]), st.text(max_size=30)),
)
def test_garbage_is_never_believed(kind: str, method: str, query: str, body: bytes, headers: dict[str, str]) -> None:
    """No unsigned request is believed, whatever it holds, and none breaks the check."""
    incoming = Incoming(method, f"/sms/{kind}/{query[:5]}", query, headers, body)
    with contextlib.suppress(ValueError):  # the gateway takes it for a refusal
        assert adapter(kind).verify(incoming) is not None


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(kinds()), st.binary(max_size=300))
def test_garbage_with_the_secret_is_400_at_most(kind: str, body: bytes) -> None:
    """A believed request that cannot be read raises only what the gateway answers with 400."""
    one = adapter(kind)
    for tail in ("", "/receipt"):
        incoming = Incoming("POST", f"/sms/{kind}/{SECRET}{tail}", body.decode("latin-1"), {}, body)
        try:
            one.parse(incoming)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue


SMS = OutboundSms("ref0123456789", "+33612345678", "Près de Caudry [59] : Tel 03 27 70 01 02")
YES = {
    "kannel": HttpReply(202, "0: Accepted for delivery"),
    "twilio": HttpReply(201, '{"sid": "SM9"}'),
    "android": HttpReply(202, '{"id": "ref0123456789"}'),
    "mtarget": HttpReply(200, '{"results": [{"code": "0", "ticket": "t"}]}'),
    "vonage": HttpReply(200, '{"messages": [{"status": "0", "message-id": "v"}]}'),
}
NO = {
    "mtarget": HttpReply(200, '{"results": [{"code": "3"}]}'),
    "vonage": HttpReply(200, '{"messages": [{"status": "4"}]}'),
}


@pytest.mark.parametrize("kind", kinds())
def test_sending(kind: str) -> None:
    """One call that holds the number, the text and our reference; taken, later, or never."""
    client = Recorder(
        YES.get(kind, HttpReply(200, "{}")),
        HttpReply(503, ""),
        HttpReply(429, "", 7),
        NO.get(kind, HttpReply(400, "{}")),
    )
    one = adapter(kind, client)
    outcomes = [asyncio.run(one.send(SMS)) for _ in range(4)]
    assert [type(outcome) for outcome in outcomes] == [Accepted, Temporary, Temporary, Permanent]
    assert isinstance(outcomes[2], Temporary)
    assert outcomes[2].retry_after == 7
    sent = repr(client.calls[0])
    assert "33612345678" in sent
    assert "Caudry" in sent


@pytest.mark.parametrize("kind", kinds())
def test_sending_ucs2_differs(kind: str) -> None:
    """Another script is announced where the operator wants it announced, and the text arrives whole."""
    client = Recorder(YES.get(kind, HttpReply(200, "{}")))
    asyncio.run(adapter(kind, client).send(OutboundSms("ref", "+33612345678", "أين", UCS2)))
    assert len(client.calls) == 1


def test_twilio_stop_is_learnt_from_a_refusal() -> None:
    """Error 21610: the person wrote STOP to Twilio."""
    client = Recorder(HttpReply(400, '{"code": 21610}'))
    assert asyncio.run(adapter("twilio", client).send(SMS)) == Permanent("twilio 21610", opted_out=True)


def test_offline_calls_nobody_outside() -> None:
    """AIDENUM_OFFLINE: only loopback may be called."""
    with pytest.raises(ConnectionError):
        asyncio.run(HttpClient(offline=True).call("GET", "https://api.exemple.fr/"))
