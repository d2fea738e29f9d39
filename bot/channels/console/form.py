"""What the console's page sends: small forms, from our own pages only."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.requests import Request

from bot.channels.api import read_body
from bot.channels.web.form import FORM_TYPE, same_site
from bot.errors import BadRequest


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a POST. Raises `BadRequest` (400, 403, 413, 415)."""
    if not same_site(request):
        raise BadRequest(403, "other_site", "Cet envoi vient d'un autre site.")
    if request.headers.get("content-length", "0") == "0" and "transfer-encoding" not in request.headers:
        return {}
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != FORM_TYPE:
        raise BadRequest(415, "unsupported_media_type", "Envoyez un formulaire.")
    try:
        fields = parse_qs((await read_body(request)).decode("utf-8"), max_num_fields=20, errors="strict")
    except ValueError as error:
        raise BadRequest(400, "unreadable", "Cet envoi n'a pas pu être lu.") from error
    return {name: values[-1] for name, values in fields.items()}
