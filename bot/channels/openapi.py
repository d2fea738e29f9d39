"""`GET /api/openapi.json`: the interface for other software, written by hand in `docs/openapi/`, tried by tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from directory.settings import ROOT

FOLDER = ROOT / "docs" / "openapi"


def document(folder: Path = FOLDER) -> dict[str, Any]:
    """The OpenAPI 3.1 document: `openapi.yml`, with the schemas and parameters of the files beside it."""
    content: dict[str, Any] = _read(folder / "openapi.yml")
    content["components"] |= {name: _read(folder / f"{name}.yml") for name in ("schemas", "parameters")}
    return content


def routes() -> list[Route]:
    """The one route; the document is read once."""
    content = document()

    async def show(_request: Request) -> Response:
        return JSONResponse(content, headers={"Cache-Control": "public, max-age=3600"})

    return [Route("/api/openapi.json", show, methods=["GET"])]


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content
