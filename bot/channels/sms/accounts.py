"""The operators' accounts of a deployment: a YAML file that only the service may read, one entry an operator.

    kannel:
      secret: …
      username: …

An entry's name is its address (`/sms/kannel/…`). `adapter:` says which adapter it uses when its name does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.channels.sms.adapters.android import Android
from bot.channels.sms.adapters.base import Adapter, Context
from bot.channels.sms.adapters.http import HttpClient
from bot.channels.sms.adapters.kannel import Kannel
from bot.channels.sms.adapters.preset import Described
from bot.channels.sms.adapters.preset_file import names, read_preset
from bot.channels.sms.adapters.twilio import Twilio
from bot.channels.sms.errors import AccountsUnreadable
from directory.clock import Clock
from directory.settings import Settings

_OWN: Mapping[str, type[Adapter]] = {"kannel": Kannel, "twilio": Twilio, "android": Android}
_SHORTEST_SECRET = 12


def accounts_file(settings: Settings) -> Path:
    """Where the accounts are."""
    return Path(settings.sms_accounts) if settings.sms_accounts else settings.var_folder / "sms.yml"


def adapters(settings: Settings, clock: Clock) -> dict[str, Adapter]:
    """The adapters of the deployment, by name; none without the file. Raises `AccountsUnreadable`, `PresetUnreadable`."""
    path = accounts_file(settings)
    if not path.exists():
        if settings.sms_accounts:
            raise AccountsUnreadable(path, "ce fichier n'existe pas")
        return {}
    client = HttpClient(offline=settings.offline)
    accounts = _read(path)
    return {name: build(name, account, client, clock, settings.public_url, path) for name, account in accounts.items()}


def build(
    name: str, account: Mapping[str, Any], client: HttpClient, clock: Clock, public_url: str, path: Path
) -> Adapter:
    """One adapter. Raises `AccountsUnreadable` naming the missing field, `PresetUnreadable`."""
    kind = str(account.get("adapter") or name)
    context = Context(name, account, client, clock, public_url)
    adapter = _OWN[kind](context) if kind in _OWN else Described(context, read_preset(kind))
    missing = [field for field in needs(kind) if not str(account.get(field) or "").strip()]
    if missing:
        raise AccountsUnreadable(path, f"il manque à « {name} » : {', '.join(missing)}")
    if "secret" in needs(kind) and len(str(account["secret"])) < _SHORTEST_SECRET:
        raise AccountsUnreadable(path, f"le secret de « {name} » a moins de {_SHORTEST_SECRET} caractères")
    return adapter


def needs(kind: str) -> Mapping[str, str]:
    """The fields of an account of that kind, and what each is. Raises `PresetUnreadable`."""
    return _OWN[kind].needs if kind in _OWN else read_preset(kind).needs


def kinds() -> list[str]:
    """Every kind of account."""
    return sorted([*_OWN, *names()])


def _read(path: Path) -> dict[str, Mapping[str, Any]]:
    try:
        content = yaml.safe_load(path.read_text("utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise AccountsUnreadable(path, f"illisible ({type(error).__name__})") from error
    if not isinstance(content, dict) or not all(isinstance(account, dict) for account in content.values()):
        raise AccountsUnreadable(path, "attendu : un opérateur par entrée, et ses champs dessous")
    for name in content:
        if not str(name).replace("-", "").replace("_", "").isalnum() or len(str(name)) > 40:
            raise AccountsUnreadable(path, f"« {name} » n'est pas un nom possible : lettres, chiffres et tirets")
    return {str(name): account for name, account in content.items()}
