"""Libraries that Rasa imports for channels, stores and tools that this house does not use: left out of the process.

Rasa imports all its messengers, its MongoDB, DynamoDB and Redis stores and its terminal when only the agent is asked for. That
is a third of the memory that the server takes, and seconds of its start, on the small machine of a town. Here each of these
libraries is an empty module; what is taken from one can be named, subclassed or caught, and says so when it is used.
`rasa` on the command line imports them as ever. Reason and figures: docs/adr/0011-libraries-left-out.md.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from abc import ABCMeta
from collections.abc import Sequence
from typing import Any

# Messengers, stores, brokers, terminals; and the part of SciPy that scikit-learn imports for tests of its own.
UNUSED = frozenset(
    "aiogram aio_pika boto3 botocore bson confluent_kafka fbmessenger kafka matplotlib pika prompt_toolkit pymongo questionary "
    "redis rocketchat_API scipy.stats sentry_sdk slack_sdk socketio twilio webexteamssdk".split()
)


class UnusedLibrary(ImportError):
    """Something of a library that was left out was used."""

    def __init__(self, library: str) -> None:
        super().__init__(f"« {library} » n'est pas chargé dans ce processus : retirez-le de bot/unused.py.")


class _LeftOut(Exception):  # an exception: Rasa catches those of its stores
    def __init__(self, *_args: object, **_options: object) -> None:
        raise UnusedLibrary(type(self).__module__)


class _Named(ABCMeta):
    """What a name of an unused library is: a class, with names of its own."""

    def __getattr__(cls, name: str) -> Any:
        # Only for the classes made here: Rasa's own subclasses answer as any class does.
        if name.startswith("__") or "_left_out" not in vars(cls):
            raise AttributeError(name)
        return _named(name, cls.__module__)


def _named(name: str, module: str) -> type:
    return _Named(name, (_LeftOut,), {"__module__": module, "_left_out": True})


class _Empty(types.ModuleType):
    """A module of which every name is a class that cannot be built."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = _named(name, self.__name__)
        setattr(self, name, value)
        return value


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the unused libraries, and everything under them, before the real ones."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """An empty module for a library that is left out; None for the others."""
        parts = fullname.split(".")
        if any(".".join(parts[:count]) in UNUSED for count in (1, 2)):
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """The empty module."""
        return _Empty(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run."""


def leave_out() -> None:
    """Leave the unused libraries out of what is imported from now on. What is imported already stays as it is."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


__all__ = ["UNUSED", "UnusedLibrary", "leave_out"]
