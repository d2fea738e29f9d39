"""Settings: one place, typed, documented, refused clearly."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.errors import SettingError
from directory.settings import SETTINGS, Settings
from tools.settings_table import row

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


def test_every_setting_is_documented() -> None:
    """docs/settings.md holds one row per setting, with its default and its meaning, and no other."""
    rows = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `AIDENUM_")]
    assert rows == [row(setting) for setting in SETTINGS]


def test_defaults_are_usable() -> None:
    """An empty environment gives settings that work."""
    settings = Settings.from_env({})
    assert settings.database.startswith("sqlite:///")
    assert settings.radius_steps == (5.0, 10.0, 25.0, 50.0)
    assert settings.retention_hours == 24


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("AIDENUM_OFFLINE", "peut-être"),
        ("AIDENUM_RADIUS_STEPS", "10,5"),
        ("AIDENUM_RADIUS_STEPS", "loin"),
        ("AIDENUM_RETENTION_HOURS", "0"),
        ("AIDENUM_GEOCODER_SECONDS", "-1"),
    ],
)
def test_a_bad_value_names_the_variable(variable: str, value: str) -> None:
    """The error says which variable, what it holds, and what is expected."""
    with pytest.raises(SettingError, match=variable) as caught:
        Settings.from_env({variable: value})
    assert value in str(caught.value)
