"""Libraries that the server never uses are left out of it, and say so if they are used."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

STORY = """
import json, sys, warnings
warnings.filterwarnings("ignore")
from bot.unused import UNUSED, UnusedLibrary, leave_out
leave_out()
import bot.app
import pymongo, redis.exceptions

def told(use):
    try:
        use()
    except UnusedLibrary as error:
        return str(error)

class Ours(pymongo.MongoClient):
    pass

print(json.dumps({
    "real": [name for name in UNUSED if getattr(sys.modules.get(name), "__file__", None)],
    "empty": sorted(name for name in UNUSED if name in sys.modules),
    "told": [told(pymongo.MongoClient), told(lambda: pymongo.collection.Collection("x")), told(redis.exceptions.TimeoutError)],
    "caught": issubclass(redis.exceptions.TimeoutError, Exception),
    "missing": hasattr(Ours, "something"),
}))
"""


def story() -> dict[str, object]:
    """The server's imports in a process of their own."""
    done = subprocess.run([sys.executable, "-c", STORY], cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_the_server_imports_without_what_it_never_uses() -> None:
    """Rasa and scikit-learn import all the same; what is used by mistake says which library and what to do."""
    found = story()
    assert found["real"] == []
    assert {"pymongo", "redis", "slack_sdk", "scipy.stats"} <= set(found["empty"])  # type: ignore[call-overload]
    assert all("bot/unused.py" in str(told) for told in found["told"])  # type: ignore[attr-defined]
    assert found["caught"] is True
    assert found["missing"] is False, "Rasa's own subclasses answer as any class does"


def test_the_command_line_leaves_them_out() -> None:
    """`aidenum` does it before anything else is imported."""
    code = "import sys, bot.cli; sys.argv = ['aidenum', '--help']; bot.cli.main()"
    check = "import sys; from bot.unused import _Finder; assert isinstance(sys.meta_path[0], _Finder)"
    program = f"try:\n    {code}\nfinally:\n    {check}"
    program = program.replace("; ", "\n    ")
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
