"""From a record as published to a draft: which column holds what. Nothing is mended here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from directory.importer.draft import Draft, Raw, Refused
from directory.importer.source import Source
from directory.sites.names import fold
from directory.sites.vocabulary import LISTS

_YES = frozenset("oui o true vrai yes y 1 x".split())
_BLANK = frozenset(
    ("", "null", "none", "nan", "undefined", "n/a", "nc", "non renseigné", "#n/a", "adresse non renseignée")
)
# An export puts an apostrophe before what a spreadsheet would run (see `directory.importer.export`).
_FORMULA = "=+-@"
_FIELD = re.compile(r"\{([^{}]+)\}")


def draft(raw: Raw, source: Source) -> Draft:
    """The draft of one record. Raises `Refused` when the record is broken, not to be published, or has no id."""
    if raw.fault:
        raise Refused("broken_line", raw.fault)
    _check_published(raw.values, source)
    values: dict[str, Any] = {}
    for column, where in source.columns.items():
        value = _as_list(raw.values, where, source) if column in LISTS else _as_text(raw.values, where)
        if value:
            values[column] = value
    _add_flags(values, raw.values, source)
    made = Draft(raw.line, values)
    _note_personal(made, raw.values, source)
    for column, value in source.defaults.items():
        values.setdefault(column, list(value) if isinstance(value, list) else value)
    values["id"] = _identity(raw.values, values, source)
    made.hours_by_day = _weekdays(raw.values, source)
    return made


def read(values: Mapping[str, Any], path: str) -> Any:
    """What stands at a path: `nom`, `adresse.nom_voie`, `geometry.coordinates.0`. A whole name wins over a path."""
    if path in values:
        return values[path]
    found: Any = values
    for step in path.split("."):
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, list) and step.isdigit() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    return found


def text(value: Any) -> str:
    """A scalar as text, with "" for what means nothing."""
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    found = str(value).strip()
    if len(found) > 1 and found[0] == "'" and found[1] in _FORMULA:
        found = found[1:]
    return "" if found.lower() in _BLANK else found


def _as_text(values: Mapping[str, Any], where: Any) -> str:
    if isinstance(where, str):
        return text(read(values, where))
    if isinstance(where, list):
        return next((found for one in where if (found := _as_text(values, one))), "")
    if "join" in where:
        parts = [_as_text(values, one) for one in where["join"]]
        return str(where.get("with", " ")).join(part for part in parts if part)
    if "split" in where:
        parts = _as_text(values, where["from"]).split(where["split"])
        return parts[where["part"]].strip() if where["part"] < len(parts) else ""
    raise Refused("bad_description", str(where))


def _as_list(values: Mapping[str, Any], where: Any, source: Source) -> list[str]:
    if isinstance(where, list):
        return [word for one in where for word in _as_list(values, one, source)]
    found = read(values, where) if isinstance(where, str) else _as_text(values, where)
    if isinstance(found, list):
        return [word for one in found if (word := text(one))]
    return [word.strip() for word in text(found).split(source.list_separator) if word.strip()]


def _add_flags(values: dict[str, Any], raw: Mapping[str, Any], source: Source) -> None:
    for column, marks in source.flags.items():
        told = [value for mark, value in marks.items() if text(read(raw, mark)).lower() in _YES]
        if told:
            values[column] = [*values.get(column, []), *told]


def _note_personal(made: Draft, raw: Mapping[str, Any], source: Source) -> None:
    """Columns about named people are never read; that they were there is counted."""
    for column in source.personal:
        if read(raw, column) not in (None, "", []):
            made.note("personal_columns", column, "(donnée personnelle)", "")


def _check_published(raw: Mapping[str, Any], source: Source) -> None:
    for column, values in source.skip_when.items():
        if fold(text(read(raw, column))) in values:
            raise Refused("not_published", f"{column} : {text(read(raw, column))}")
    for column, values in source.only_when.items():
        found = read(raw, column)
        words = found if isinstance(found, list) else text(found).split(source.list_separator)
        if not any(fold(text(word)) in values for word in words):
            raise Refused("not_digital", column)


def _identity(raw: Mapping[str, Any], values: Mapping[str, Any], source: Source) -> str:
    if source.id:
        parts = {path: text(read(raw, path)) for path in _FIELD.findall(source.id)}
        if not all(parts.values()):
            raise Refused("no_id", ", ".join(path for path, part in parts.items() if not part))
        return _FIELD.sub(lambda match: parts[match[1]], source.id)
    words = " ".join(fold(str(values.get(column) or text(read(raw, column)))) for column in source.id_from)
    if not words.strip():
        raise Refused("no_id", ", ".join(source.id_from))
    return f"{source.slug}_{hashlib.sha256(words.encode()).hexdigest()[:16]}"


def _weekdays(raw: Mapping[str, Any], source: Source) -> dict[str, str] | None:
    if not source.weekdays:
        return None
    return {day: _cell(raw, where) for day, where in source.weekdays.items()}


def _cell(raw: Mapping[str, Any], where: Any) -> str:
    columns = where if isinstance(where, list) else [where]
    return " / ".join(cell for column in columns if (cell := text(read(raw, column))))
