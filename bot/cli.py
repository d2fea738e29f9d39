"""`aidenum`: the command line. One file per family of commands in `bot/commands/`."""

from __future__ import annotations

import os
import sys
import warnings

import typer

from bot.unused import leave_out
from directory.errors import AideNumError

APP_HELP = "AideNum : qui peut aider avec le numérique, près d'ici, maintenant."


def build() -> typer.Typer:
    """The command line, with every family of commands."""
    from bot.commands import ask, facts, places, serve, sites, sms, train

    app = typer.Typer(help=APP_HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    for family in (serve, ask, train, sites, places, facts, sms):
        family.register(app)
    return app


def main() -> None:
    """Run; an expected error is one line on standard error and exit code 2."""
    # Nobody at a town hall can act on a library's warning; some libraries set the filters again, so nothing shows them.
    warnings.showwarning = lambda *_args, **_options: None
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # One sentence is too little to share out: waiting for a second thread took longer than the sum (benchmarks.turns).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    leave_out()
    try:
        build()()
    except AideNumError as error:
        print(f"Erreur : {' '.join(str(error).split())}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
