"""Reading a YAML file of ours: safe, and with libyaml where PyYAML has it (ten times faster)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The content of `path`. Raises `yaml.YAMLError`."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # a safe loader, whichever it is
