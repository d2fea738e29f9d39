"""A directory of its own for each test: on SQLite, and on PostgreSQL with PostGIS where it is installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from directory.database import migrate, open_engine
from directory.sites.tables import MIGRATIONS

sys.path.insert(0, str(Path(__file__).parent))

_BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
_POSTGIS = any(Path("/usr/share/postgresql").glob("*/extension/postgis.control"))
# PostgreSQL refuses to run as root: the system's own account then runs it.
_AS = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL cluster of its own, on a free loopback port; stopped at the end."""
    if _BIN is None or not _POSTGIS:
        pytest.skip("PostgreSQL with PostGIS is not installed (postgresql-15-postgis-3)")
    folder = Path(tempfile.mkdtemp(prefix="aidenum-pg-"))
    folder.chmod(0o777)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    cluster = folder / "cluster"
    _run(_BIN / "initdb", "-A", "trust", "-U", "aidenum", "-E", "UTF8", "--locale=C.UTF-8", "-D", cluster)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    _run(_BIN / "pg_ctl", "-D", cluster, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield f"postgresql://aidenum@127.0.0.1:{port}/postgres"
    finally:
        _run(_BIN / "pg_ctl", "-D", cluster, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: object) -> None:
    subprocess.run(
        [*_AS, *map(str, command)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/"
    )


@pytest.fixture(params=["sqlite", pytest.param("postgis", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty directory, on each database in turn."""
    if request.param == "sqlite":
        made = open_engine(f"sqlite:///{tmp_path / 'sites.sqlite3'}")
    else:
        made = open_engine(request.getfixturevalue("postgres"))
        with made.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    migrate(made, [MIGRATIONS])
    yield made
    made.dispose()
