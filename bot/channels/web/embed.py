"""The sites that may show the chat in a frame, and their colours: one file each in `data/widgets/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog
import yaml

from bot.channels.web.contrast import READABLE, contrast, is_colour, readable_on
from bot.channels.web.errors import BadWidgetSiteError

logger = structlog.get_logger(__name__)
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?")
_LENGTH = re.compile(r"\d{1,2}(\.\d{1,3})?(px|rem|em)")
_FONT = re.compile(r"[A-Za-z0-9 ,'\"_-]{1,120}")
COLOURS = ("accent", "focus", "surface", "text", "border")
LENGTHS = ("radius", "size")
WHITE = "#ffffff"


@dataclass(frozen=True)
class EmbeddingSite:
    """One site: its slug, name, allowed origins (`frame-ancestors`) and theme (checked custom properties)."""

    slug: str
    name: str
    origins: tuple[str, ...]
    theme: Mapping[str, str] = field(default_factory=dict)

    @property
    def stylesheet(self) -> str:
        """The theme as a stylesheet; empty when the site keeps the neutral one."""
        rules = "".join(f"--aidenum-{name}:{value};" for name, value in sorted(self.theme.items()))
        return f":root{{{rules}}}" if rules else ""


def load_sites(folder: Path) -> dict[str, EmbeddingSite]:
    """Every site of `folder`, by slug. Raises `BadWidgetSiteError`, naming the file and what does not suit."""
    return {path.stem: _site(path) for path in sorted(folder.glob("*.yml"))}


def _site(path: Path) -> EmbeddingSite:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise BadWidgetSiteError(path.name, "il doit contenir « name: » et « origins: »")
    origins = tuple(str(origin) for origin in content.get("origins") or ())
    wrong = [origin for origin in origins if not _ORIGIN.fullmatch(origin)]
    if wrong:
        raise BadWidgetSiteError(path.name, f"« {wrong[0]} » n'est pas une adresse comme https://www.mairie.fr")
    name, theme = str(content.get("name") or path.stem), _theme(path, content.get("theme") or {})
    return EmbeddingSite(path.stem, name, origins, theme)


def _theme(path: Path, wanted: Mapping[str, Any]) -> dict[str, str]:
    theme = {name: _value(path, name, str(value)) for name, value in wanted.items()}
    return _legible(path, theme)


def _value(path: Path, name: str, value: str) -> str:
    fits = (
        (name in COLOURS and is_colour(value))
        or (name in LENGTHS and _LENGTH.fullmatch(value))
        or (name == "font" and _FONT.fullmatch(value))
    )
    if not fits:
        raise BadWidgetSiteError(path.name, f"« {name}: {value} » n'est pas compris ; voir docs/embed.md")
    return value


def _legible(path: Path, theme: dict[str, str]) -> dict[str, str]:
    """Drop the colours that cannot be read; say so in the log rather than show them."""
    surface = theme.get("surface", WHITE)
    if "text" in theme and contrast(theme["text"], surface) < READABLE:
        logger.warning("widget_colours_dropped", file=path.name, reason="text on surface")
        theme = {name: value for name, value in theme.items() if name not in ("text", "surface")}
        surface = WHITE
    if "accent" in theme and contrast(theme["accent"], surface) < READABLE:
        logger.warning("widget_colours_dropped", file=path.name, reason="accent on surface")
        theme = {name: value for name, value in theme.items() if name != "accent"}
    return {**theme, "on-accent": readable_on(theme["accent"])} if "accent" in theme else theme
