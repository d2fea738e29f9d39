"""The console on its own, without Rasa: for its tests, its measures, and whoever works on it.

.venv/bin/python -m tools.console_desk --port 8011
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import datetime

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels import api, console
from bot.channels.web.assets import Assets
from bot.errors import BadRequest
from bot.limits import MessageLimits
from directory.clock import Clock
from directory.settings import Settings
from directory.wiring import Directory

NOW = datetime.fromisoformat("2026-11-24T10:30:00+01:00")
SENT: list[tuple[str, str]] = []


class Desk:
    """What the console is given, on an open house. `env`: other settings than the house's."""

    def __init__(self, house: Directory, env: Mapping[str, str] | None = None) -> None:
        var = {"AIDENUM_VAR": str(house.settings.var_folder), "AIDENUM_OFFLINE": "1"}
        self.directory = house
        self.settings = Settings.from_env({**var, **(env or {})})
        self.clock = house.clock
        self.limits = MessageLimits(self.settings)


class Outbox:
    """An SMS gateway of cardboard: what was sent stands in `SENT`."""

    def send(self, number: str, text: str) -> None:
        """Keep what was handed over."""
        SENT.append((number, text))


def open_house(env: Mapping[str, str], now: datetime | None = NOW) -> Directory:
    """A directory with the console's table, at a fixed clock (None: the machine's)."""
    settings = Settings.from_env({"AIDENUM_OFFLINE": "1", **env})
    return Directory.open(settings, Clock(now), other_migrations=(console.MIGRATIONS,))


def application(desk: Desk, *, sends: bool = True) -> Starlette:
    """The console and its built files, alone."""
    built = Assets.load(console.BUILT)

    async def static(request: Request) -> Response:
        asset = built.get(request.path_params["name"])
        return Response(asset.content, media_type=asset.media_type) if asset else Response(status_code=404)

    async def refused(_request: Request, error: Exception) -> Response:
        assert isinstance(error, BadRequest)
        return api.error_response(error)

    routes = [*console.routes(desk, Outbox() if sends else None), Route("/static/{version}/{name}", static)]
    return Starlette(routes=routes, exception_handlers={BadRequest: refused})


def main() -> None:
    """Serve it on loopback, on the house of the environment."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--port", type=int, default=8011)
    import os

    desk = Desk(open_house(dict(os.environ), None))
    uvicorn.run(application(desk), host="127.0.0.1", port=parser.parse_args().port, log_level="warning", ws="none")


if __name__ == "__main__":
    main()
