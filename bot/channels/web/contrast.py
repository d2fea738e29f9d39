"""Contrast between two colours, by the WCAG formula: a town's colour is used only when it can be read."""

from __future__ import annotations

import re

READABLE = 4.5
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(text: str) -> bool:
    """Whether `text` is a colour we take: `#rrggbb`."""
    return _HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white), for two `#rrggbb` colours."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable_on(colour: str) -> str:
    """White or near-black, whichever reads better on `colour`."""
    return max(("#ffffff", "#101418"), key=lambda ink: contrast(ink, colour))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
