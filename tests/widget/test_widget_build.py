"""The built files that are shipped are those that the sources give, byte for byte; the lock file names no host."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WIDGET = ROOT / "widget"
BUILT = ROOT / "bot" / "static" / "built"
needs_node = pytest.mark.skipif(shutil.which("npm") is None, reason="Node is missing (npm)")


def npm(folder: Path, *words: str) -> None:
    """Run npm in `folder`; without a network and a cache there is nothing to compare, which is said."""
    done = subprocess.run(["npm", *words], cwd=folder, capture_output=True, text=True, check=False)
    if (
        done.returncode
        and words[0] == "ci"
        and any(word in done.stderr for word in ("ENOTFOUND", "EAI_AGAIN", "ECONN"))
    ):
        pytest.skip("npm ci found no network")
    assert done.returncode == 0, done.stderr[-2000:]


def copy_sources(into: Path) -> Path:
    """The sources alone, laid out as in the project."""
    folder = into / "widget"
    shutil.copytree(WIDGET, folder, ignore=shutil.ignore_patterns("node_modules"))
    return folder


def built(folder: Path) -> dict[str, bytes]:
    """The files of a build."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@needs_node
@pytest.mark.slow
def test_a_rebuild_gives_the_shipped_bytes(tmp_path: Path) -> None:
    """`npm ci --ignore-scripts && npm run build`, twice: the same bytes, and those that are shipped; types hold."""
    folder = copy_sources(tmp_path)
    npm(folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
    npm(folder, "run", "check")
    npm(folder, "run", "build")
    first = built(tmp_path / "bot" / "static" / "built")
    npm(folder, "run", "build")
    assert built(tmp_path / "bot" / "static" / "built") == first
    assert first == built(BUILT)


def test_the_lock_names_no_host() -> None:
    """Every package is locked by version and hash, and fetched from wherever npm is told to."""
    lock = json.loads((WIDGET / "package-lock.json").read_text("utf-8"))
    packages = [package for name, package in lock["packages"].items() if name]
    assert not [package for package in packages if "resolved" in package]
    assert all(package["integrity"] for package in packages)


def test_nothing_is_copied_from_elsewhere() -> None:
    """What runs on the page comes from two locked libraries, no more."""
    assert set(json.loads((WIDGET / "package.json").read_text("utf-8"))["dependencies"]) == {"leaflet", "lit"}


def test_environment_does_not_matter() -> None:
    """The shipped files hold no path of the machine that built them."""
    for name, content in built(BUILT).items():
        assert os.fsencode(str(Path.home())) not in content, name
        assert b"node_modules" not in content, name
