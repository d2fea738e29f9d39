"""Kannel's own configuration, filled in from an account: what docs/sms.md installs is what the tests run."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from directory.settings import ROOT

FILE = ROOT / "data" / "sms" / "kannel.conf"
FAKE_SMSC = """group = smsc
smsc = fake
smsc-id = FAKE
port = {port}
connect-allow-ip = 127.0.0.1"""
SMPP_SMSC = """group = smsc
smsc = smpp
smsc-id = OPERATEUR
host = {host}
port = {port}
transceiver-mode = true
smsc-username = {system_id}
smsc-password = {password}
system-type = ""
enquire-link-interval = 30
source-addr-autodetect = true"""
_DEFAULTS = {
    "admin_port": "13000",
    "smsbox_port": "13001",
    "log": "/var/log/kannel",
    "store": "/var/lib/kannel",
    "retries": "60",
    "retry_seconds": "5",
}


def kannel_conf(name: str, account: Mapping[str, Any], **values: str) -> str:
    """The whole file for the account `name`; `values` replace the defaults (ports, folders, the `smsc` group)."""
    url = urlsplit(str(account.get("url") or "http://127.0.0.1:13013/cgi-bin/sendsms"))
    filled = {
        **_DEFAULTS,
        "admin_password": secrets.token_urlsafe(12),
        "smsc": SMPP_SMSC.format(host="smpp.exemple.invalid", port=2775, system_id="identifiant", password="secret"),
        "sendsms_port": str(url.port or 13013),
        "callback": str(account.get("callback") or "http://127.0.0.1:8000").rstrip("/"),
        "name": name,
        **{field: str(account[field]) for field in ("secret", "username", "password", "sender")},
        **values,
    }
    text = FILE.read_text("utf-8")
    for hole, value in filled.items():
        text = text.replace("{" + hole + "}", value)
    return text
