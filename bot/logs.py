"""Structured logs, one JSON object a line, without a word of anybody: only names of events, kinds, durations."""

from __future__ import annotations

import logging
import sys
import warnings

import structlog

# Rasa and what it brings write the person's words at INFO and DEBUG: they are only allowed to complain.
_NOISY = ("rasa", "rasa_sdk", "sanic", "matplotlib", "apscheduler", "urllib3", "alembic", "sqlalchemy", "asyncio")


def configure(level: str = "INFO") -> None:
    """Set up the logs of the whole process, on standard error. `level`: DEBUG, INFO, WARNING or ERROR."""
    threshold = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    warnings.filterwarnings("ignore")
    logging.basicConfig(level=threshold, stream=sys.stderr, format="%(message)s", force=True)
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.__stderr__),
        cache_logger_on_first_use=False,
    )
