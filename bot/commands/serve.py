"""`aidenum serve`: the web server."""

from __future__ import annotations

import socket
from typing import Annotated

import typer
import uvicorn

from bot.commands.opening import open_house
from bot.errors import ServerCannotStart


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    host: Annotated[str, typer.Option(help="Adresse d'écoute. Derrière un mandataire : 127.0.0.1.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port d'écoute ; 0 en choisit un libre.")] = 8000,
    now: Annotated[str | None, typer.Option(help="Fige l'horloge (essais), ISO 8601 avec fuseau.")] = None,
) -> None:
    """Sert l'assistant : la page, l'interface JSON, les figures."""
    listening = _listen(host, port)
    from bot.app import create_app
    from bot.warm import warm_up

    house = open_house(now)
    app = create_app(house)
    warm_up(house)
    config = uvicorn.Config(
        app, ws="none", log_level="warning", access_log=False, server_header=False, timeout_keep_alive=20
    )
    server = _Announcing(config, host, listening.getsockname()[1])
    server.run(sockets=[listening])


class _Announcing(uvicorn.Server):
    """A server that says in one line when it is ready."""

    def __init__(self, config: uvicorn.Config, host: str, port: int) -> None:
        super().__init__(config)
        self._line = f"AideNum est prêt : http://{host}:{port}/"

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            print(self._line, flush=True)


def _listen(host: str, port: int) -> socket.socket:
    """The listening socket, opened first: a taken port is said at once. Raises `ServerCannotStart`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        raise ServerCannotStart(host, port, str(error)) from error
    return listening
