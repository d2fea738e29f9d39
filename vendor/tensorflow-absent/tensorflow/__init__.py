"""Inert stand-in for TensorFlow, so that Rasa 3.6 imports without it.

Rasa imports TensorFlow at start even when no component of the pipeline uses it.
Here every attribute is an inert class: it can be subclassed, used in an annotation
or as a decorator at import time, but building one raises with what to do.
Reason, limits and the way back: docs/adr/0001-rasa-without-tensorflow.md.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from typing import Any

__version__ = "2.12.0"

ADVICE = (
    "TensorFlow is not installed here, so DIET, TED and the other neural components of Rasa cannot run. "
    "Use the components of this project's config.yml (LogisticRegressionClassifier, RulePolicy), "
    "or install the real TensorFlow as docs/adr/0001-rasa-without-tensorflow.md explains ('How to go back')."
)


class TensorFlowAbsentError(ImportError):
    """Something tried to compute with TensorFlow, which is not installed."""

    def __init__(self) -> None:
        super().__init__(ADVICE)


class _InertMeta(type):
    """Any attribute of an inert class is an inert class too."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _inert(name)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        # A decorator at import time (`@tf.function`) gets its function back.
        if cls.__module__ == __name__ and len(args) == 1 and not kwargs and callable(args[0]):
            return args[0]
        if cls.__module__ == __name__ and args == () and cls.__name__ in _DECORATOR_FACTORIES:
            return lambda function: function
        raise TensorFlowAbsentError()


_DECORATOR_FACTORIES = {"function", "register_keras_serializable"}


def _inert(name: str) -> type:
    return _InertMeta(name, (), {"__module__": __name__, "__doc__": ADVICE})


class _InertModule(types.ModuleType):
    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = _inert(name)
        setattr(self, name, value)
        return value


class _InertFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Makes `import tensorflow.anything.at.all` succeed."""

    PREFIXES = ("tensorflow.", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras")

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        if fullname.startswith(self.PREFIXES):
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _InertModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run: the module only answers attributes."""


def is_tensor(_value: object) -> bool:
    """False for everything: matplotlib and others ask before treating a value as a tensor."""
    return False


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return _inert(name)


if not any(isinstance(finder, _InertFinder) for finder in sys.meta_path):
    sys.meta_path.append(_InertFinder())
