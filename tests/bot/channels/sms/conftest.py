"""The SMS channel on a house of cardboard."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from sms_rig import Rig


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    """A channel in a folder of its own, at a clock that stands still."""
    return Rig(tmp_path)
