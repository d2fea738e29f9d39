"""Reading an operator's request by names: JSON, form or query, one message or a batch."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from bot.channels.sms.model import Incoming

_MOST_FIELDS = 200
_MOST_ITEMS = 500


def records(request: Incoming, form: str, charset: str = "utf-8", items: str | None = None) -> list[Mapping[str, Any]]:
    """The messages of a request as mappings. `form` is json, form or query; `items` the path of a batch's list.

    Raises `ValueError` when the body is not what was announced.
    """
    if form == "json":
        return _json(request.body, charset, items)
    source = request.query if form == "query" else request.body.decode("ascii", "replace")
    pairs = parse_qsl(source, keep_blank_values=True, encoding=charset, max_num_fields=_MOST_FIELDS)
    return [dict(pairs)]


def lookup(record: Mapping[str, Any], names: Any) -> str:
    """The first of `names` (one or a list; a dotted name goes into nested JSON) that is there; "" when none is."""
    for name in [names] if isinstance(names, str) else names or ():
        found = _at(record, name)
        if found is not None and not isinstance(found, dict | list):
            return str(found)
    return ""


def _json(body: bytes, charset: str, items: str | None) -> list[Mapping[str, Any]]:
    try:
        read = json.loads(body.decode(charset))
    except (UnicodeDecodeError, RecursionError) as error:
        raise ValueError("unreadable JSON") from error
    listed = _at(read, items) if items and isinstance(read, dict) else read
    found = listed if isinstance(listed, list) else [listed]
    if not all(isinstance(one, dict) for one in found) or len(found) > _MOST_ITEMS:
        raise ValueError("unexpected JSON")
    return found


def _at(record: Any, name: str) -> Any:
    if isinstance(record, Mapping) and name in record:
        return record[name]
    for step in name.split("."):
        if isinstance(record, Mapping):
            record = record.get(step)
        elif isinstance(record, list) and step.isdigit() and int(step) < len(record):
            record = record[int(step)]
        else:
            return None
    return record


def at(record: Any, name: str) -> Any:
    """The value of a dotted name in nested JSON ("results.0.code"), None when it is not there."""
    return _at(record, name)
