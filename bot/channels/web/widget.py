"""Static files, the loader for other sites, their themes, and the page that demonstrates it all."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.assets import FOREVER, HOUR, Asset, Assets
from bot.channels.web.embed import EmbeddingSite
from bot.channels.web.ports import WebServices
from bot.channels.web.render import Renderer
from bot.channels.web.words import Interface

LOADER = "widget.js"
# A script of a town's page asks for it with `crossorigin`, so that the browser can check its integrity hash.
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


class WidgetFiles:
    """The handlers of everything static."""

    def __init__(
        self,
        services: WebServices,
        interface: Interface,
        sites: Mapping[str, EmbeddingSite],
        assets: Assets,
        renderer: Renderer,
    ) -> None:
        self._services = services
        self._interface = interface
        self._sites = sites
        self._assets = assets
        self._renderer = renderer

    async def static(self, request: Request) -> Response:
        """GET `/static/{version}/{name}`: one built file, kept forever when the version is its own."""
        return self._file(request.path_params["name"], request.path_params["version"])

    async def floating(self, request: Request) -> Response:
        """GET `/widget/v1/widget.js`: the loader of the day."""
        return self._file(LOADER, None)

    async def pinned(self, request: Request) -> Response:
        """GET `/widget/{version}/widget.js`: this very loader, else 404 (a hash must never meet other bytes)."""
        asset = self._assets.get(LOADER)
        if asset is None or asset.version != request.path_params["version"]:
            return Response(status_code=404, headers=OPEN)
        return self._file(LOADER, asset.version)

    async def manifest(self, request: Request) -> Response:
        """GET `/widget/versions.json`: the loader's addresses and its integrity hash, for the snippet."""
        asset = self._assets.get(LOADER)
        if asset is None:
            return Response(status_code=404)
        versions = {"floating": "/widget/v1/widget.js", "pinned": f"/widget/{asset.version}/widget.js"}
        return JSONResponse({**versions, "integrity": asset.integrity}, headers=OPEN)

    async def theme(self, request: Request) -> Response:
        """GET `/widget/theme/{slug}.css`: a site's colours for the page in its frame."""
        site = self._sites.get(request.path_params["slug"])
        if site is None:
            return Response(status_code=404)
        return Response(site.stylesheet, media_type="text/css", headers={"Cache-Control": HOUR})

    async def demonstration(self, request: Request) -> Response:
        """GET `/demo`: a made-up town hall's page with the widget on it."""
        words = self._interface.words(None)
        return self._renderer.demonstration(words, request.scope.get("root_path", ""), loader=self._assets.get(LOADER))

    def _file(self, name: str, version: str | None) -> Response:
        asset = self._assets.get(name)
        if asset is None:
            return Response(status_code=404)
        return Response(asset.content, media_type=asset.media_type, headers=_headers(asset, version))


def _headers(asset: Asset, version: str | None) -> dict[str, str]:
    kept = FOREVER if version == asset.version else HOUR
    return {**OPEN, "Cache-Control": kept, "X-Content-Type-Options": "nosniff"}
