"""Lighthouse 12, as a phone: accessibility 100, performance and best practices at least 95."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tools.browser import CHROMIUM, FLAGS, LocalServer

LIGHTHOUSE = Path(__file__).parents[2] / "widget" / "node_modules" / ".bin" / "lighthouse"
LEAST = {"accessibility": 100, "performance": 95, "best-practices": 95}


def scores(address: str, report: Path) -> dict[str, Any]:
    """The scores (0 to 100) of one run."""
    command = [LIGHTHOUSE, address, "--output=json", f"--output-path={report}", "--quiet"]
    options = [f"--only-categories={','.join(LEAST)}", f"--chrome-flags={' '.join(['--headless', *FLAGS])}"]
    environment = {**os.environ, "CHROME_PATH": str(CHROMIUM)}
    subprocess.run([*command, *options], env=environment, check=True, capture_output=True, timeout=120)
    categories = json.loads(report.read_text("utf-8"))["categories"]
    return {name: round(categories[name]["score"] * 100) for name in LEAST}


@pytest.mark.slow
@pytest.mark.skipif(not LIGHTHOUSE.exists(), reason="Lighthouse is missing (npm ci --ignore-scripts in widget/)")
@pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is missing")
@pytest.mark.parametrize("path", ["/chat", "/demo"])
def test_lighthouse(server: LocalServer, tmp_path: Path, path: str) -> None:
    """The best of two runs counts: a busy machine can spoil one, never improve one."""
    runs: list[dict[str, Any]] = []
    while len(runs) < 2 and not (runs and all(runs[-1][name] >= least for name, least in LEAST.items())):
        runs.append(scores(server.address + path, tmp_path / f"{len(runs)}.json"))
    best = {name: max(run[name] for run in runs) for name in LEAST}
    assert not {name: score for name, score in best.items() if score < LEAST[name]}, runs
