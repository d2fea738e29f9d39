"""A process whose children import two files in turn, to be killed at any instant (see test_import.py)."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from factory import TOWNS

from directory.database import migrate, open_engine
from directory.importer.run import import_file
from directory.sites.tables import MIGRATIONS


def main(url: str, old: Path, new: Path) -> None:
    """Import `old`, say how long it took, then for each line read: fork a child that imports both again and again."""
    engine = open_engine(url)
    migrate(engine, [MIGRATIONS])
    import_file(engine, old, towns=TOWNS)
    started = time.monotonic()
    import_file(engine, new, towns=TOWNS)
    import_file(engine, old, towns=TOWNS)
    print(time.monotonic() - started, flush=True)
    engine.dispose()
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            _import_for_ever(url, old, new)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("dead", flush=True)


def _import_for_ever(url: str, old: Path, new: Path) -> None:
    engine = open_engine(url)
    while True:
        import_file(engine, new, towns=TOWNS)
        import_file(engine, old, towns=TOWNS)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
